import { type Day, yearOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'

/** The year, unless it is beyond the next one: nothing is planned that far (domain.md 0.2, 10.1). */
export function offeredYear(year: number, today: Day, field: string): number {
  const last = yearOf(today) + 1
  if (year <= last) return year
  const message = 'No data for this period yet.'
  throw new AppError('PERIOD_NOT_AVAILABLE', message, [
    { code: 'PERIOD_NOT_AVAILABLE', field, message, providedValue: year, expectedFormat: `a year up to ${last}` },
  ])
}
