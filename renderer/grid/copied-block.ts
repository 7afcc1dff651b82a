import { localHere } from '../text/number-locale.ts'
import { fromHtmlTable } from './html-table.ts'
import { fromTsv } from './tsv.ts'
import { fromXmlSpreadsheet } from './xml-spreadsheet.ts'

/** What lies on the clipboard, in each of its forms; null where a form is not there. */
export type Clipboard = {
  /** Excel's `XML Spreadsheet`: the numbers with every digit. */
  readonly spreadsheet: string | null
  readonly html: string | null
  readonly text: string
}

/** Cells taken from the clipboard as a person would type them here, every row as long as the longest. */
export type CopiedBlock = {
  readonly texts: readonly (readonly string[])[]
  /** True when these are the texts Excel showed, which may have fewer digits than its numbers. */
  readonly isAsShown: boolean
}

/** How many cells one paste may have (grid-and-pnl.md C4). */
export const MOST_CELLS = 100_000

/** No clipboard of that many cells is longer; a longer one would only hold the window up. */
const MOST_CHARACTERS = 64 * 1024 * 1024

/** The cells on the clipboard, from the form that says most (grid-and-pnl.md C4, precision); null where there are too many. */
export function copiedBlock({ spreadsheet, html, text }: Clipboard): CopiedBlock | null {
  if ([spreadsheet, html, text].some((form) => (form?.length ?? 0) > MOST_CHARACTERS)) return null
  const exact =
    (spreadsheet && fromXmlSpreadsheet(spreadsheet, MOST_CELLS)) || (html && fromHtmlTable(html, MOST_CELLS)) || null
  const rows = exact?.map((row) => row.map(localHere)) ?? fromTsv(text, MOST_CELLS)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (rows.length * width > MOST_CELLS) return null
  const texts = rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ''))
  return { texts, isAsShown: exact === null && html !== null && isFromExcel(html) }
}

/** Excel signs the HTML it copies. */
const isFromExcel = (html: string): boolean => html.includes('schemas-microsoft-com:office:excel')
