import { z } from 'zod'
import { OTHER_REVENUE_ROWS, type OtherRevenueId } from '../../categories/other-revenue.ts'
import { Amount, Day, Month, orNull } from './amounts.ts'
import { calculation, calculationWith } from './calculation.ts'
import {
  BillableEntries,
  Contract,
  Escalator,
  FixedFee,
  incrementTerms,
  PerLaborHour,
  PerOccupiedRoom,
  RevenueShare,
} from './contract-blocks.ts'
import {
  EarlierClaims,
  EarlierProfits,
  EarlierRevenues,
  HoursByCode,
  MonthData,
  MonthRevenue,
  OccupiedRooms,
} from './month-data.ts'
import { Result, Rounded } from './result.ts'

const History = z.strictObject({ revenues: EarlierRevenues, claims: EarlierClaims, profits: EarlierProfits })
const Signed = Amount.refine((value) => value.decimalPlaces() <= 2, 'Give at most 2 decimals.')
const REVENUE_ROWS = OTHER_REVENUE_ROWS.map(({ id }) => id) as [OtherRevenueId, ...OtherRevenueId[]]

/** The full example of domain.md 6.6: fee, insurance, claims and profit share on top of billable accounts. */
export const AGREEMENT_EXAMPLE = {
  contract: {
    billableAccounts: [
      {
        payrollTaxesEnabled: true,
        payrollTaxesPercentage: 35,
        payrollSupportEnabled: true,
        payrollSupportPayrollType: 'Total' as const,
        payrollSupportAmount: 3,
      },
    ],
    managementAgreement: {
      managementFee: { type: 'FixedFee' as const, amounts: [{ amount: 15_000 }] },
      insurance: { type: 'BasedOnBillableAccounts' as const, additionalPercentage: 2 },
      claims: { type: 'PerClaim' as const },
      profitShare: {
        accumulationType: 'Monthly' as const,
        tiers: [
          { sharePercentage: 20, limit: 50_000 },
          { sharePercentage: 30, limit: 100_000 },
          { sharePercentage: 40 },
        ],
      },
    },
  },
  month: {
    month: '2026-05',
    revenue: { month: '2026-05', net: 300_000 },
    accounts: {
      '6000': { budget: 100_000 },
      '7082': { budget: 2_500 },
      '7100': { forecast: 5_000 },
      '7115': { budget: 7_514.6 },
    },
  },
  today: '2026-04-10',
}

export const internalRevenueCalculations = {
  fixedFee: calculation({
    summary: 'Fixed fees of a month with the contract increments',
    rule: '6.1',
    input: z.strictObject({ month: Month, contract: z.strictObject({ ...incrementTerms, fixedFee: FixedFee }) }),
    example: {
      month: '2025-08',
      contract: {
        incrementMonth: 7,
        incrementAmount: 3,
        fixedFee: { serviceRates: [{ name: 'Valet service', fee: 33_300, startDate: '2024-01-01' }] },
      },
    },
  }),
  perOccupiedRoom: calculation({
    summary: 'Room rate × occupied rooms',
    rule: '6.2',
    input: z.strictObject({
      contract: z.strictObject({ perOccupiedRoom: PerOccupiedRoom }),
      occupiedRooms: OccupiedRooms,
    }),
    example: { contract: { perOccupiedRoom: { roomRate: 4.25 } }, occupiedRooms: { forecast: 5_400 } },
  }),
  perLaborHour: calculation({
    summary: 'Hours × contract rates, overtime above 40 hours of a Saturday–Friday week, with the contract increments',
    rule: '6.3',
    input: z.strictObject({
      month: Month,
      contract: z.strictObject({ startDate: orNull(Day), ...incrementTerms, perLaborHour: PerLaborHour }),
      hours: HoursByCode,
    }),
    example: {
      month: '2026-05',
      contract: {
        perLaborHour: { jobRates: [{ jobCode: 'VLT1', name: 'Valet attendant', rate: 25.03, overtimeRate: 37.55 }] },
      },
      hours: {
        VLT1: {
          days: [
            { day: '2026-05-04', hours: 10 },
            { day: '2026-05-05', hours: 9 },
            { day: '2026-05-06', hours: 9 },
            { day: '2026-05-07', hours: 9 },
            { day: '2026-05-08', hours: 9 },
          ],
        },
      },
    },
  }),
  revenueShare: calculation({
    summary: "The operator's share of net external revenue by progressive tiers, with the validation fee",
    rule: '6.4',
    input: z.strictObject({
      month: Month,
      contract: z.strictObject({
        startDate: orNull(Day),
        bellServiceFee: z.boolean().default(false),
        revenueShare: RevenueShare,
      }),
      revenue: orNull(MonthRevenue),
      earlier: EarlierRevenues,
      today: Day,
    }),
    example: {
      month: '2026-02',
      contract: {
        revenueShare: {
          thresholdStructures: [
            {
              revenueCodes: ['VD1', 'SD1'],
              accumulationType: 'AnnualCalendar',
              tiers: [{ sharePercentage: 25, limit: 750_000 }, { sharePercentage: 32.5 }],
            },
          ],
        },
      },
      revenue: { month: '2026-02', net: 100_000 },
      earlier: [{ month: '2026-01', net: 700_000, origin: 'actual' }],
      today: '2026-02-10',
    },
  }),
  otherRevenue: calculation({
    summary: 'Net of the six rows of Other Revenue: the forecast of each, else its budget',
    rule: '5.1, 6.8',
    input: z.strictObject({
      rows: z.partialRecord(z.enum(REVENUE_ROWS), z.strictObject({ forecast: orNull(Signed), budget: orNull(Signed) })),
    }),
    example: { rows: { billableExpense: { forecast: 500 }, miscellaneous: { forecast: -200 } } },
  }),
  internalRevenue: calculationWith(
    Result.extend({
      isForecast: z.boolean(),
      components: z
        .record(z.string(), Result.nullable())
        .nullable()
        .describe(
          'The seven components; null where the contract does not enable one, all null where the budget counts',
        ),
    }),
    {
      summary: 'Internal revenue of one site and month: every block of the contract in order',
      rule: '6.0',
      input: z.strictObject({
        contract: Contract,
        month: MonthData,
        history: History.prefault({}),
        today: Day,
      }),
      example: AGREEMENT_EXAMPLE,
    },
  ),
  managementAgreement: calculationWith(Result.extend({ profit: Rounded }), {
    summary: 'Fee, insurance, claims, non-GL expenses and profit share of a management agreement',
    rule: '6.6',
    input: z.strictObject({
      contract: z.strictObject({
        startDate: orNull(Day),
        billableAccounts: BillableEntries,
        managementAgreement: Contract.shape.managementAgreement.unwrap().unwrap(),
      }),
      month: MonthData,
      history: History.prefault({}),
      today: Day,
    }),
    example: AGREEMENT_EXAMPLE,
  }),
  escalate: calculation({
    summary: 'A stored rate, amount or percentage after the yearly steps that are due in a month',
    rule: '6.10',
    input: z.strictObject({
      stored: Amount,
      escalator: Escalator,
      month: Month,
      activeFrom: orNull(Day),
      today: Day,
    }),
    example: {
      stored: 25,
      escalator: { month: 3, type: 'Percentage', value: 5, asOf: '2023-12-31' },
      month: '2026-05',
      today: '2026-04-10',
    },
  }),
} as const
