import { z } from 'zod'
import {
  AccountCode,
  Amount,
  Day,
  JobCode,
  Label,
  listOf,
  Month,
  MonthNumber,
  orNull,
  Percent,
  Quantity,
  RevenueCode,
} from './amounts.ts'

const Schedule = z.strictObject({
  enabled: z.boolean().default(true),
  month: MonthNumber,
  type: z.enum(['Percentage', 'FixedAmount', 'Amount']),
  asOf: orNull(Day),
})
/** A yearly step of a block (domain.md 6.10). */
export const Escalator = Schedule.extend({ value: Amount })

export const FixedFee = z.strictObject({
  serviceRates: listOf(
    z.strictObject({
      name: Label,
      code: AccountCode.default('4700'),
      fee: Amount,
      startDate: Day,
      endDate: orNull(Day),
    }),
    100,
  ),
})

export const PerLaborHour = z.strictObject({
  useOvertimeSplit: z.boolean().default(true),
  jobRates: listOf(
    z.strictObject({
      jobCode: JobCode,
      name: Label,
      rate: Quantity,
      overtimeRate: orNull(Quantity),
      startDate: orNull(Day),
      endDate: orNull(Day),
    }),
    100,
  ),
})

export const PerOccupiedRoom = z.strictObject({ roomRate: Quantity })

const Accumulation = z.enum(['Monthly', 'AnnualCalendar', 'AnnualAnniversary'])
const Tier = z.strictObject({
  sharePercentage: Percent,
  limit: orNull(Quantity).describe('Upper limit of the tier; null or 0: no limit'),
  escalatorValue: orNull(Amount),
  effectiveFrom: orNull(Day),
  effectiveTo: orNull(Day),
})
const ValidationThreshold = z.strictObject({
  type: z.enum(['VehicleCount', 'RevenuePercentage', 'ValidationAmount']),
  amount: Quantity,
})
export const RevenueShare = z.strictObject({
  thresholdStructures: listOf(
    z.strictObject({
      revenueCodes: listOf(RevenueCode, 50),
      accumulationType: Accumulation,
      tiers: listOf(Tier, 50),
      escalator: orNull(Schedule),
      validationThreshold: orNull(ValidationThreshold),
    }),
    30,
  ),
})

const Account = z.strictObject({ code: AccountCode, title: z.string().max(200).default(''), isEnabled: z.boolean() })
const PayrollBase = z.enum(['Billable', 'Total'])
export const BillableAccounts = z.strictObject({
  payrollAccounts: listOf(Account, 200).default([]),
  additionalPayrollAmount: orNull(Amount),
  payrollTaxesEnabled: z.boolean().default(false),
  payrollTaxesBillingType: z.enum(['Actual', 'Percentage']).default('Percentage'),
  payrollTaxesPercentage: orNull(Percent),
  payrollTaxesEscalator: orNull(Escalator),
  payrollSupportEnabled: z.boolean().default(false),
  payrollSupportBillingType: z.enum(['Fixed', 'Percentage']).default('Percentage'),
  payrollSupportPayrollType: orNull(PayrollBase),
  payrollSupportAmount: orNull(Amount),
  expenseAccounts: listOf(Account, 200).default([]),
})
export const BillableEntries = listOf(BillableAccounts, 10)

const DatedAmounts = listOf(z.strictObject({ amount: Amount, from: orNull(Day), to: orNull(Day) }), 100)
export const ManagementFee = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('FixedFee'), amounts: DatedAmounts, escalator: orNull(Escalator) }),
  z.strictObject({
    type: z.literal('PerLaborHour'),
    jobs: listOf(
      z.strictObject({
        code: JobCode,
        description: Label,
        standardRate: Quantity,
        overtimeRate: orNull(Quantity),
        standardRateEscalatorValue: orNull(Amount),
        overtimeRateEscalatorValue: orNull(Amount),
      }),
      100,
    ),
    useOvertimeSplit: z.boolean().default(true),
    escalator: orNull(Schedule),
  }),
  z.strictObject({ type: z.literal('RevenuePercentage'), percentages: DatedAmounts, escalator: orNull(Escalator) }),
])
export const Insurance = z.strictObject({
  type: z.enum(['BasedOnBillableAccounts', 'FixedFee']),
  additionalPercentage: orNull(Percent),
  fixedFeeAmount: orNull(Amount),
  payrollPercentage: Percent.prefault(5.77),
})
export const Claims = z.strictObject({
  type: z.enum(['PerClaim', 'AnnualCalendar', 'AnnualAnniversary']),
  capAmount: orNull(Quantity),
})
export const ProfitShare = z.strictObject({
  accumulationType: Accumulation,
  tiers: listOf(Tier, 50),
  escalator: orNull(Schedule),
})
export const NonGlExpenses = listOf(
  z.strictObject({
    title: Label,
    type: z.enum(['FixedAmount', 'Payroll', 'Revenue']),
    payrollType: orNull(PayrollBase),
    amount: orNull(Amount),
    finalPeriodBilled: orNull(Month),
  }),
  100,
)
export const ManagementAgreement = z.strictObject({
  managementFee: orNull(ManagementFee),
  insurance: orNull(Insurance),
  claims: orNull(Claims),
  profitShare: orNull(ProfitShare),
  validationThreshold: orNull(ValidationThreshold),
  nonGlBillableExpenses: NonGlExpenses.default([]),
})

/** The automatic increment of fees and labor rates (domain.md 6.1, 6.3). */
export const incrementTerms = {
  incrementMonth: orNull(MonthNumber),
  incrementAmount: orNull(Percent),
  ratesAlreadyEscalatedThrough: orNull(Day),
}

/** A whole contract (domain.md 1.3); a block that is null or left out is not enabled. */
export const Contract = z.strictObject({
  startDate: orNull(Day),
  ...incrementTerms,
  consumerPriceIndex: z.boolean().default(false),
  deviationPercentage: orNull(Percent),
  deviationAmount: orNull(Quantity),
  fixedFee: orNull(FixedFee),
  perLaborHour: orNull(PerLaborHour),
  perOccupiedRoom: orNull(PerOccupiedRoom),
  revenueShare: orNull(RevenueShare),
  billableAccounts: orNull(BillableEntries),
  managementAgreement: orNull(ManagementAgreement),
  bellServiceFee: z.boolean().default(false),
  midMonthAdvance: orNull(z.strictObject({ amount: Amount, lineTitle: z.enum(['MidMonthBilling', 'PreBill']) })),
  depositedRevenue: orNull(z.strictObject({ operatorResponsibleForParkingTax: z.boolean() })),
})
