import type { Clipboard } from '../../renderer/grid/copied-block.ts'
import type { GridHost } from '../../renderer/grid/grid-host.ts'
import type { GridRow, GridSheet, Write } from '../../renderer/grid/grid-sheet.ts'
import type { OtherMonth } from '../../renderer/grid/next-month.ts'
import type { SpreadQuestion } from '../../renderer/grid/pasted-sums.ts'
import { type PasteManner, Pasting, type PasteQuestion } from '../../renderer/grid/pasting.ts'
import type { Selection } from '../../renderer/grid/selection.ts'
import { findLine } from '../../shared/categories/index.ts'
import { must } from '../../shared/core/bug.ts'
import { parseNumber } from '../../shared/entry/parse-number.ts'

const LINE = must(findLine('valetDaily'), 'valetDaily')
const COLUMNS = ['jan', 'feb', 'mar'] as const

/** A grid of lines × three months: `locked` cannot be typed, `computed` follows from others. */
export function aSheet(
  rows: number,
  stored: Readonly<Record<string, string>> = {},
  width = 3,
  month = '2026-04',
): GridSheet {
  const ids = Array.from({ length: rows }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`)
  const columns = Array.from({ length: width }, (_, i) => COLUMNS[i] ?? `c${i}`)
  const row = (id: string): GridRow => ({
    id,
    kind: 'entry',
    title: `Day ${id.slice(8)}`,
    tag: '',
    classes: '',
    cells: {},
  })
  return {
    label: 'Test',
    corner: 'Day',
    cornerWidth: 100,
    columns: columns.map((id) => ({
      id,
      title: id.toUpperCase(),
      fullTitle: id,
      group: null,
      unit: 'count',
      widest: '',
    })),
    rows: ids.map(row),
    total: null,
    obstacleOf: ({ columnId, rowId }) => {
      if (stored[`${rowId} ${columnId}`] === 'computed') return { isComputed: true, words: 'Computed.' }
      return stored[`${rowId} ${columnId}`] === 'locked' ? { isComputed: false, words: 'Closed.' } : null
    },
    exactText: ({ rowId, columnId }) => stored[`${rowId} ${columnId}`] ?? '',
    read: ({ rowId, columnId }, text) => {
      if (stored[`${rowId} ${columnId}`] === 'locked') return { ok: false, reason: 'Closed.' }
      const entry = parseNumber(text, LINE)
      if (entry.kind === 'question') return { ok: false, reason: entry.message }
      const value = entry.kind === 'empty' ? null : entry.value
      const note = entry.kind === 'value' ? entry.note : null
      return { ok: true, writes: [{ lineId: columnId, period: rowId, value }], note, label: '' }
    },
    clear: () => [],
    nameOf: ({ rowId, columnId }) => `${columnId} ${rowId.slice(8)}`,
    placeAt: () => null,
    spotOf: () => null,
  }
}

/** Pastes a clipboard into a sheet and tells what came of it. `others` are the months after it that can be had. */
export async function paste(
  sheet: GridSheet,
  clipboard: Partial<Clipboard>,
  at: Partial<PasteManner & Selection> = {},
  others: Readonly<Record<string, OtherMonth>> = {},
) {
  const written: Write[][] = []
  let spread: SpreadQuestion | null = null
  const said: string[] = []
  let question: PasteQuestion | null = null
  let selected: Selection | null = null
  const host: GridHost = {
    write: (_source, _label, writes) => void written.push(writes),
    focused: () => undefined,
    selected: () => undefined,
    refused: () => undefined,
    askPaste: (asked) => (question = asked),
    askManner: () => undefined,
    askSpread: (asked) => (spread = asked),
    monthAfter: (month) => Promise.resolve(others[month] ?? `${month} is not here.`),
    told: (text) => void said.push(text),
    clipboard: () => Promise.resolve({ spreadsheet: null, html: null, text: '', ...clipboard }),
    showMenu: () => undefined,
    say: (text) => void said.push(text),
    moved: () => undefined,
    widths: {},
    resized: () => undefined,
    ready: () => undefined,
  }
  const { anchor = { row: 0, col: 0 }, end = anchor, operation = 'values' } = at
  const pasting = new Pasting({
    host,
    sheet: () => sheet,
    rowIds: () => sheet.rows.map(({ id }) => id),
    columnIds: () => sheet.columns.map(({ id }) => id),
    size: () => ({ rows: sheet.rows.length, cols: sheet.columns.length }),
    selection: () => ({ anchor, end }),
    total: () => null,
    select: (selection) => (selected = selection),
    copied: () => undefined,
    cut: () => null,
  })
  await pasting.paste({ operation, skipsBlanks: at.skipsBlanks ?? false, isTransposed: at.isTransposed ?? false })
  const cells = () =>
    Object.fromEntries(
      written
        .flat()
        .map(({ lineId, period, value }) => [
          `${lineId} ${period.slice(8)}`,
          value === null ? null : value / 1_000_000,
        ]),
    )
  return {
    cells,
    said,
    question: question as PasteQuestion | null,
    asked: () => question,
    spread: spread as SpreadQuestion | null,
    selected: selected as Selection | null,
    written,
  }
}
