import {
  type BillableAccounts,
  type Contract,
  type EscalationSchedule,
  type Escalator,
  type JobRate,
  type ManagementAgreement,
  NO_CONTRACT,
  type ServiceRate,
  type ThresholdStructure,
  type Tier,
} from '../../shared/calc/internal-revenue/contract.ts'
import {
  type AccountAmounts,
  emptyMonth,
  type MonthInput,
  type MonthRevenue,
} from '../../shared/calc/internal-revenue/month-input.ts'
import { Decimal } from '../../shared/core/decimal.ts'

/** An exact amount from text. */
export const d = (text: string | number): Decimal => new Decimal(text)
/** Figures as text, so that a test compares whole values. */
export const text = (value: Decimal | null | undefined): string | null => value?.toFixed() ?? null

export const aContract = (changed: Partial<Contract> = {}): Contract => ({ ...NO_CONTRACT, ...changed })
export const aMonth = (month: string, changed: Partial<MonthInput> = {}): MonthInput => ({
  ...emptyMonth(month),
  ...changed,
})

export const aFee = (changed: Partial<ServiceRate> = {}): ServiceRate => ({
  name: 'Management',
  code: '4715',
  fee: d(33_300),
  startDate: '2024-01-01',
  endDate: null,
  ...changed,
})
export const aJob = (changed: Partial<JobRate> = {}): JobRate => ({
  jobCode: 'VLT1',
  name: 'Valet attendant',
  rate: d('25.08'),
  overtimeRate: d('25.08'),
  startDate: null,
  endDate: null,
  ...changed,
})

/** Tiers from `[percent, upper limit]` pairs. */
export const tiersOf = (
  ...pairs: (readonly [percent: string | number, limit: string | number | null])[]
): readonly Tier[] =>
  pairs.map(([percent, limit]) => ({
    sharePercentage: d(percent),
    limit: limit === null ? null : d(limit),
    escalatorValue: null,
    effectiveFrom: null,
    effectiveTo: null,
  }))
export const aStructure = (changed: Partial<ThresholdStructure> = {}): ThresholdStructure => ({
  revenueCodes: ['VD1', 'VO1'],
  accumulationType: 'Monthly',
  tiers: tiersOf([50, null]),
  escalator: null,
  validationThreshold: null,
  ...changed,
})
export const revenueOf = (
  month: string,
  net: string | number | null,
  changed: Partial<MonthRevenue> = {},
): MonthRevenue => ({
  month,
  net: net === null ? null : d(net),
  byCode: null,
  byCategory: null,
  validations: null,
  origin: 'forecast',
  ...changed,
})

export const aSchedule = (changed: Partial<EscalationSchedule> = {}): EscalationSchedule => ({
  enabled: true,
  month: 3,
  type: 'Percentage',
  asOf: null,
  ...changed,
})
export const anEscalator = (value: string | number, changed: Partial<EscalationSchedule> = {}): Escalator => ({
  ...aSchedule(changed),
  value: d(value),
})

export const someBillableAccounts = (changed: Partial<BillableAccounts> = {}): BillableAccounts => ({
  payrollAccounts: [],
  additionalPayrollAmount: null,
  payrollTaxesEnabled: false,
  payrollTaxesBillingType: 'Percentage',
  payrollTaxesPercentage: null,
  payrollTaxesEscalator: null,
  payrollSupportEnabled: false,
  payrollSupportBillingType: 'Percentage',
  payrollSupportPayrollType: 'Billable',
  payrollSupportAmount: null,
  expenseAccounts: [],
  ...changed,
})
export const anAgreement = (changed: Partial<ManagementAgreement> = {}): ManagementAgreement => ({
  managementFee: null,
  insurance: null,
  claims: null,
  profitShare: null,
  validationThreshold: null,
  nonGlBillableExpenses: [],
  ...changed,
})

/** Ledger amounts by account: `{ 6000: { budget: 100 } }`. */
export const accountsOf = (
  amounts: Readonly<Record<string, Partial<Record<keyof AccountAmounts, string | number>>>>,
): Readonly<Record<string, AccountAmounts>> =>
  Object.fromEntries(
    Object.entries(amounts).map(([code, { budget, forecast, actual }]) => {
      const amount = (value: string | number | undefined) => (value === undefined ? null : d(value))
      return [code, { budget: amount(budget), forecast: amount(forecast), actual: amount(actual) }]
    }),
  )
