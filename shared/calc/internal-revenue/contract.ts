import type { Day } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'

/** Percentages of a contract are whole numbers: 50 means 50 % (domain.md 0.1). */
export type Percent = Decimal

export type EscalatorType = 'Percentage' | 'FixedAmount'
/** When a block steps: every year on the first day of `month` (1–12), in one way for the whole block (domain.md 6.10). */
export type EscalationSchedule = {
  readonly enabled: boolean
  readonly month: number
  /** `Amount` is what older records call FixedAmount (C-40). */
  readonly type: EscalatorType | 'Amount'
  /** The stored values hold every step up to this day; null: 31 December of the year before the current year. */
  readonly asOf: Day | null
}
export type Escalator = EscalationSchedule & { readonly value: Decimal }

export type ServiceRate = {
  readonly name: string
  /** Ledger account, 47xx. */
  readonly code: string
  readonly fee: Decimal
  readonly startDate: Day
  readonly endDate: Day | null
}
export type FixedFee = { readonly serviceRates: readonly ServiceRate[] }

export type JobRate = {
  readonly jobCode: string
  readonly name: string
  /** Dollars per hour. */
  readonly rate: Decimal
  /** Null: one and a half times the rate, derived after the escalation, to the cent (domain.md 6.10). */
  readonly overtimeRate: Decimal | null
  /** Null dates: the whole contract. */
  readonly startDate: Day | null
  readonly endDate: Day | null
}
export type PerLaborHour = {
  readonly jobRates: readonly JobRate[]
  /** Split hours by the week at 40 (C-26); the default is true. */
  readonly useOvertimeSplit: boolean
}

export type PerOccupiedRoom = { readonly roomRate: Decimal }

export type AccumulationType = 'Monthly' | 'AnnualCalendar' | 'AnnualAnniversary'
/** A band of a share. `limit` is its upper end (C-05, C-46); null and a stored 0 mean no end. */
export type Tier = {
  readonly sharePercentage: Percent
  readonly limit: Decimal | null
  readonly escalatorValue: Decimal | null
  /** Dated rows: a tier counts in months whose first day lies in these, both inclusive. */
  readonly effectiveFrom: Day | null
  readonly effectiveTo: Day | null
}
export type ValidationThreshold = {
  readonly type: 'VehicleCount' | 'RevenuePercentage' | 'ValidationAmount'
  /** Percent for RevenuePercentage, dollars for ValidationAmount, unused for VehicleCount. */
  readonly amount: Decimal
}
export type ThresholdStructure = {
  /** `SD1` … `VO3`, `OR1`, `OR2`, `ADJ`; a code belongs to exactly one structure. */
  readonly revenueCodes: readonly string[]
  readonly accumulationType: AccumulationType
  readonly tiers: readonly Tier[]
  /** Schedule of the tiers' escalator values. */
  readonly escalator: EscalationSchedule | null
  readonly validationThreshold: ValidationThreshold | null
}
export type RevenueShare = { readonly thresholdStructures: readonly ThresholdStructure[] }

export type BillableAccount = { readonly code: string; readonly title: string; readonly isEnabled: boolean }
export type PayrollBase = 'Billable' | 'Total'
export type BillableAccounts = {
  readonly payrollAccounts: readonly BillableAccount[]
  readonly additionalPayrollAmount: Decimal | null
  readonly payrollTaxesEnabled: boolean
  readonly payrollTaxesBillingType: 'Actual' | 'Percentage'
  readonly payrollTaxesPercentage: Percent | null
  readonly payrollTaxesEscalator: Escalator | null
  readonly payrollSupportEnabled: boolean
  readonly payrollSupportBillingType: 'Fixed' | 'Percentage'
  /** Null and unknown text read as Billable. */
  readonly payrollSupportPayrollType: PayrollBase | null
  /** Dollars when Fixed, percent when Percentage. */
  readonly payrollSupportAmount: Decimal | null
  readonly expenseAccounts: readonly BillableAccount[]
}

/** An amount with the months it counts in, so that a fee by contract year is a few dated rows (domain.md 6.6). */
export type DatedAmount = { readonly amount: Decimal; readonly from: Day | null; readonly to: Day | null }
export type ManagementJobRate = {
  readonly code: string
  readonly description: string
  readonly standardRate: Decimal
  /** Null: derived from the standard rate, as in JobRate. */
  readonly overtimeRate: Decimal | null
  readonly standardRateEscalatorValue: Decimal | null
  readonly overtimeRateEscalatorValue: Decimal | null
}
export type ManagementFee =
  | { readonly type: 'FixedFee'; readonly amounts: readonly DatedAmount[]; readonly escalator: Escalator | null }
  | {
      readonly type: 'PerLaborHour'
      readonly jobs: readonly ManagementJobRate[]
      readonly useOvertimeSplit: boolean
      readonly escalator: EscalationSchedule | null
    }
  | {
      readonly type: 'RevenuePercentage'
      readonly percentages: readonly DatedAmount[]
      readonly escalator: Escalator | null
    }
export type Insurance = {
  readonly type: 'BasedOnBillableAccounts' | 'FixedFee'
  readonly additionalPercentage: Percent | null
  readonly fixedFeeAmount: Decimal | null
  /** Percent of billable payroll; the default is 5.77 (C-44). */
  readonly payrollPercentage: Percent
}
export type Claims = {
  readonly type: 'PerClaim' | 'AnnualCalendar' | 'AnnualAnniversary'
  /** Yearly limit; not used for PerClaim. */
  readonly capAmount: Decimal | null
}
export type ProfitShare = {
  readonly accumulationType: AccumulationType
  readonly tiers: readonly Tier[]
  readonly escalator: EscalationSchedule | null
}
export type NonGlExpense = {
  readonly title: string
  readonly type: 'FixedAmount' | 'Payroll' | 'Revenue'
  readonly payrollType: PayrollBase | null
  /** Dollars for FixedAmount, percent otherwise. */
  readonly amount: Decimal | null
  /** Last month billed, `2026-06`; null: no end. */
  readonly finalPeriodBilled: string | null
}
/** A part that is null is not enabled. */
export type ManagementAgreement = {
  readonly managementFee: ManagementFee | null
  readonly insurance: Insurance | null
  readonly claims: Claims | null
  readonly profitShare: ProfitShare | null
  readonly validationThreshold: ValidationThreshold | null
  readonly nonGlBillableExpenses: readonly NonGlExpense[]
}

export type MidMonthAdvance = { readonly amount: Decimal; readonly lineTitle: 'MidMonthBilling' | 'PreBill' }
export type DepositedRevenue = { readonly operatorResponsibleForParkingTax: boolean }

/**
 * The contract of a site (domain.md 1.3), as far as it makes revenue. A block that is null is not enabled: it is
 * skipped, which is not 0. Several blocks together are a hybrid contract.
 */
export type Contract = {
  /** Its month is the anniversary, where yearly accumulations restart. */
  readonly startDate: Day | null
  /** 1–12; null: no increment. */
  readonly incrementMonth: number | null
  readonly incrementAmount: Percent | null
  readonly consumerPriceIndex: boolean
  /** Increments on or before this day are in the stored rates already and are not applied again (C-37). */
  readonly ratesAlreadyEscalatedThrough: Day | null
  /** Thresholds of the comparison report (domain.md 6.9); null: never flagged. */
  readonly deviationPercentage: Percent | null
  readonly deviationAmount: Decimal | null
  readonly fixedFee: FixedFee | null
  readonly perLaborHour: PerLaborHour | null
  readonly perOccupiedRoom: PerOccupiedRoom | null
  readonly revenueShare: RevenueShare | null
  readonly billableAccounts: readonly BillableAccounts[] | null
  readonly managementAgreement: ManagementAgreement | null
  /** The three below are invoice lines and never part of forecast revenue (domain.md 6.7). */
  readonly bellServiceFee: boolean
  readonly midMonthAdvance: MidMonthAdvance | null
  readonly depositedRevenue: DepositedRevenue | null
}

/** A contract with nothing enabled: what every new contract starts from. */
export const NO_CONTRACT: Contract = {
  startDate: null,
  incrementMonth: null,
  incrementAmount: null,
  consumerPriceIndex: false,
  ratesAlreadyEscalatedThrough: null,
  deviationPercentage: null,
  deviationAmount: null,
  fixedFee: null,
  perLaborHour: null,
  perOccupiedRoom: null,
  revenueShare: null,
  billableAccounts: null,
  managementAgreement: null,
  bellServiceFee: false,
  midMonthAdvance: null,
  depositedRevenue: null,
}
