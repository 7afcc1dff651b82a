import { z } from 'zod'
import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import { Amount, Day, Fraction, Label, listOf, Month, orNull, SiteKey } from './amounts.ts'
import { calculationWith } from './calculation.ts'
import { Accounts, MonthKind } from './month-data.ts'
import { Result, Rounded } from './result.ts'

type Row = Exclude<PlRowCode, 'FLC' | 'FLC_CUMULATIVE'>
const ROWS = PL_ROWS.map(({ code }) => code).filter((code): code is Row => !code.startsWith('FLC')) as [Row, ...Row[]]

const Loaded = z.strictObject({ actual: orNull(Amount), budget: orNull(Amount), priorYear: orNull(Amount) })
export const Kind = z.enum(['actual', 'mixed', 'forecast', 'budget', 'empty'])
const Payroll = z.strictObject({
  forecast: orNull(Amount),
  trend: orNull(Amount),
  budget: orNull(Amount),
  kind: Kind.default('forecast'),
})
/** How the expense rows are worked out (domain.md 8, C-52, C-53); the defaults are the recommended rules. */
export const Rules = z.strictObject({
  ptebInCurrentMonth: z.enum(['ratio', 'budget']).default('ratio'),
  insuranceMethod: z.enum(['auto', 'rate', 'budgetRatio']).default('auto'),
  insuranceRate: z
    .strictObject({ managementAgreement: Fraction.prefault(0.0577), other: Fraction.prefault(0.0445) })
    .prefault({}),
})
const Computed = z.strictObject({ total: orNull(Amount), isForecast: z.boolean().default(true) })
const PlMonth = z.strictObject({
  month: Month,
  external: Computed.prefault({ isForecast: false }),
  internal: Computed.prefault({ isForecast: false }),
  payroll: Computed.prefault({ isForecast: false }),
  accounts: Accounts.default({}),
  loaded: z.partialRecord(z.enum(ROWS), Loaded).default({}),
  hasManagementAgreement: z.boolean().default(false),
})
const Months = listOf(PlMonth, 12).min(1)

/** The five amounts of a cell, rounded to cents (domain.md 9.3). */
export const AmountSet = z.object({
  actual: Rounded,
  budget: Rounded,
  forecast: Rounded,
  priorYear: Rounded,
  trend: Rounded,
})
const RowResult = Result.extend({ kind: Kind, amounts: AmountSet })
/** 1: more is good; -1: more is bad (domain.md 9.4). */
export const Polarity = z.union([z.literal(1), z.literal(-1)])
/** Rows of the P&L in display order (domain.md 9.1). */
export const PlRows = z.array(
  z.object({
    code: z.string(),
    label: z.string(),
    polarity: Polarity,
    months: z.array(AmountSet.extend({ month: z.string(), kind: Kind })),
    total: AmountSet,
    percentOfRevenue: AmountSet,
  }),
)

/** The golden sample of domain.md 9.4: one site, March 2025. */
const GOLDEN: z.input<typeof PlMonth> = {
  month: '2025-03',
  loaded: {
    ExternalRevenue: { budget: 1_250_357.92, actual: 1_258_925.1 },
    InternalRevenue: { budget: 279_663.89, actual: 308_022.41 },
    Payroll: { budget: 82_246, actual: 82_330.62 },
    Claims: { budget: 0, actual: 0 },
    ParkingRents: { budget: 0, actual: 0 },
    OtherExpense: { budget: 33_029.99, actual: 42_600.37 },
    Pteb: { budget: 10_857.28, actual: 10_980.61 },
    Insurance: { budget: 5_114.93, actual: 5_143.74 },
  },
}
/** The trending sample of domain.md 9.4. */
const TRENDING: z.input<typeof PlMonth> = {
  month: '2025-03',
  loaded: {
    InternalRevenue: { budget: 110_000, actual: 125_000 },
    Payroll: { budget: 45_000, actual: 45_000 },
    ParkingRents: { actual: 2_500 },
    OtherExpense: { actual: 8_000 },
  },
}

export const profitAndLossCalculations = {
  'pteb.row': calculationWith(RowResult, {
    summary: 'PTEB of a P&L month: the budgeted ratio to payroll on the payroll that counts',
    rule: '8',
    input: z.strictObject({ month: MonthKind, payroll: Payroll, loaded: Loaded, rules: Rules.prefault({}) }),
    example: {
      month: 'future',
      payroll: { forecast: 90_000, trend: 90_000, budget: 82_246 },
      loaded: { budget: 10_857.28 },
    },
  }),
  'insurance.row': calculationWith(RowResult, {
    summary: 'Insurance of a P&L month: a rate on payroll and vehicle insurance 7082',
    rule: '8',
    input: z.strictObject({
      month: MonthKind,
      payroll: Payroll,
      hasManagementAgreement: z.boolean().default(false),
      vehicleInsurance: orNull(Amount),
      loaded: Loaded.prefault({}),
      rules: Rules.prefault({}),
    }),
    example: {
      month: 'future',
      payroll: { forecast: 90_000, trend: 90_000, budget: 82_246 },
      hasManagementAgreement: true,
      vehicleInsurance: 2_500,
    },
  }),
  'otherExpense.row': calculationWith(RowResult, {
    summary: 'Other expense, parking rents or claims of a P&L month from their accounts',
    rule: '8',
    input: z.strictObject({
      row: z.enum(['OtherExpense', 'ParkingRents', 'Claims']).default('OtherExpense'),
      month: MonthKind,
      accounts: Accounts,
      loaded: Loaded.prefault({}),
    }),
    example: {
      month: 'current',
      accounts: { '7115': { forecast: 50_000, actual: 52_300 }, '7185': { forecast: 50_000, actual: 1_000 } },
    },
  }),
  profitAndLoss: calculationWith(Result.extend({ rows: PlRows }), {
    summary: 'The P&L of one site over up to twelve months; the total is the trend of FLC',
    rule: '9.1–9.3',
    input: z.strictObject({ months: Months, today: Day, rules: Rules.prefault({}) }),
    example: { months: [GOLDEN], today: '2025-04-10' },
  }),
  variance: calculationWith(
    Result.extend({
      percent: Rounded,
      percentExact: z.string().nullable(),
      percentRule: z.enum(['percent', 'points', 'missing', 'not-applicable', 'not-meaningful']),
      verdict: z.enum(['favorable', 'unfavorable', 'on-plan', 'neutral']).nullable(),
      significance: z.enum(['high', 'medium', 'low']).nullable(),
      direction: z.enum(['up', 'down', 'none']).nullable(),
    }),
    {
      summary: 'A value against its baseline: amount, percent, favorable or not, and how much it matters',
      rule: '9.4',
      input: z.strictObject({
        value: orNull(Amount),
        baseline: orNull(Amount),
        moreIs: z.enum(['good', 'bad', 'neither']),
        levels: z
          .strictObject({ medium: z.number().min(0).max(1_000), high: z.number().min(0).max(1_000) })
          .refine(({ medium, high }) => medium <= high, 'The high level is not below the medium one.')
          .default({ medium: 5, high: 7.5 }),
      }),
      example: { value: 82_330.62, baseline: 82_246, moreIs: 'bad' },
    },
  ),
  rollup: calculationWith(
    Result.extend({
      rows: PlRows,
      sites: z.number().int(),
      withForecast: z.number().int(),
      inError: z.number().int(),
    }),
    {
      summary: 'The P&L of several sites: amounts add, ratios and FLC are recomputed; the total is the trend of FLC',
      rule: '9.6',
      input: z.strictObject({
        sites: listOf(
          z.strictObject({ siteId: SiteKey, name: Label, hasForecast: z.boolean().default(false), months: Months }),
          200,
        ).min(1),
        today: Day,
        rules: Rules.prefault({}),
      }),
      example: {
        sites: [
          { siteId: '0427', name: 'Harbor Grand Hotel', hasForecast: true, months: [GOLDEN] },
          { siteId: '0612', name: 'Union Tower', months: [TRENDING] },
        ],
        today: '2025-04-10',
      },
    },
  ),
} as const
