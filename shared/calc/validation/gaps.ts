import { findLine } from '../../categories/index.ts'
import type { LineDefinition } from '../../categories/line.ts'
import { RATE_CATEGORIES, rateLineId } from '../../categories/parking-rates.ts'
import { daysOf, type Month } from '../../core/calendar.ts'
import type { ForecastToSubmit } from './completeness.ts'
import type { Finding } from './finding.ts'

/** A line of Statistics that has neither forecast nor budget on some open days: they count as 0. */
export function missingValues(line: LineDefinition, month: Month, gaps: readonly string[]): Finding {
  const [first, last] = [gaps[0] ?? month, gaps.at(-1) ?? month]
  const when = gaps.length === 1 ? first : `${gaps.length} days from ${first} to ${last}`
  return {
    rule: 'value-missing',
    level: 'warning',
    code: null,
    lineId: line.id,
    period: first,
    message: `${line.label} has neither forecast nor budget for ${when} and counts as 0.`,
  }
}

/** A cell that two people changed, or that the server did not take: it has to be settled before a submit. */
export function stuckCell({ lineId, period, kind }: ForecastToSubmit['open'][number]): Finding {
  const where = `${findLine(lineId)?.label ?? lineId}, ${period}`
  const [code, says] =
    kind === 'conflict'
      ? (['VERSION_CONFLICT', 'somebody else changed it too. Choose a value.'] as const)
      : ([null, 'the server did not take this value. Change or clear it.'] as const)
  return { rule: kind, level: 'error', code, lineId, period, message: `${where}: ${says}` }
}

/** A month in which no open cell of any line has a value: there is nothing to submit. Closed months owe nothing. */
export function emptyMonth({ linesInUse, isClosed }: ForecastToSubmit, month: Month): Finding[] {
  const isOver = linesInUse.length > 0 && linesInUse.every((lineId) => allClosed(lineId, month, isClosed))
  if (isOver) return []
  const message = `Nothing is forecast or budgeted for ${month}: there is nothing to submit.`
  return [{ rule: 'month-empty', level: 'error', code: 'MISSING_REQUIRED_FIELD', lineId: null, period: month, message }]
}

const allClosed = (lineId: string, month: Month, isClosed: ForecastToSubmit['isClosed']): boolean =>
  (findLine(lineId)?.grain === 'day' ? daysOf(month) : [month]).every((period) => isClosed(lineId, period))

/** Months in which a category has vehicles but no rate: they earn nothing (domain.md 2.4, 7). */
export function vehiclesWithoutRate({ months, forecast, budget, isClosed }: ForecastToSubmit): Finding[] {
  return RATE_CATEGORIES.flatMap(({ id, label, statistic }) =>
    months.flatMap((month): Finding[] => {
      const lineId = rateLineId(id)
      if (isClosed(lineId, month) || forecast(lineId, month) !== null || budget(lineId, month) !== null) return []
      const isTyped = daysOf(month).some((day) => (forecast(statistic, day) ?? 0) > 0)
      if (!isTyped && (budget(statistic, month) ?? 0) <= 0) return []
      const message = `${label} has vehicles but no rate in ${month}: they earn nothing.`
      return [{ rule: 'count-without-rate', level: 'warning', code: null, lineId, period: month, message }]
    }),
  )
}
