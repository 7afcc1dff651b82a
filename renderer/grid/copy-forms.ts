import { type Day, isDay } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { localHere } from '../text/number-locale.ts'
import { allRows, type GridSheet, type Spot } from './grid-sheet.ts'
import { toTsv } from './tsv.ts'

/** `exact`: the numbers with every digit. `with-names`: those between the names of their columns and rows. `as-shown`: the texts of the screen. */
export type CopyForm = 'exact' | 'with-names' | 'as-shown'

/** A copied block in the forms other programs take: plain text, and a table with numbers and their formats. */
export type CopyForms = { readonly text: string; readonly html: string }

type Cell = { readonly text: string; readonly shown: string; readonly isName: boolean }

/**
 * The chosen cells for the clipboard (grid-and-pnl.md C4, copy out). In the table each number stands with all its
 * digits in `x:num` and with the number format it has here, so that Excel computes with the one and shows the other.
 */
export function copyForms(sheet: GridSheet, spots: readonly (readonly Spot[])[], form: CopyForm): CopyForms {
  const viewOf = new Map(allRows(sheet).map((row) => [row.id, row.cells]))
  const cells = spots.map((row) =>
    row.map((spot): Cell => {
      const shown = viewOf.get(spot.rowId)?.[spot.columnId]?.text ?? ''
      return { shown, text: form === 'as-shown' ? shown : sheet.exactText(spot), isName: false }
    }),
  )
  const rows = form === 'with-names' ? named(sheet, spots, cells) : cells
  return {
    text: toTsv(rows.map((row) => row.map(({ text }) => localHere(text)))),
    html: tableOf(rows, form === 'as-shown'),
  }
}

/** The block with the names of its columns above and of its rows before it, as a paste by names reads them again. */
function named(sheet: GridSheet, spots: readonly (readonly Spot[])[], cells: readonly (readonly Cell[])[]): Cell[][] {
  const nameOf = (text: string): Cell => ({ text, shown: text, isName: true })
  const columns = new Map(sheet.columns.map(({ id, fullTitle }) => [id, fullTitle]))
  const titles = new Map(allRows(sheet).map(({ id, title }) => [id, title]))
  const top = [sheet.corner, ...(spots[0] ?? []).map(({ columnId }) => columns.get(columnId) ?? columnId)].map(nameOf)
  const below = cells.map((row, r) => {
    const rowId = spots[r]?.[0]?.rowId ?? ''
    return [nameOf(isDay(rowId) ? dateOf(rowId) : (titles.get(rowId) ?? rowId)), ...row]
  })
  return [top, ...below]
}

/** A day with its month and year, as Excel reads a date: in another month it names nothing. */
const dateOf = (day: Day): string => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}/${day.slice(0, 4)}`

const OFFICE =
  'xmlns="http://www.w3.org/TR/REC-html40" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"'

function tableOf(rows: readonly (readonly Cell[])[], isAsShown: boolean): string {
  const cellOf = (cell: Cell) => (isAsShown ? `<td>${escaped(cell.shown)}</td>` : numberCell(cell))
  const lines = rows.map((row) => `<tr>${row.map(cellOf).join('')}</tr>`)
  return `<html ${OFFICE}><body><table>${lines.join('')}</table></body></html>`
}

function numberCell({ text, shown, isName }: Cell): string {
  const isRatio = text.endsWith('%')
  const digits = isRatio ? text.slice(0, -1) : text
  if (isName || !/^-?\d+(\.\d+)?$/.test(digits)) return `<td>${escaped(text)}</td>`
  const number = isRatio ? new Decimal(digits).div(100) : new Decimal(digits)
  return `<td x:num="${number.toFixed()}" style="mso-number-format:'${formatOf(shown)}'">${escaped(shown || text)}</td>`
}

/** Excel's name for how a text is written: groups of three, so many decimals, a percent sign. */
function formatOf(shown: string): string {
  const decimals = /\.(\d+)/.exec(shown)?.[1]?.length ?? 0
  const places = decimals > 0 ? `\\.${'0'.repeat(decimals)}` : ''
  return shown.endsWith('%') ? `0${places}%` : `\\#\\,\\#\\#0${places}`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
