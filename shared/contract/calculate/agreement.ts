import { z } from 'zod'
import { Amount, Day, Label, listOf, Month, orNull } from './amounts.ts'
import { calculation, calculationWith } from './calculation.ts'
import {
  BillableEntries,
  Claims,
  Insurance,
  ManagementAgreement,
  ManagementFee,
  NonGlExpenses,
  ProfitShare,
} from './contract-blocks.ts'
import { Accounts, EarlierClaims, EarlierProfits, ExpenseTotals, HoursByCode, MonthKind } from './month-data.ts'
import { Result, Rounded } from './result.ts'

const Billable = z.strictObject({
  contract: z.strictObject({
    billableAccounts: BillableEntries,
    managementAgreement: orNull(ManagementAgreement).describe('Its insurance and claims leave the expense accounts'),
  }),
  month: Month,
  kind: MonthKind.default('future'),
  payrollForecast: orNull(Amount),
  accounts: Accounts.default({}),
  expenseTotals: orNull(ExpenseTotals),
  today: Day,
})

/** The example of domain.md 6.5. */
const BILLABLE_EXAMPLE: z.input<typeof Billable> = {
  contract: {
    billableAccounts: [
      {
        additionalPayrollAmount: 5_000,
        payrollTaxesEnabled: true,
        payrollTaxesPercentage: 15,
        payrollSupportEnabled: true,
        payrollSupportPayrollType: 'Total',
        payrollSupportAmount: 10,
      },
    ],
  },
  month: '2026-05',
  accounts: { '6000': { budget: 100_000 }, '7115': { budget: 10_200 } },
  today: '2026-04-10',
}
const partOfBillable = (summary: string) =>
  calculation({ summary, rule: '6.5', input: Billable, example: BILLABLE_EXAMPLE })

export const agreementCalculations = {
  billableAccounts: partOfBillable('What the client pays back: payroll, PTEB, support services and expense accounts'),
  additionalPayroll: partOfBillable('Extra payroll agreed in the contract'),
  billablePayroll: partOfBillable('Payroll of the enabled accounts: forecast, else budget'),
  pteb: partOfBillable('Payroll taxes and benefits billed on: a percentage of billable payroll, or as they are'),
  supportServices: partOfBillable('Charge for head-office payroll support'),
  expenseAccounts: partOfBillable('Enabled accounts 7000–7999: what was entered, else the budget'),
  managementFee: calculation({
    summary: 'Management fee: fixed, hours × rates, or a percentage of net external revenue',
    rule: '6.6',
    input: z.strictObject({
      fee: ManagementFee,
      month: Month,
      hours: HoursByCode.default({}),
      netExternalRevenue: orNull(Amount),
      today: Day,
    }),
    example: {
      fee: {
        type: 'PerLaborHour',
        useOvertimeSplit: false,
        jobs: [
          { code: 'MGR', description: 'Site manager', standardRate: 55 },
          { code: 'GSC1', description: 'Guest service captain', standardRate: 30 },
          { code: 'GSA1', description: 'Guest service agent', standardRate: 22 },
        ],
      },
      month: '2026-05',
      hours: { MGR: { budget: 40 }, GSC1: { budget: 80 }, GSA1: { budget: 160 } },
      today: '2026-04-10',
    },
  }),
  insurance: calculation({
    summary: 'Insurance line of a management agreement',
    rule: '6.6',
    input: z.strictObject({
      insurance: Insurance,
      billableAccounts: BillableEntries.default([]),
      billablePayroll: orNull(Amount),
      kind: MonthKind.default('future'),
      accounts: Accounts.default({}),
    }),
    example: {
      insurance: { type: 'BasedOnBillableAccounts', additionalPercentage: 2 },
      billablePayroll: 100_000,
      accounts: { '7082': { budget: 2_500 } },
    },
  }),
  claims: calculation({
    summary: 'Claims billed in a month: all of them, or up to the yearly cap',
    rule: '6.6',
    input: z.strictObject({
      claims: Claims,
      month: Month,
      incurred: Amount,
      earlier: EarlierClaims,
      contractStart: orNull(Day),
    }),
    example: {
      claims: { type: 'AnnualCalendar', capAmount: 50_000 },
      month: '2026-03',
      incurred: 18_000,
      earlier: [
        { month: '2026-01', claims: 15_000 },
        { month: '2026-02', claims: 20_000 },
      ],
    },
  }),
  nonGlExpenses: calculation({
    summary: 'Billable amounts without a ledger account: fixed, of payroll, or of net external revenue',
    rule: '6.6',
    input: z.strictObject({
      expenses: NonGlExpenses,
      month: Month,
      billablePayroll: orNull(Amount),
      pteb: orNull(Amount),
      netExternalRevenue: orNull(Amount),
    }),
    example: {
      expenses: [
        { title: 'Uniform program', type: 'FixedAmount', amount: 1_250.75 },
        { title: 'Training levy', type: 'Payroll', payrollType: 'Total', amount: 2 },
      ],
      month: '2026-05',
      billablePayroll: 100_000,
      pteb: 15_000,
    },
  }),
  profitShare: calculationWith(Result.extend({ profit: Rounded }), {
    summary: "The operator's share of the client's profit by progressive tiers",
    rule: '6.6',
    input: z.strictObject({
      profitShare: ProfitShare,
      month: Month,
      netExternalRevenue: orNull(Amount),
      validationExcess: orNull(Amount),
      deductions: listOf(z.strictObject({ label: Label, value: orNull(Amount) }), 50),
      earlier: EarlierProfits,
      contractStart: orNull(Day),
      today: Day,
    }),
    example: {
      profitShare: {
        accumulationType: 'Monthly',
        tiers: [
          { sharePercentage: 20, limit: 50_000 },
          { sharePercentage: 30, limit: 100_000 },
          { sharePercentage: 40 },
        ],
      },
      month: '2026-05',
      netExternalRevenue: 300_000,
      deductions: [{ label: 'all costs and fees', value: 175_000 }],
      today: '2026-04-10',
    },
  }),
} as const
