import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aContract,
  aFee,
  aJob,
  aMonth,
  aStructure,
  d,
  revenueOf,
  someBillableAccounts,
  text,
} from '../../../tests/support/a-contract.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import type { Contract } from './contract.ts'
import {
  internalRevenue,
  internalRevenueOfSite,
  internalRevenueOfSites,
  NO_HISTORY,
  type SiteRevenueInput,
} from './internal-revenue.ts'
import type { MonthInput } from './month-input.ts'

const TODAY = '2026-04-10'
const FEE = { fixedFee: { serviceRates: [aFee({ fee: d(700) })] } }
const HYBRID = aContract({
  ...FEE,
  perOccupiedRoom: { roomRate: d(2) },
  perLaborHour: { jobRates: [aJob({ rate: d(10) })], useOvertimeSplit: true },
  revenueShare: { thresholdStructures: [aStructure()] },
  billableAccounts: [someBillableAccounts({ additionalPayrollAmount: d(31) })],
})
const FULL: Partial<MonthInput> = {
  revenue: revenueOf('2026-05', 1_000),
  occupiedRooms: { forecast: d(50), budget: null },
  hours: { VLT1: { days: null, budget: d(3) } },
  otherRevenue: d(-9),
  budgetInternalRevenue: d(4_321),
}
const inMay = (contract: Contract, input: Partial<MonthInput>) =>
  internalRevenue(contract, aMonth('2026-05', input), NO_HISTORY, TODAY)
/** Yearly from the anniversary without a start date: a contract that cannot be computed. */
const BROKEN = aContract({
  revenueShare: { thresholdStructures: [aStructure({ accumulationType: 'AnnualAnniversary' })] },
})
const site = (siteId: string, contract: Contract, changed: Partial<MonthInput> = {}): SiteRevenueInput => ({
  siteId,
  contract,
  today: TODAY,
  months: [aMonth('2026-05', { ...FULL, ...changed })],
})

describe('internal revenue of a month (domain.md 6.0)', () => {
  test('a hybrid contract adds all its components and other revenue (C-48)', () => {
    const found = inMay(HYBRID, FULL)
    expect(found.parts.map(({ id, value }) => [id, text(value)])).toEqual([
      ['fixedFee', '700'],
      ['perOccupiedRoom', '100'],
      ['perLaborHour', '30'],
      ['revenueShare', '500'],
      ['billableAccounts', '31'],
      ['otherRevenue', '-9'],
    ])
    expect([text(found.total), found.isForecast, found.error]).toEqual(['1352', true, null])
  })

  test('a block that is not enabled is skipped: it is no part and its component is null', () => {
    const found = inMay(aContract(FEE), FULL)
    expect(found.parts.map(({ id }) => id)).toEqual(['fixedFee', 'otherRevenue'])
    expect([found.components?.revenueShare, found.components?.perOccupiedRoom]).toEqual([null, null])
  })

  test('where no calculator has a value the budget stands in, without a breakdown', () => {
    const found = inMay(aContract(), { budgetInternalRevenue: d('4321.09') })
    expect([text(found.total), found.isForecast, found.components, found.error]).toEqual(['4321.09', false, null, null])
    const unknown = inMay(aContract({ revenueShare: { thresholdStructures: [aStructure()] } }), {
      budgetInternalRevenue: d(5),
    })
    expect([text(unknown.total), unknown.isForecast]).toEqual(['5', false])
    expect(inMay(aContract(), {}).total).toBeNull()
  })

  test('a component of 0 is a value: the budget does not stand in for it', () => {
    const found = inMay(aContract({ perOccupiedRoom: { roomRate: d(2) } }), {
      occupiedRooms: { forecast: d(0), budget: d(0) },
      budgetInternalRevenue: d(99),
    })
    expect([text(found.total), found.isForecast]).toEqual(['0', true])
  })

  test('external revenue that fell back to the budget is shared all the same (C-49)', () => {
    const contract = aContract({ revenueShare: { thresholdStructures: [aStructure()] } })
    expect(text(inMay(contract, { revenue: revenueOf('2026-05', 800, { origin: 'budget' }) }).total)).toBe('400')
  })

  test('bell service, mid-month advance and deposited revenue are no part of it (domain.md 6.7)', () => {
    const contract = aContract({
      ...FEE,
      bellServiceFee: true,
      midMonthAdvance: { amount: d(50), lineTitle: 'PreBill' },
      depositedRevenue: { operatorResponsibleForParkingTax: true },
    })
    expect(text(inMay(contract, {}).total)).toBe('700')
  })
})

describe('several sites and months', () => {
  test('a site that fails shows its budget and its reason; the others keep their figures', () => {
    const [may] = internalRevenueOfSites([site('0427', aContract(FEE)), site('0431', BROKEN), site('0612', HYBRID)])
    expect(may?.sites.map(({ siteId, total, isForecast }) => [siteId, text(total), isForecast])).toEqual([
      ['0427', '691', true],
      ['0431', '4321', false],
      ['0612', '1352', true],
    ])
    expect([text(may?.total), may?.failedSiteIds, may?.isForecast]).toEqual(['6364', ['0431'], true])
    expect(may?.sites[1]?.error?.issues[0]?.field).toBe('contract.startDate')
    expect(may?.sites[1]?.remark).toMatch(/^Not computed: .*start date/)
  })

  test('a failure nobody foresaw is kept to its site too', () => {
    const torn = { ...aContract(), fixedFee: {} } as unknown as Contract
    const [may] = internalRevenueOfSites([site('0427', torn), site('0431', aContract(FEE))])
    expect([may?.sites.map(({ total }) => text(total)), may?.failedSiteIds]).toEqual([['4321', '691'], ['0427']])
    expect(may?.sites[0]?.error?.cause).toBeInstanceOf(TypeError)
  })

  test('months accumulate on the ones before them, on history, and come out in order', () => {
    const structure = aStructure({ accumulationType: 'AnnualCalendar', tiers: [...aStructure().tiers] })
    const [open] = structure.tiers
    const tiers = [
      { ...open!, limit: d(1_000), sharePercentage: d(10) },
      { ...open!, sharePercentage: d(20) },
    ]
    const found = internalRevenueOfSite({
      siteId: '0427',
      contract: aContract({ revenueShare: { thresholdStructures: [{ ...structure, tiers }] } }),
      today: TODAY,
      months: ['2026-03', '2026-02'].map((month) => aMonth(month, { revenue: revenueOf(month, 600) })),
      history: { ...NO_HISTORY, revenues: [revenueOf('2026-01', 300)] },
    })
    expect(found.map(({ month, total }) => [month, text(total)])).toEqual([
      ['2026-02', '60'],
      ['2026-03', '110'],
    ])
  })

  test('always: the sum over sites does not depend on their order, and is the sum of what is shown', () => {
    const contracts = fc.constantFrom(HYBRID, BROKEN, aContract(FEE), aContract())
    const some = fc.array(fc.tuple(contracts, fc.integer({ min: -500, max: 500 })), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(some, (chosen) => {
        const sites = chosen.map(([contract, other], i) => site(`S${i}`, contract, { otherRevenue: d(other) }))
        const [there] = internalRevenueOfSites(sites)
        const [back] = internalRevenueOfSites(sites.toReversed())
        expect(text(there?.total)).toBe(text(back?.total))
        expect(text(there?.total)).toBe(text(Decimal.sum(...(there?.sites ?? []).map(({ total }) => total ?? ZERO))))
        expect(there?.failedSiteIds).toEqual(
          sites.filter(({ contract }) => contract === BROKEN).map(({ siteId }) => siteId),
        )
      }),
    )
  })

  test('always: what a part says adds up to its total', () => {
    const cents = fc.integer({ min: 0, max: 9_000_000 }).map((n) => d(n).div(100))
    fc.assert(
      fc.property(cents, cents, cents, (net, rooms, other) => {
        const found = inMay(HYBRID, {
          ...FULL,
          revenue: revenueOf('2026-05', net.toFixed()),
          occupiedRooms: { forecast: rooms, budget: null },
          otherRevenue: other,
        })
        for (const one of [found, ...Object.values(found.components ?? {})]) {
          const parts = one?.parts.map(({ value }) => value ?? ZERO) ?? []
          expect(text(one?.total ?? ZERO)).toBe(text(parts.reduce((sum, value) => sum.plus(value), ZERO)))
        }
      }),
    )
  })
})
