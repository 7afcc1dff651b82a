import { describe, expect, test } from 'vitest'
import { Decimal } from '../../core/decimal.ts'
import { accountRow } from './account-rows.ts'
import { useAccount } from './account-use.ts'
import { sitesBehind } from './breakdown.ts'
import { flcBridge } from './bridge.ts'
import { type Loaded, type MonthKind, NOTHING_LOADED } from './data-sets.ts'
import { withoutChip } from './filters.ts'
import { type AmountRow, kindOf } from './flc.ts'
import { organisationTree } from './organisation.ts'
import { DEFAULT_PL_RULES } from './rules.ts'
import { rollup, type SiteResult } from './rollup.ts'
import { isReasonStale, materiality } from './significance.ts'
import { emptyMonth, siteMonth } from './site-month.ts'
import { margin, siteYear } from './site-year.ts'
import { varianceView } from './variance-view.ts'
import { causesOf } from './volume-and-rate.ts'

const of = (amount: number) => new Decimal(amount)
const terms = { today: '2026-01-10', rules: DEFAULT_PL_RULES }
const ahead = { today: '2024-12-31', rules: DEFAULT_PL_RULES }
type Given = Partial<Record<AmountRow, Partial<Record<keyof Loaded, number>>>>
const loadedOf = (given: Given): Partial<Record<AmountRow, Loaded>> =>
  Object.fromEntries(
    Object.entries(given).map(([row, amounts]) => [
      row,
      { ...NOTHING_LOADED, ...Object.fromEntries(Object.entries(amounts).map(([set, value]) => [set, of(value)])) },
    ]),
  )
/** A closed year of so many months. */
const aYear = (...months: readonly Given[]) =>
  siteYear(
    months.map((given, i) => ({ ...emptyMonth(`2025-0${i + 1}`), loaded: loadedOf(given) })),
    terms,
  )

describe('the bridge of FLC', () => {
  const partial = (...months: readonly Given[]) =>
    flcBridge(
      aYear(...months),
      { type: 'budget' },
      months.map((_, i) => i),
      { order: 'statement' },
    )
      .steps.filter(({ isPartial }) => isPartial)
      .map(({ code }) => code)

  test('a row is partial when one side of any month is not known, and whole when both or neither are', () => {
    expect([
      partial({ Payroll: { actual: 3, budget: 2 }, Claims: { actual: 1 }, Insurance: { budget: 4 } }),
      partial({ Claims: { actual: 1 } }, { Claims: { actual: 1, budget: 5 } }),
    ]).toEqual([['Claims', 'Insurance'], ['Claims']])
  })

  test('two small steps fold into one other, which is partial when one of them is; one small step stays', () => {
    const year = aYear({
      InternalRevenue: { actual: 900, budget: 100 },
      Payroll: { actual: 300, budget: 100 },
      Claims: { actual: 400, budget: 100 },
      ParkingRents: { actual: 500, budget: 100 },
      OtherExpense: { actual: 600, budget: 100 },
      Pteb: { actual: 7 },
      Insurance: { actual: 205, budget: 200 },
    })
    const steps = (fold: number, order: 'size' | 'statement' = 'statement') =>
      flcBridge(year, { type: 'budget' }, [0], { order, fold: of(fold) }).steps.map(({ label, impact, isPartial }) => [
        label,
        String(impact),
        isPartial,
      ])
    expect(steps(8).slice(4)).toEqual([
      ['Other Expense', '-500', false],
      ['Other (2)', '-12', true],
    ])
    expect(steps(6).slice(5)).toEqual([
      ['PTEB', '-7', true],
      ['Insurance', '-5', false],
    ])
    expect(steps(0, 'size').map(([label]) => label)).toEqual([
      'Internal Revenue',
      'Other Expense',
      'Parking Rents',
      'Claims',
      'Payroll',
      'PTEB',
      'Insurance',
    ])
    expect(steps(0).map(([label]) => label)).toEqual([
      'Internal Revenue',
      'Payroll',
      'Claims',
      'Parking Rents',
      'Other Expense',
      'PTEB',
      'Insurance',
    ])
  })
})

test('rows of several kinds are mixed with any actual in them, else a forecast; empty rows do not count', () => {
  const kinds: readonly (readonly MonthKind[])[] = [
    [],
    ['empty'],
    ['budget', 'empty'],
    ['actual', 'actual'],
    ['actual', 'budget'],
    ['mixed', 'forecast'],
    ['forecast', 'budget', 'empty'],
  ]
  expect(kinds.map(kindOf)).toEqual(['empty', 'empty', 'budget', 'actual', 'mixed', 'mixed', 'forecast'])
})

test('the organisation holds every site in its region and district, the unplaced last', () => {
  const site = (siteId: string, region: string | null, district: string | null) => ({
    siteId,
    name: `Site ${siteId}`,
    region,
    district,
  })
  const leaf = (siteId: string) => ({
    level: 'site',
    id: siteId,
    name: `Site ${siteId}`,
    siteIds: [siteId],
    children: [],
  })
  expect(
    organisationTree(
      [site('1', null, null), site('2', 'West', 'B'), site('3', 'West', 'A'), site('4', 'East', null)],
      'All',
    ),
  ).toEqual({
    level: 'company',
    id: 'All',
    name: 'All',
    siteIds: ['1', '2', '3', '4'],
    children: [
      {
        level: 'region',
        id: 'East',
        name: 'East',
        siteIds: ['4'],
        children: [{ level: 'district', id: 'Unassigned', name: 'Unassigned', siteIds: ['4'], children: [leaf('4')] }],
      },
      {
        level: 'region',
        id: 'West',
        name: 'West',
        siteIds: ['2', '3'],
        children: [
          { level: 'district', id: 'A', name: 'A', siteIds: ['3'], children: [leaf('3')] },
          { level: 'district', id: 'B', name: 'B', siteIds: ['2'], children: [leaf('2')] },
        ],
      },
      {
        level: 'region',
        id: 'Unassigned',
        name: 'Unassigned',
        siteIds: ['1'],
        children: [{ level: 'district', id: 'Unassigned', name: 'Unassigned', siteIds: ['1'], children: [leaf('1')] }],
      },
    ],
  })
})

describe('what must be explained', () => {
  const bad = (amount: number, percent: number | null) => ({
    amount: of(amount),
    percent: percent === null ? null : of(percent),
    verdict: 'unfavorable' as const,
  })
  const limits = (amount: number | null, percent: number | null) => ({
    favorable: { amount: null, percent: null },
    unfavorable: { amount, percent },
    floor: 0,
  })
  test('a measure without a limit is not asked: the other one alone decides', () => {
    expect([
      materiality(bad(-500, -9), limits(null, 5), false),
      materiality(bad(-500, -4), limits(null, 5), false),
      materiality(bad(-500, -4), limits(400, null), false),
      materiality(bad(-300, -4), limits(400, null), false),
      materiality(bad(-300, -4), limits(null, null), false),
    ]).toEqual(['material', 'neutral', 'material', 'neutral', 'neutral'])
  })
  test('a reason is stale when the variance vanished, or turned round by very little', () => {
    expect([
      isReasonStale(of(100), of(0)),
      isReasonStale(of(0.02), of(-0.01)),
      isReasonStale(of(-100), of(-101)),
    ]).toEqual([true, true, false])
  })
})

describe('a month of a site', () => {
  const account = (code: string, budget: number) => ({
    account: code,
    title: code,
    forecast: null,
    budget: of(budget),
    actual: null,
  })
  test('insurance adds the budget of 7082 to the rate on payroll, whatever its sign, and looks at no other account', () => {
    const insurance = (accounts: ReturnType<typeof account>[], hasManagementAgreement: boolean) =>
      siteMonth(
        {
          ...emptyMonth('2025-05'),
          payroll: { total: of(1_000), isForecast: true, parts: [] },
          accounts,
          hasManagementAgreement,
        },
        ahead,
      ).Insurance.amounts.trend?.toString()
    expect([
      insurance([account('7080', 900), account('7082', -40)], false),
      insurance([account('7080', 900), account('7082', 40)], true),
      insurance([], false),
    ]).toEqual(['84.5', '97.7', '44.5'])
  })
  test('a month of which nothing is known has no amount in any row and no parts', () => {
    const month = siteMonth(emptyMonth('2025-05'), ahead)
    const told = Object.values(month).map(({ amounts, kind, explained }) => [
      amounts.trend,
      kind,
      explained.parts.filter(({ value }) => value !== null),
    ])
    expect(told).toEqual(Object.keys(month).map(() => [null, 'empty', []]))
    expect(emptyMonth('2025-05')).toEqual({
      month: '2025-05',
      external: { total: null, isForecast: false, parts: [] },
      internal: { total: null, isForecast: false, parts: [] },
      payroll: { total: null, isForecast: false, parts: [] },
      accounts: [],
      loaded: {},
      hasManagementAgreement: false,
    })
  })
  test('claims of the current month are what is posted, for the row as a whole', () => {
    const claims = { account: '7100', title: 'Claims', forecast: of(70), budget: of(50), actual: of(6) }
    const month = siteMonth({ ...emptyMonth('2025-05'), accounts: [claims] }, { ...ahead, today: '2025-05-10' })
    expect([month.Claims.amounts.trend?.toString(), month.Claims.explained.remark]).toEqual([
      '6',
      'Claims are posted already: they count.',
    ])
  })
  test('only what a category holds beyond its accounts is a part of its own', () => {
    const row = (month: 'current' | 'future', budget: number | null, actual: number | null) => {
      const own = [{ ...account('7075', 90), actual: of(60) }]
      const loaded = {
        ...NOTHING_LOADED,
        budget: budget === null ? null : of(budget),
        actual: actual === null ? null : of(actual),
      }
      return accountRow('OtherExpense', month, own, loaded).explained.parts.map(({ id, value }) => [
        id,
        value?.toString(),
      ])
    }
    expect([row('future', 90, null), row('current', null, 100), row('current', 90, 60)]).toEqual([
      [['7075', '90']],
      [
        ['7075', '90'],
        ['unassigned', '40'],
      ],
      [['7075', '90']],
    ])
  })
  test('an account of a closed month is its actual, or has no amount and no source', () => {
    const use = (actual: number | null) => {
      const { used, from } = useAccount({ ...account('7075', 8), actual: actual === null ? null : of(actual) }, 'past')
      return [used?.toString() ?? null, from]
    }
    expect([use(5), use(null)]).toEqual([
      ['5', 'actual'],
      [null, null],
    ])
  })
})

test('taking away a value nobody selected leaves nothing selected', () => {
  expect(withoutChip({ region: ['West'] }, 'district', 'A')).toEqual({ region: ['West'], district: [] })
})

test('a margin needs both sides', () => {
  expect([
    margin(of(200), of(150))?.toString(),
    margin(null, of(150)),
    margin(of(200), null),
    margin(of(0), of(1)),
  ]).toEqual(['25', null, null, null])
})

test('one line has no mix, and lines without volume before have none', () => {
  const line = (volumeBefore: number, rateBefore: number, volumeAfter: number, rateAfter: number) => ({
    volumeBefore: of(volumeBefore),
    rateBefore: of(rateBefore),
    volumeAfter: of(volumeAfter),
    rateAfter: of(rateAfter),
  })
  const causes = (...lines: ReturnType<typeof line>[]) => Object.values(causesOf(lines)).map(String)
  expect([causes(line(3, 7, 4, 8)), causes(line(0, 7, 4, 8), line(0, 5, 2, 5))]).toEqual([
    ['7', '4', '0'],
    ['38', '4', '0'],
  ])
  expect(causes(line(3, 0.123456789012, 4, 8))[2]).toBe('0')
})

describe('several sites', () => {
  const site = (siteId: string, year: SiteResult['year']): SiteResult => ({
    siteId,
    name: siteId,
    year,
    hasForecast: true,
    error: null,
  })
  const closed = aYear({ InternalRevenue: { actual: 120, budget: 90 }, Payroll: { actual: 50, budget: 60 } })
  const open = siteYear(
    [
      {
        ...emptyMonth('2025-01'),
        internal: { total: of(70), isForecast: true, parts: [] },
        payroll: { total: of(20), isForecast: true, parts: [] },
        loaded: loadedOf({ Payroll: { budget: 30 } }),
      },
    ],
    { today: '2025-01-10', rules: DEFAULT_PL_RULES },
  )
  test('a rollup is of the kind its sites are, and FLC of the kind its rows are', () => {
    const kinds = (...sites: SiteResult[]) => {
      const { rows } = rollup(sites, ['2025-01'])
      return [rows.InternalRevenue, rows.FLC, rows.FLC_CUMULATIVE].map(({ cells }) => cells[0]?.kind)
    }
    expect([kinds(site('A', closed)), kinds(site('A', closed), site('B', open)), kinds(site('B', open))]).toEqual([
      ['actual', 'actual', 'actual'],
      ['mixed', 'mixed', 'mixed'],
      ['mixed', 'mixed', 'mixed'],
    ])
    const unbudgeted = aYear({ InternalRevenue: { actual: 120 } })
    expect(kinds(site('C', unbudgeted))).toEqual(['actual', 'actual', 'empty'])
  })
  test('the sites behind a cell say whether they rest on a forecast, and costs read the other way round', () => {
    const behind = sitesBehind([site('A', closed), site('B', open)], 'Payroll', 0, () => ({ type: 'budget' }))
    expect(
      behind.map(({ siteId, kind, isForecast, variance }) => [siteId, kind, isForecast, variance.variance?.verdict]),
    ).toEqual([
      ['A', 'actual', false, 'favorable'],
      ['B', 'mixed', true, 'favorable'],
    ])
  })
})

test('no months and months beyond the record have no answer', () => {
  const [year, shorter] = [
    aYear({ Payroll: { actual: 9 } }, { Payroll: { actual: 8 } }),
    aYear({ Payroll: { actual: 7 } }),
  ]
  const payroll = varianceView(year, { type: 'forecast', record: shorter }).find(({ code }) => code === 'Payroll')
  expect(payroll?.cells.map(({ baseline }) => baseline?.toString() ?? null)).toEqual(['7', null])
  expect(aYear().rows.FLC_CUMULATIVE.total.trend).toBe(null)
  const site: SiteResult = { siteId: 'A', name: 'A', year: shorter, hasForecast: true, error: null }
  expect(sitesBehind([site], 'Payroll', 5, () => ({ type: 'budget' })).map(({ value, kind }) => [value, kind])).toEqual(
    [[null, 'empty']],
  )
})

test('the cumulative row’s total is its last month, and it leaves no month out', () => {
  const view = varianceView(
    aYear(
      { InternalRevenue: { actual: 120, budget: 90 } },
      { InternalRevenue: { actual: 100, budget: 95 } },
      { InternalRevenue: { actual: 100, budget: 93 } },
    ),
    { type: 'budget' },
  ).find(({ code }) => code === 'FLC_CUMULATIVE')
  expect([view?.total.value?.toString(), view?.leftOut]).toEqual(['42', []])
})
