import { parseNumber } from '../../shared/entry/parse-number.ts'
import type { Obstacle, Reading, Write } from '../grid/grid-sheet.ts'
import { formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'
import { enter, type EntryPlace, notesOf, sharesInWords, writesOf } from './payroll-entry.ts'
import type { PayrollModel } from './payroll-model.ts'
import { lineOfColumn } from './payroll-view.ts'

/** `Valet hours, Thu, Apr 16`. */
export const nameOfPlace = ({ column, span, metric }: EntryPlace): string =>
  words.payroll.name(column.label, words.payroll.metrics[metric].toLowerCase(), span.title)

type Read =
  | { readonly ok: false; readonly reason: string }
  | {
      readonly ok: true
      readonly value: number | null
      readonly entry: Extract<ReturnType<typeof enter>, { kind: 'entered' }>
      readonly notes: readonly string[]
    }

function read(model: PayrollModel, place: EntryPlace, text: string): Read {
  const line = lineOfColumn(place.column, place.metric)
  const typed = parseNumber(text, line)
  if (typed.kind === 'question') return { ok: false, reason: typed.message }
  const value = typed.kind === 'empty' ? null : typed.value
  if (value !== null && value < line.min) return { ok: false, reason: line.messageBelow ?? line.message }
  const entry = enter(model, place, value)
  if (entry.kind === 'refused') return { ok: false, reason: entry.message }
  const rounded = typed.kind === 'value' && typed.note !== null ? [typed.note] : []
  const notes = value === null ? [] : [...rounded, ...notesOf(model, place, value, entry)]
  return { ok: true, value, entry, notes }
}

/** Reads a text for a code or a family, on a day or over a week or a month; the same rules for typing, pasting and filling. */
export function readPayroll(model: PayrollModel, place: EntryPlace, obstacle: Obstacle | null, text: string): Reading {
  if (obstacle !== null) return { ok: false, reason: obstacle.words }
  const found = read(model, place, text)
  if (!found.ok) return found
  const { value, entry, notes } = found
  const name = nameOfPlace(place)
  return {
    ok: true,
    writes: writesOf(model, place, entry.shares),
    note: notes.length > 0 ? notes.join(' ') : null,
    label:
      value === null
        ? words.payroll.cleared(name)
        : words.payroll.typed(formatStored(value, lineOfColumn(place.column, place.metric)), name),
  }
}

/** What clearing writes: the open days fall back to the budget. */
export function clearPayroll(model: PayrollModel, place: EntryPlace, obstacle: Obstacle | null): readonly Write[] {
  if (obstacle !== null) return []
  const entry = enter(model, place, null)
  return entry.kind === 'refused' ? [] : writesOf(model, place, entry.shares)
}

/** What a text would do to codes and days, before it is taken: the rule, and every share. Null where it stands alone. */
export function previewPayroll(model: PayrollModel, place: EntryPlace, text: string): string | null {
  const found = read(model, place, text)
  if (!found.ok) return null
  const { shares } = found.entry
  const isAlone = place.span.kind === 'day' && place.column.jobs.length === 1
  if (found.value === null) {
    const cleared = new Set(writesOf(model, place, shares).map(({ lineId, period }) => `${lineId} ${period}`)).size
    return isAlone || cleared === 0 ? null : words.payroll.clears(cleared)
  }
  const told = shares.length > 1 && place.metric !== 'rate' ? sharesInWords(model, place, shares) : []
  const lines = [...found.notes, ...told]
  return lines.length === 0 ? null : lines.join('\n')
}
