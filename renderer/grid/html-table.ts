import { excelNumber } from './excel-number.ts'

/**
 * The cells of a copied web table that carries the numbers themselves beside what it shows (`x:num`, as Excel writes
 * it); null for any other HTML, whose texts are those of the plain clipboard and are better read there. `most` bounds how
 * many cells are read: what is more comes back as that many and one.
 */
export function fromHtmlTable(html: string, most: number): string[][] | null {
  if (!/\sx:num\b/i.test(html)) return null
  if ((html.match(/<t[dh]\b/gi)?.length ?? 0) > most) return [Array.from({ length: most + 1 }, () => '')]
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (table === null) return null
  return [...table.rows].map((row) => [...row.cells].flatMap((cell) => [textOf(cell), ...gapsAfter(cell)]))
}

function textOf(cell: HTMLTableCellElement): string {
  const shown = (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
  const number = cell.getAttribute('x:num') ?? ''
  // An empty `x:num` says: a number, as it is shown. That it is a percentage only its sign tells.
  return number === '' ? shown : excelNumber(number, shown.endsWith('%'))
}

/** A cell over several columns stands in the first of them. */
const gapsAfter = (cell: HTMLTableCellElement): string[] =>
  Array.from({ length: Math.max(0, Math.min(cell.colSpan, 100) - 1) }, () => '')
