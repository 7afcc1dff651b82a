import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PL_ROWS } from '../../categories/profit-and-loss.ts'
import { monthsOf } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { ROW_OPENS, sitesBehind } from './breakdown.ts'
import { cutTo } from './cut-to.ts'
import { DATA_SETS } from './data-sets.ts'
import { chipsOf, type FilteredSite, filterSites, passesFilter, withoutChip } from './filters.ts'
import { organisationTree, type RollupNode } from './organisation.ts'
import { DEFAULT_PL_RULES } from './rules.ts'
import { addYears, rollup, type SiteResult } from './rollup.ts'
import { emptyMonth } from './site-month.ts'
import { siteYear } from './site-year.ts'

const terms = { today: '2025-04-10', rules: DEFAULT_PL_RULES }
const MONTHS = monthsOf(2025)
const text = (amount: Decimal | null | undefined) => (amount == null ? null : amount.toFixed(2))

/** A site with the same internal revenue, payroll and budgets in every month. */
function aSite(siteId: string, revenue: number, payroll: number, changed: Partial<SiteResult> = {}): SiteResult {
  const loaded = (actual: number, budget: number) => ({
    actual: new Decimal(actual),
    budget: new Decimal(budget),
    priorYear: null,
  })
  const inputs = MONTHS.map((month) => ({
    ...emptyMonth(month),
    internal: { total: new Decimal(revenue), isForecast: true, parts: [] },
    payroll: { total: new Decimal(payroll), isForecast: true, parts: [] },
    loaded: {
      InternalRevenue: loaded(revenue, 90),
      Payroll: loaded(payroll, 45),
      Pteb: loaded(payroll / 8, 7),
      Insurance: loaded(payroll / 16, 3),
    },
  }))
  return { siteId, name: `Site ${siteId}`, year: siteYear(inputs, terms), hasForecast: true, error: null, ...changed }
}

describe('9.6 rollups', () => {
  test('amounts add; the share of internal revenue is recomputed from the sums, not averaged', () => {
    const all = rollup([aSite('A', 100, 50), aSite('B', 300, 60)], MONTHS)
    expect(text(all.rows.InternalRevenue.total.trend)).toBe('4800.00')
    expect(text(all.rows.Payroll.percentOfRevenue.trend)).toBe('27.50')
  })

  test('it tells how many sites stand behind it, have a forecast, or failed', () => {
    const sites = [aSite('A', 1, 1), aSite('B', 1, 1, { hasForecast: false, error: 'No rate.' }), aSite('C', 1, 1)]
    const { sites: count, withForecast, inError } = rollup(sites, MONTHS)
    expect([count, withForecast, inError]).toEqual([3, 2, 1])
  })

  test('a year cut to its first month adds nothing to the months it does not have', () => {
    const [a, b] = [aSite('A', 100, 50).year, cutTo(aSite('B', 300, 60).year, MONTHS.slice(0, 1))]
    const { rows } = addYears([a, b], MONTHS)
    expect(rows.Payroll.cells.slice(0, 2).map(({ amounts }) => text(amounts.trend))).toEqual(['110.00', '50.00'])
  })

  test('no site at all is no answer, which is not zero', () => {
    expect(rollup([], MONTHS).rows.FLC.total.trend).toBe(null)
  })

  const anySite = fc
    .tuple(
      fc.string({ minLength: 1, maxLength: 4 }),
      fc.integer({ min: -9999, max: 99_999 }),
      fc.integer({ min: 0, max: 9999 }),
    )
    .map(([id, revenue, payroll]) => aSite(id, revenue, payroll))

  test('always: a rollup of one site is that site, and FLC of a rollup is the sum of the sites', () => {
    fc.assert(
      fc.property(fc.array(anySite, { minLength: 1, maxLength: 5 }), (sites) => {
        const [first] = sites
        const one = rollup(first === undefined ? [] : [first], MONTHS)
        const all = rollup(sites, MONTHS)
        for (const { code } of PL_ROWS) {
          for (const set of DATA_SETS) {
            const [cell, own] = [one.rows[code].cells, first?.year.rows[code].cells]
            expect(cell.map(({ amounts }) => text(amounts[set]))).toEqual(own?.map(({ amounts }) => text(amounts[set])))
            expect(text(one.rows[code].percentOfRevenue[set])).toBe(text(first?.year.rows[code].percentOfRevenue[set]))
          }
        }
        const added = sites.reduce((sum, { year }) => sum.plus(year.rows.FLC.total.trend ?? 0), ZERO)
        expect(all.rows.FLC.total.trend?.minus(added).abs().lt('1e-25')).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})

describe('9.5 level 1: the sites behind a cell', () => {
  test('each with value, variance and whether it rests on a forecast', () => {
    const behind = sitesBehind([aSite('A', 100, 50), aSite('B', 80, 60)], 'InternalRevenue', 6, () => ({
      type: 'budget',
    }))
    expect(
      behind.map(({ siteId, value, isForecast, variance }) => [
        siteId,
        text(value),
        isForecast,
        text(variance.variance?.amount),
        variance.variance?.verdict,
      ]),
    ).toEqual([
      ['A', '100.00', true, '10.00', 'favorable'],
      ['B', '80.00', true, '-10.00', 'unfavorable'],
    ])
    expect(sitesBehind([aSite('A', 100, 50)], 'InternalRevenue', 0, () => ({ type: 'budget' }))[0]?.isForecast).toBe(
      false,
    )
  })

  test('every row says which tab its numbers are typed in', () => {
    expect(Object.keys(ROW_OPENS)).toEqual(PL_ROWS.map(({ code }) => code))
  })
})

describe('9.6 the organisation', () => {
  const place = (siteId: string, district: string | null, region: string | null) => ({
    siteId,
    name: siteId,
    district,
    region,
  })
  const shape = (node: RollupNode): unknown =>
    node.level === 'district' ? [node.id, node.siteIds] : [node.id, node.children.map(shape)]

  test('sites without district or region go to Unassigned, last in the list', () => {
    const tree = organisationTree(
      [place('1', null, null), place('2', '12', 'Central'), place('3', '11', 'Central'), place('4', null, 'West')],
      'All sites',
    )
    expect(shape(tree)).toEqual([
      'All sites',
      [
        [
          'Central',
          [
            ['11', ['3']],
            ['12', ['2']],
          ],
        ],
        ['West', [['Unassigned', ['4']]]],
        ['Unassigned', [['Unassigned', ['1']]]],
      ],
    ])
  })
})

describe('9.7 filters', () => {
  const site: FilteredSite = {
    siteId: '0427',
    values: {
      region: ['Central'],
      district: ['12'],
      contractType: ['ManagementAgreement', 'RevenueShare'],
      businessSegment: ['Hospitality'],
    },
  }

  test('organisation widens, customer narrows, inside a field any value is enough', () => {
    expect(passesFilter(site, { region: ['West'], district: ['12', '13'] })).toBe(true)
    expect(passesFilter(site, { region: ['West'], district: ['13'] })).toBe(false)
    expect(passesFilter(site, { businessSegment: ['Hospitality'], contractType: ['FixedFee'] })).toBe(false)
    expect(passesFilter(site, { businessSegment: ['Healthcare', 'Hospitality'], contractType: ['RevenueShare'] })).toBe(
      true,
    )
    expect(passesFilter(site, { region: ['West'], businessSegment: ['Hospitality'] })).toBe(false)
    expect([passesFilter(site, {}), passesFilter(site, { region: [] })]).toEqual([true, true])
  })

  test('a contract type matches as a whole, not as a piece of text', () => {
    expect(passesFilter(site, { contractType: ['Management'] })).toBe(false)
  })

  test('nobody is shown a site they may not see', () => {
    expect(filterSites([site], { site: ['0427'] }, new Set())).toEqual([])
    expect(filterSites([site], { site: ['0427'] }, new Set(['0427']))).toEqual([site])
  })

  test('every selected value is a chip that can be taken away', () => {
    const filter = { district: ['12', '13'], contractType: ['FixedFee'] }
    expect(chipsOf(filter)).toHaveLength(3)
    expect(chipsOf(withoutChip(filter, 'district', '12'))).toEqual([
      { field: 'district', value: '13' },
      { field: 'contractType', value: 'FixedFee' },
    ])
  })
})
