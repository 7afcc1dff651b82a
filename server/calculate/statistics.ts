import {
  dayFigures,
  EARNING_COUNTS,
  type Figures,
  type RateCard,
  STATISTIC_IDS,
  type StatisticId,
  type StoredDay,
  totalFigures,
} from '../../shared/calc/day-figures.ts'
import { given, part, step, sumOfParts } from '../../shared/calc/explain.ts'
import type { Explained, FigureUnit, Step } from '../../shared/calc/explained.ts'
import { actualRate, blendedRate, budgetRate, effectiveRate } from '../../shared/calc/parking-rates.ts'
import { externalRevenueMonth } from '../../shared/calc/profit-and-loss/external-revenue-month.ts'
import { statisticsMonth } from '../../shared/calc/statistics-month.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { InputsOf } from '../../shared/contract/calculate.ts'
import { must, unreachable } from '../../shared/core/bug.ts'
import { daysOf, type Month } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { toScaled } from '../../shared/core/scaled.ts'
import { refuse, uniqueDays } from './refuse.ts'
import type { Runners } from './runner.ts'
import { rounded, toWire } from './to-wire.ts'

type TypedDay = { readonly day: string } & Readonly<Partial<Record<StatisticId, Decimal | null>>>

const lineOf = (id: StatisticId) => must(findLine(id), id)
const store = (id: StatisticId, value: Decimal | null | undefined): number | null =>
  value == null ? null : toScaled(value, lineOf(id).scale)
const storedDay = (day: Readonly<Partial<Record<StatisticId, Decimal | null>>>): StoredDay =>
  Object.fromEntries(STATISTIC_IDS.map((id) => [id, store(id, day[id])]))
const storedRates = (rates: Readonly<Partial<Record<keyof RateCard, Decimal | null>>>): RateCard =>
  Object.fromEntries(EARNING_COUNTS.map((id) => [id, rates[id] == null ? null : toScaled(rates[id], 2)])) as RateCard

export const statisticsRunners: Runners<'statistics' | 'externalRevenue' | 'parkingRates'> = {
  statistics: (inputs) => {
    uniqueDays(inputs.days, 'days')
    const terms = {
      totalRooms: inputs.roomsAvailable,
      rates: storedRates(inputs.rates),
      adjustmentRate: inputs.adjustmentRate,
    }
    const days = inputs.days.map((typed) => ({ day: typed.day, figures: dayFigures(storedDay(typed), terms) }))
    const explained = explainDays(days, inputs)
    const total = totalFigures(
      days.map(({ figures }) => figures),
      inputs.roomsAvailable,
    )
    return {
      ...toWire(explained),
      figures: figureNumbers(total),
      days: days.map(({ day, figures }) => ({ day, figures: figureNumbers(figures) })),
    }
  },

  externalRevenue: (inputs) => {
    const month = statisticsMonth({
      month: inputs.month,
      totalRooms: inputs.roomsAvailable,
      adjustmentRate: inputs.adjustmentRate,
      forecast: byLine(inputs.month, inputs.forecast, 'forecast'),
      actual: byLine(inputs.month, inputs.actual, 'actual'),
      budget: storedDay(inputs.budget),
      forecastRates: storedRates(inputs.forecastRates),
      budgetRates: storedRates(inputs.budgetRates),
    })
    const revenue = externalRevenueMonth({
      statistics: month,
      hasForecastRates: Object.values(inputs.forecastRates).some((rate) => rate != null),
      budget: inputs.budgetRevenue,
      adjustmentRate: inputs.adjustmentRate,
    })
    return { ...toWire(revenue), kind: revenue.kind, isForecast: revenue.isForecast }
  },

  parkingRates: (inputs) => toWire(rateOf(inputs), 'rate'),
}

function rateOf(inputs: InputsOf<'parkingRates'>): Explained {
  switch (inputs.kind) {
    case 'budget':
      return budgetRate(inputs.revenue, inputs.vehicles)
    case 'actual':
      return actualRate(inputs.revenue, inputs.vehicles)
    case 'effective':
      return effectiveRate(inputs.postedRate, inputs.discountShare)
    case 'blended':
      return blendedRate(inputs.segments)
    default:
      return unreachable(inputs)
  }
}

/** Days as lists of a month by line, in stored units. */
function byLine(month: Month, typed: readonly TypedDay[], field: string): Record<string, (number | null)[]> {
  uniqueDays(typed, field)
  const days = daysOf(month)
  const lists: Record<string, (number | null)[]> = {}
  typed.forEach((entry, i) => {
    const at = days.indexOf(entry.day)
    if (at < 0) refuse(`${field}.${i}.day`, `This day is not in ${month}.`, `a day of ${month}`, entry.day)
    for (const id of STATISTIC_IDS) {
      const value = store(id, entry[id])
      if (value !== null) (lists[id] ??= days.map(() => null))[at] = value
    }
  })
  return lists
}

const figureUnit = (id: StatisticId): FigureUnit => (id === 'externalRevenue' ? 'money' : lineOf(id).unit)
const figureNumbers = (figures: Figures) =>
  Object.fromEntries(STATISTIC_IDS.map((id) => [id, rounded(figures[id], figureUnit(id))])) as Record<
    StatisticId,
    number | null
  >

/** External revenue of the days as the total, and each figure of each day as a step (domain.md 2.3, 2.4). */
function explainDays(
  days: readonly { readonly day: string; readonly figures: Figures }[],
  inputs: InputsOf<'statistics'>,
): Explained {
  const steps = days.flatMap(({ day, figures }) => [
    ...(['occupiedRooms', 'occupancy', 'driveInRatio', 'captureRatio', 'valetOvernight', 'selfOvernight'] as const).map(
      (id): Step => step('2.3', `${day}: ${lineOf(id).label}`, figures[id], figureUnit(id)),
    ),
    ...EARNING_COUNTS.flatMap((id): Step[] => {
      const [vehicles, rate] = [figures[id], inputs.rates[id] ?? null]
      if (vehicles === null) return []
      return [
        step('2.4', `${day}: ${lineOf(id).label} before adjustment`, vehicles.times(rate ?? 0), 'money', [
          given('vehicles', vehicles, 'count', 'statistics'),
          given('rate', rate, 'rate', 'parking rates'),
        ]),
      ]
    }),
    step('2.4', `${day}: external revenue`, figures.externalRevenue, 'money', [
      given('adjustment rate', inputs.adjustmentRate, 'ratio', 'ledger'),
    ]),
  ])
  return sumOfParts(
    days.map(({ day, figures }) => part(day, day, figures.externalRevenue)),
    steps,
  )
}
