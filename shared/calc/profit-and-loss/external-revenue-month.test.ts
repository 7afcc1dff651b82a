import { describe, expect, test } from 'vitest'
import { daysOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { type StatisticsInput, statisticsMonth } from '../statistics-month.ts'
import { externalRevenueMonth, externalRevenueOver } from './external-revenue-month.ts'

const CARS = 1_000_000
const aMonth = (changed: Partial<StatisticsInput> = {}) =>
  statisticsMonth({
    month: '2026-02',
    totalRooms: 200,
    forecast: {},
    actual: {},
    budget: {},
    forecastRates: {},
    budgetRates: { valetDaily: 2_500, selfDaily: 1_000 },
    ...changed,
  })
const on = (filled: Record<number, number>) => daysOf('2026-02').map((_, i) => filled[i + 1] ?? null)
const budget = new Decimal('1250357.92')
const text = (amount: Decimal | null) => amount && amount.toFixed(2)

describe('7 external revenue of a month', () => {
  test('counts of the open days × one monthly rate, and the loaded revenue of the days that have an actual', () => {
    const statistics = aMonth({
      forecast: { valetDaily: on({ 2: 4 * CARS, 3: 6 * CARS }) },
      actual: { valetDaily: on({ 1: 9 * CARS }), externalRevenue: on({ 1: 20_050 }) },
    })
    const month = externalRevenueMonth({ statistics, hasForecastRates: false, budget })
    expect([text(month.total), month.kind, month.isForecast]).toEqual(['450.50', 'mixed', true])
    expect(text(sumOf(month.parts.map(({ value }) => value)))).toBe('450.50')
  })

  test('a category without vehicles or without a rate earns 0 and is still listed', () => {
    const statistics = aMonth({ forecast: { valetMonthly: on({ 2: 7 * CARS }) } })
    const { parts, categories, total } = externalRevenueMonth({ statistics, hasForecastRates: false, budget })
    expect([parts.length, categories?.length, text(total)]).toEqual([9, 8, '0.00'])
  })

  test('without statistics there is no breakdown: the budgeted revenue counts', () => {
    const { total, isForecast, categories, kind } = externalRevenueMonth({
      statistics: null,
      hasForecastRates: false,
      budget,
    })
    expect([text(total), isForecast, categories, kind]).toEqual(['1250357.92', false, null, 'budget'])
    expect(externalRevenueMonth({ statistics: null, hasForecastRates: true, budget: null }).total).toBe(null)
  })

  test('an untouched month is on budget to the cent, until a rate is typed', () => {
    const statistics = aMonth({ budget: { valetDaily: 573 * CARS } })
    const total = (hasForecastRates: boolean) =>
      text(externalRevenueMonth({ statistics, hasForecastRates, budget }).total)
    expect([total(false), total(true)]).toEqual(['1250357.92', '14325.00'])
    expect(text(externalRevenueMonth({ statistics, hasForecastRates: false, budget: null }).total)).toBe('14325.00')
  })

  test('net of adjustments where that is asked for', () => {
    const statistics = aMonth({ forecast: { selfDaily: on({ 5: 100 * CARS }) } })
    const adjustmentRate = new Decimal('0.03')
    expect(text(externalRevenueMonth({ statistics, hasForecastRates: false, budget, adjustmentRate }).total)).toBe(
      '970.00',
    )
  })

  test('over sites: totals of those with a breakdown and budgets of the others', () => {
    const forecast = externalRevenueMonth({
      statistics: aMonth({ forecast: { valetDaily: on({ 2: 4 * CARS }) } }),
      hasForecastRates: false,
      budget,
    })
    const other = externalRevenueMonth({ statistics: null, hasForecastRates: false, budget: new Decimal(70) })
    const { total, parts } = externalRevenueOver([forecast, other, forecast])
    expect(text(total)).toBe('270.00')
    expect(parts.flatMap(({ id, value }) => (value?.isZero() === false ? [[id, text(value)]] : []))).toEqual([
      ['valetDaily', '200.00'],
      ['budget', '70.00'],
    ])
  })
})
