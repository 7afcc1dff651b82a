import type { GridSheet } from './grid-sheet.ts'
import type { Block } from './plan-paste.ts'

type Texts = readonly (readonly string[])[]

/**
 * A block that was copied with its names: the first row names columns of the grid, the first column its rows, or both.
 * The numbers alone, and where each of them belongs by name; null when neither names anything. `at` is where the
 * block would go by position: it counts in the direction that has no names.
 */
export function byLabels(
  sheet: GridSheet,
  texts: Texts,
  at: Block,
): { readonly texts: Texts; readonly block: Block } | null {
  const columns = new Map(
    sheet.columns.flatMap(({ id, title, fullTitle }) => [title, fullTitle].map((name) => [plain(name), id] as const)),
  )
  const rows = new Map(
    sheet.rows
      .filter(({ id }) => at.rowIds.includes(id))
      .flatMap(({ id, title }) => [title, id, ...dateNames(id)].map((name) => [plain(name), id] as const)),
  )
  const named = (names: readonly string[], known: ReadonlyMap<string, string>): boolean => {
    const filled = names.filter((name) => plain(name) !== '')
    return filled.length > 0 && filled.every((name) => known.has(plain(name)))
  }
  const top = texts[0] ?? []
  const side = texts.map((row) => row[0] ?? '')
  // The corner may hold a title of its own, or nothing.
  const namesRows = named(side.slice(1), rows) || (texts.length === 1 && named(side, rows))
  const namesColumns = named(namesRows ? top.slice(1) : top, columns)
  if (!namesRows && !namesColumns) return null
  const [down, right] = [namesColumns ? 1 : 0, namesRows ? 1 : 0]
  const idOf = (known: ReadonlyMap<string, string>) => (name: string) => known.get(plain(name)) ?? ''
  return {
    texts: texts.slice(down).map((row) => row.slice(right)),
    block: {
      rowIds: namesRows ? side.slice(down).map(idOf(rows)) : at.rowIds,
      columnIds: namesColumns ? top.slice(right).map(idOf(columns)) : at.columnIds,
      top: namesRows ? 0 : at.top,
      left: namesColumns ? 0 : at.left,
    },
  }
}

const plain = (name: string): string => name.replaceAll(/\s+/g, ' ').trim().toLowerCase()

/** How Excel and people write a day: 4/16/2026, 04/16/2026, 4/16. */
function dateNames(id: string): string[] {
  const [, year, month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(id) ?? []
  if (year === undefined) return []
  return [`${Number(month)}/${Number(day)}/${year}`, `${month}/${day}/${year}`, `${Number(month)}/${Number(day)}`]
}
