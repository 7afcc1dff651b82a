import { Decimal, ZERO } from '../core/decimal.ts'
import { fromScaled } from '../core/scaled.ts'

/** The eight vehicle counts that earn external revenue; comps earn nothing (domain.md 2.2). */
export const EARNING_COUNTS = [
  'valetDaily',
  'valetOvernight',
  'valetMonthly',
  'valetAggregator',
  'selfDaily',
  'selfOvernight',
  'selfMonthly',
  'selfAggregator',
] as const
export type EarningCount = (typeof EARNING_COUNTS)[number]

const COUNTS = [...EARNING_COUNTS, 'valetComps', 'selfComps', 'occupiedRooms'] as const
const RATIOS = ['occupancy', 'driveInRatio', 'captureRatio'] as const

export const STATISTIC_IDS = [...COUNTS, ...RATIOS, 'externalRevenue'] as const
export type StatisticId = (typeof STATISTIC_IDS)[number]

/** Stored integers of one day by line: counts in millionths, ratios in ten-thousandths, revenue in cents. */
export type StoredDay = Readonly<Partial<Record<StatisticId, number | null>>>
/** Dollars per vehicle in cents, one per earning count; null where there is no rate. */
export type RateCard = Readonly<Record<EarningCount, number | null>>
/** What a site's days are computed with. */
export type Terms = {
  /** Rooms available; 0 when it is not set. */
  readonly totalRooms: number
  readonly rates: RateCard
  /** Share of gross revenue lost to refunds and discounts, 0–1 (domain.md 2.4). */
  readonly adjustmentRate: Decimal
}
/** Exact figures of a day, a week or a month; null is "no answer", shown blank. */
export type Figures = Readonly<Record<StatisticId, Decimal | null>>

const count = (stored: number | null | undefined): Decimal | null => (stored == null ? null : fromScaled(stored, 6))
const ratio = (stored: number | null | undefined): Decimal | null => (stored == null ? null : fromScaled(stored, 4))
const times = (a: Decimal | null, b: Decimal | null): Decimal | null => (a === null || b === null ? null : a.times(b))

/** `part ÷ whole`; 0 when the whole is 0, as the guards of domain.md 2.3 say; null when either is not known. */
export function shareOf(part: Decimal | null, whole: Decimal | null): Decimal | null {
  if (part === null || whole === null) return null
  return whole.isZero() ? ZERO : part.div(whole)
}

/** Adds what is known; null when nothing is. */
export function sumOf(values: readonly (Decimal | null)[]): Decimal | null {
  let sum: Decimal | null = null
  for (const value of values) {
    if (value === null) continue
    if (sum === null) sum = value
    // A sum of zeros stays the first of them; most days of most lines are zero.
    else if (!value.isZero()) sum = sum.plus(value)
  }
  return sum
}

/**
 * All figures of one day from what is stored of it (domain.md 2.3, 2.4). What is stored wins over what could be
 * derived: loaded overnight counts give the ratios, typed ratios give the overnight counts, and an actual's revenue
 * is never recomputed from count × rate. Occupied rooms win over occupancy where both are stored.
 * `assumed` are the ratios of a day on which none are stored, exact.
 */
export function dayFigures(
  stored: StoredDay,
  { totalRooms, rates, adjustmentRate }: Terms,
  assumed?: Pick<Figures, 'driveInRatio' | 'captureRatio'>,
): Figures {
  const available = totalRooms > 0 ? new Decimal(totalRooms) : null
  const rooms = count(stored.occupiedRooms) ?? times(ratio(stored.occupancy), available)
  const occupancy = available === null ? ZERO : shareOf(rooms, available)

  const driveIn = ratio(stored.driveInRatio) ?? assumed?.driveInRatio ?? null
  const capture = ratio(stored.captureRatio) ?? assumed?.captureRatio ?? null
  const overnight = times(rooms, driveIn)
  const valetOvernight = count(stored.valetOvernight) ?? times(overnight, capture)
  const selfOvernight =
    count(stored.selfOvernight) ?? times(overnight, capture && Decimal.max(ZERO, new Decimal(1).minus(capture)))
  const allOvernight = sumOf([valetOvernight, selfOvernight])

  const figures: Record<StatisticId, Decimal | null> = {
    occupiedRooms: rooms,
    occupancy: rooms === null ? null : occupancy,
    valetDaily: count(stored.valetDaily),
    valetOvernight,
    valetMonthly: count(stored.valetMonthly),
    valetAggregator: count(stored.valetAggregator),
    valetComps: count(stored.valetComps),
    selfDaily: count(stored.selfDaily),
    selfOvernight,
    selfMonthly: count(stored.selfMonthly),
    selfAggregator: count(stored.selfAggregator),
    selfComps: count(stored.selfComps),
    driveInRatio: driveIn ?? shareOf(allOvernight, rooms),
    captureRatio: capture ?? shareOf(valetOvernight, allOvernight),
    externalRevenue: null,
  }
  figures.externalRevenue =
    stored.externalRevenue == null ? dayRevenue(figures, rates, adjustmentRate) : fromScaled(stored.externalRevenue, 2)
  return figures
}

/** Net external revenue of one day, exact; a missing rate earns 0, a day without counts has no revenue (domain.md 2.4). */
function dayRevenue(figures: Figures, rates: RateCard, adjustmentRate: Decimal): Decimal | null {
  const gross = sumOf(
    EARNING_COUNTS.map((id) => times(figures[id], rates[id] === null ? ZERO : fromScaled(rates[id], 2))),
  )
  return gross && gross.times(new Decimal(1).minus(adjustmentRate))
}

/**
 * Days into a week or a month (domain.md 2.6): counts and revenue add; every ratio is recomputed from the sums,
 * never averaged (C-15, C-16). Days without data are left out of the ratios.
 */
export function totalFigures(days: readonly Figures[], totalRooms: number): Figures {
  const total = Object.fromEntries(
    [...COUNTS, 'externalRevenue' as const].map((id) => [id, sumOf(days.map((day) => day[id]))]),
  ) as Record<StatisticId, Decimal | null>
  const daysWithRooms = days.filter((day) => day.occupiedRooms !== null).length
  const overnight = sumOf([total.valetOvernight, total.selfOvernight])
  return {
    ...total,
    occupancy: shareOf(total.occupiedRooms, new Decimal(totalRooms * daysWithRooms)),
    driveInRatio: shareOf(overnight, total.occupiedRooms),
    captureRatio: shareOf(total.valetOvernight, overnight),
  }
}
