import { Decimal } from '../../core/decimal.ts'

/** What the owner may set differently in the expense rows (domain.md 8); the defaults are the recommended rules. */
export type PlRules = {
  /** PTEB of the current month follows payroll by the budget's ratio, or stays the budget until the close (C-52). */
  readonly ptebInCurrentMonth: 'ratio' | 'budget'
  /**
   * Insurance as a rate on payroll plus 7082, or as the budget's ratio. `auto` is the rate, and the ratio where the
   * budget knows payroll and insurance but not 7082 (C-53).
   */
  readonly insuranceMethod: 'auto' | 'rate' | 'budgetRatio'
  /** Shares of payroll, 0–1, at sites with and without a management agreement. */
  readonly insuranceRate: { readonly managementAgreement: Decimal; readonly other: Decimal }
}

/** The recommended rules: PTEB by ratio, insurance 5.77 % with a management agreement and 4.45 % elsewhere. */
export const DEFAULT_PL_RULES: PlRules = {
  ptebInCurrentMonth: 'ratio',
  insuranceMethod: 'auto',
  insuranceRate: { managementAgreement: new Decimal('0.0577'), other: new Decimal('0.0445') },
}
