import { z } from 'zod'
import { RATE_CATEGORIES, type RateCategory } from '../../categories/parking-rates.ts'
import { STATISTIC_IDS } from '../../calc/day-figures.ts'
import { Amount, Day, Fraction, listOf, Month, orNull, Quantity } from './amounts.ts'
import { calculation, calculationWith } from './calculation.ts'
import { Result, Rounded } from './result.ts'

const RATE_IDS = RATE_CATEGORIES.map(({ id }) => id) as [RateCategory, ...RateCategory[]]
const decimals = (digits: number) => `Give at most ${digits} decimals.`
const Count = Quantity.refine((value) => value.lte(99_999) && value.decimalPlaces() <= 6, `0 to 99,999. ${decimals(6)}`)
const Ratio = Fraction.refine((value) => value.decimalPlaces() <= 4, decimals(4))
const ParkingRate = Quantity.refine((v) => v.lte('999.99') && v.decimalPlaces() <= 2, `0.00 to 999.99. ${decimals(2)}`)
const Cents = Amount.refine((value) => value.decimalPlaces() <= 2, decimals(2))

const counts = {
  occupiedRooms: orNull(Count),
  valetDaily: orNull(Count),
  valetOvernight: orNull(Count),
  valetMonthly: orNull(Count),
  valetAggregator: orNull(Count),
  valetComps: orNull(Count),
  selfDaily: orNull(Count),
  selfOvernight: orNull(Count),
  selfMonthly: orNull(Count),
  selfAggregator: orNull(Count),
  selfComps: orNull(Count),
}
const figures = {
  ...counts,
  occupancy: orNull(Ratio),
  driveInRatio: orNull(Ratio),
  captureRatio: orNull(Ratio),
}
const Rates = z.partialRecord(z.enum(RATE_IDS), ParkingRate.nullable())
const RoomsAvailable = z.number().int().min(0).max(99_999)

/** All figures of a day or of several together. */
const FigureSet = z.record(z.enum(STATISTIC_IDS), Rounded)

const twoDotFour = {
  occupancy: 0.91,
  driveInRatio: 0.35,
  captureRatio: 0.6,
  valetDaily: 20,
  selfDaily: 10,
  valetAggregator: 4,
  selfAggregator: 3,
}
const rates = {
  valetDaily: 48.96,
  valetOvernight: 51.24,
  selfDaily: 25,
  selfOvernight: 30,
  valetAggregator: 20,
  selfAggregator: 15,
}

export const statisticsCalculations = {
  statistics: calculationWith(
    Result.extend({ figures: FigureSet, days: z.array(z.object({ day: z.string(), figures: FigureSet })) }),
    {
      summary: 'Occupancy, ratios, overnight vehicles and external revenue of one day or several',
      rule: '2.3, 2.4, 2.6',
      input: z.strictObject({
        roomsAvailable: RoomsAvailable,
        rates: Rates,
        adjustmentRate: Fraction.prefault(0),
        days: listOf(z.strictObject({ day: Day, ...figures }), 366).min(1),
      }),
      example: { roomsAvailable: 200, rates, adjustmentRate: 0.03, days: [{ day: '2026-05-02', ...twoDotFour }] },
    },
  ),
  externalRevenue: calculationWith(Result.extend({ kind: z.string(), isForecast: z.boolean() }), {
    summary: 'External revenue of a month: actual to date, and vehicles × rate of the open days',
    rule: '7',
    input: z.strictObject({
      month: Month,
      roomsAvailable: RoomsAvailable,
      forecast: listOf(z.strictObject({ day: Day, ...figures }), 31).default([]),
      actual: listOf(z.strictObject({ day: Day, ...counts, externalRevenue: orNull(Cents) }), 31).default([]),
      budget: z.strictObject(counts).prefault({}),
      forecastRates: Rates.default({}),
      budgetRates: Rates.default({}),
      budgetRevenue: orNull(Amount),
      adjustmentRate: Fraction.prefault(0),
    }),
    example: {
      month: '2026-05',
      roomsAvailable: 200,
      forecast: [{ day: '2026-05-02', ...twoDotFour }],
      actual: [{ day: '2026-05-01', valetDaily: 18, externalRevenue: 912.5 }],
      forecastRates: rates,
    },
  }),
  parkingRates: calculation({
    summary: 'A parking rate: budget, actual, effective after discounts, or blended of segments',
    rule: '4.2',
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('budget'), revenue: orNull(Amount), vehicles: orNull(Quantity) }),
      z.strictObject({ kind: z.literal('actual'), revenue: orNull(Amount), vehicles: orNull(Quantity) }),
      z.strictObject({ kind: z.literal('effective'), postedRate: Quantity, discountShare: Fraction }),
      z.strictObject({
        kind: z.literal('blended'),
        segments: listOf(z.strictObject({ share: Fraction, rate: Quantity }), 50).min(1),
      }),
    ]),
    example: { kind: 'budget', revenue: 28_054.08, vehicles: 573 },
  }),
} as const
