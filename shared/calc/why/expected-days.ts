/** Cents by day, one after the other; null is a day that is not loaded. */
export type Days = readonly (number | null)[]

/**
 * The sum expected of `length` days that begin `gap` days after the day at `cut`, from the days up to it alone; null
 * where the last four weeks are not known. Not rounded.
 */
export type Forecast = (cut: number, gap: number, length: number) => number | null

const WEEK = 7
const SAME_WEEKDAYS = 4
const MONTH = SAME_WEEKDAYS * WEEK
/** The same weekday a year ago. */
const YEAR = 364
/** How fast level, trend and the share of a weekday follow what came, and what a day leaves of a trend. */
const FOLLOW = { level: 0.15, trend: 0.05, weekday: 0.1 }
const DAMPED = 0.97

/**
 * The median of three simple forecasts, which is better than each alone (grid-and-pnl.md F3): the mean of the last four
 * same weekdays, a damped weekly Holt-Winters, and last year's days as much above or below as the last four weeks were.
 * The last two are left out where they are not known; of two the median is their mean.
 */
export function forecastOf(days: Days): Forecast {
  const holtWinters = holtWintersOf(days)
  return (cut, gap, length) => {
    const recent = fourWeeks(days, cut, gap, length)
    if (recent === null) return null
    const others = [holtWinters(cut, gap, length), lastYear(days, cut, gap, length)]
    return median([recent, ...others.filter((one) => one !== null)])
  }
}

/** Each day the mean of the last four same weekdays known at the cut. */
const fourWeeks = (days: Days, cut: number, gap: number, length: number): number | null => {
  const means: number[] = []
  for (let weekday = 0; weekday < WEEK; weekday += 1) {
    let sum = 0
    for (let week = 0; week < SAME_WEEKDAYS; week += 1) {
      const amount = days[cut - ((WEEK - weekday) % WEEK) - WEEK * week]
      if (amount == null) return null
      sum += amount
    }
    means.push(sum / SAME_WEEKDAYS)
  }
  let sum = 0
  for (let ahead = gap + 1; ahead <= gap + length; ahead += 1) sum += means[ahead % WEEK] ?? 0
  return sum
}

/** Last year's days, times what the last four weeks were of the same ones a year ago. */
const lastYear = (days: Days, cut: number, gap: number, length: number): number | null => {
  const first = cut + gap + 1
  const [then, now] = [sumOfDays(days, cut + 1 - MONTH - YEAR, MONTH), sumOfDays(days, cut + 1 - MONTH, MONTH)]
  const same = sumOfDays(days, first - YEAR, length)
  return then === null || now === null || same === null || then <= 0 ? null : (same * now) / then
}

/** Known after a day: what a day brings, how much more the next, and what each weekday is of it. */
type Level = { readonly level: number; readonly trend: number; readonly weekdays: readonly number[] }

/** Level, trend and weekdays follow every day a little; they begin with the first four whole weeks. */
function holtWintersOf(days: Days): Forecast {
  const known: (Level | null)[] = []
  let now: Level | null = null
  for (const [at, amount] of days.entries()) {
    if (amount !== null) now = now === null ? levelOf(days, at) : followed(now, at % WEEK, amount)
    known.push(now)
  }
  return (cut, gap, length) => {
    const at = known[cut]
    if (at == null) return null
    let [sum, more, left] = [0, 0, 1]
    for (let ahead = 1; ahead <= gap + length; ahead += 1) {
      left *= DAMPED
      more += left
      if (ahead > gap) sum += Math.max(0, at.level + more * at.trend) * (at.weekdays[(cut + ahead) % WEEK] ?? 0)
    }
    return sum
  }
}

/** Of the four weeks that end with a day; null where they are not whole, or bring nothing. */
function levelOf(days: Days, last: number): Level | null {
  const sum = sumOfDays(days, last + 1 - MONTH, MONTH)
  if (sum === null || sum <= 0) return null
  const level = sum / MONTH
  const weekdays = Array.from({ length: WEEK }, () => 0)
  for (let at = last + 1 - MONTH; at <= last; at += 1) {
    weekdays[at % WEEK] = (weekdays[at % WEEK] ?? 0) + (days[at] ?? 0) / SAME_WEEKDAYS / level
  }
  return { level, trend: 0, weekdays }
}

function followed({ level, trend, weekdays }: Level, weekday: number, amount: number): Level {
  const share = weekdays[weekday] ?? 0
  const expected = level + DAMPED * trend
  // A weekday that brings nothing says nothing of the level.
  const next = share > 0 ? expected + FOLLOW.level * (amount / share - expected) : expected
  const seen = next > 0 ? amount / next : share
  return {
    level: next,
    trend: DAMPED * trend + FOLLOW.trend * (next - expected),
    weekdays: weekdays.map((one, i) => (i === weekday ? one + FOLLOW.weekday * (seen - one) : one)),
  }
}

/** Of so many days from a place on; null where one is not known. */
export function sumOfDays(days: Days, first: number, length: number): number | null {
  let sum = 0
  for (let at = first; at < first + length; at += 1) {
    const amount = days[at]
    if (amount == null) return null
    sum += amount
  }
  return sum
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return (low + high) / 2
}
