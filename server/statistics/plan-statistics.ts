import type { z } from 'zod'
import { inputMode } from '../../shared/calc/statistics-entry.ts'
import { findLine } from '../../shared/categories/index.ts'
import { STATISTICS_LINES } from '../../shared/categories/statistics.ts'
import type { statisticsApi } from '../../shared/contract/statistics.ts'
import { must } from '../../shared/core/bug.ts'
import { type Month, monthOf } from '../../shared/core/calendar.ts'
import { entryOf, type Planned } from '../documents/entry.ts'

type Body = z.output<(typeof statisticsApi.write)['body']>

/** The cells a PUT of statistics enters (domain.md 2.2): the named inputs of the named days, which lie in the window. */
export function planStatistics(body: Body, months: readonly Month[]): Planned[] {
  return body.days.flatMap(({ date, ...named }, index) => {
    if (!months.includes(monthOf(date))) return [outside(date, `days.${index}.date`, months)]
    const given: Readonly<Partial<Record<string, number | null>>> = named
    return STATISTICS_LINES.flatMap(({ id }): Planned[] => {
      const value = given[id]
      if (value === undefined) return []
      const field = `days.${index}.${id}`
      const wrong = value === null || body.inputMode === undefined ? null : inputMode(body.inputMode)
      return [wrong?.derived === id ? otherMode(field, id, wrong.typed, value) : entryOf(field, id, date, value)]
    })
  })
}

const outside = (date: string, field: string, months: readonly Month[]): Planned => ({
  issue: {
    code: 'INVALID_PERIOD',
    field,
    message: `This day is not in the ${months.length === 1 ? 'month' : 'months'}.`,
    providedValue: date,
    expectedFormat: `a day of ${months.join(', ')}`,
  },
})

function otherMode(field: string, lineId: string, typed: string, providedValue: unknown): Planned {
  const label = (id: string) => must(findLine(id), id).label
  const message = `${label(lineId)} is computed in this input mode; give ${label(typed).toLowerCase()}.`
  return { issue: { code: 'INVALID_DATA_TYPE', field, message, providedValue, expectedFormat: typed } }
}
