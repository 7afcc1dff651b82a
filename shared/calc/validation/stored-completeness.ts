import { findLine } from '../../categories/index.ts'
import { type Day, type Month, monthOf, yearOf } from '../../core/calendar.ts'
import type { StoredValue } from '../site-year/stored-year.ts'
import { cellLock, type LockFacts } from './cell-lock.ts'
import { completeness, type Completeness, type ForecastToSubmit } from './completeness.ts'

type Given = {
  /** What is stored of the month's year; other years are left out. */
  readonly cells: readonly StoredValue[]
  readonly month: Month
  readonly today: Day
  readonly facts: LockFacts
  /** Conflicts and refusals; only a laptop has them. */
  readonly open: ForecastToSubmit['open']
  readonly totalRooms: number
}

/** Whether a month can be submitted, and what is in the way, from what is stored of its year (domain.md 10.1, 10.3). */
export function storedCompleteness({ cells, month, today, facts, open, totalRooms }: Given): Completeness {
  const ofYear = cells.filter(({ period }) => yearOf(period) === yearOf(month))
  const at = new Map(ofYear.map((cell) => [keyOf(cell), cell.value]))
  const value = (scenario: StoredValue['scenario'], lineId: string, period: string) =>
    at.get(keyOf({ scenario, lineId, period })) ?? null
  return completeness(
    {
      months: [month],
      linesInUse: [...new Set(ofYear.filter((cell) => cell.value !== null).map(({ lineId }) => lineId))],
      forecast: (lineId, period) => value('forecast', lineId, period),
      budget: (lineId, period) => value('budget', lineId, period),
      isClosed: (lineId, period) => {
        const line = findLine(lineId)
        return line === undefined || monthOf(period) < monthOf(today) || cellLock(line, period, facts) !== null
      },
      open,
    },
    { totalRooms },
  )
}

const keyOf = ({ scenario, lineId, period }: Pick<StoredValue, 'scenario' | 'lineId' | 'period'>) =>
  `${scenario}|${lineId}|${period}`
