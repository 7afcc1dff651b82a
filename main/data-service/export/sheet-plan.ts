/** A live formula with what it comes to by the engine, for readers that do not calculate. */
export type Formula = { readonly formula: string; readonly result: number | string }

/** What stands in a cell. Text is always text, whatever it begins with (security.md 32). */
export type PlanCell = string | number | Date | null | Formula

/** How a number is shown; the file keeps it exact. */
export const FORMATS = {
  money: '#,##0.00',
  count: '#,##0.00',
  hours: '#,##0.00',
  ratio: '0.00%',
  /** A variance: the only kind of number with a plus sign (grid-and-pnl.md D1). */
  change: '+#,##0.00;-#,##0.00;0.00',
  changePercent: '+0.00%;-0.00%;0.00%',
  day: 'ddd d mmm yyyy',
  whole: '#,##0',
  text: '@',
} as const
export type Format = keyof typeof FORMATS

/** What a row is; its looks follow. Only `figures`, `weekend` and `total` count as rows of the export. */
export type RowKind =
  'title' | 'fact' | 'wrapped' | 'group' | 'head' | 'figures' | 'weekend' | 'total' | 'remark' | 'blank'

export type PlanRow = {
  readonly kind: RowKind
  readonly cells: readonly PlanCell[]
  /** Of the numbers of the row; left out it is the column's. */
  readonly format?: Format
  /** Headings above numbers stand to the right; these stand to the left. */
  readonly isLeft?: boolean
}

/** One sheet as data: what is written, checked and printed is decided here, and only `write-workbook.ts` knows exceljs. */
export type SheetPlan = {
  readonly name: string
  readonly rows: readonly PlanRow[]
  readonly columns: readonly { readonly width: number; readonly format?: Format }[]
  /** Rows above and columns beside the figures, which stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number }
  /** Rows of the heading that are printed on every page. */
  readonly heading: { readonly first: number; readonly last: number }
  /** Named ranges: name and cells, `$E$10:$P$10`. */
  readonly names: readonly { readonly name: string; readonly cells: string }[]
  /** Notes on cells, by address. */
  readonly notes: ReadonlyMap<string, string>
  /** Buttons to filter by, over the last row of the heading. */
  readonly filter: boolean
}

const COUNTED: readonly RowKind[] = ['figures', 'weekend', 'total']

/** How many rows of figures a sheet has, as it is printed and told. */
export const countedRows = ({ rows }: SheetPlan): number => rows.filter(({ kind }) => COUNTED.includes(kind)).length

/** The letters of a column, counted from 0: A, Z, AA. */
export function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

/** `All_Parking_rates`: the last row of the heading and every row below it, for a pivot or a lookup; none without figures beside frozen columns. */
export function tableName({ name, rows, columns, frozen, heading }: SheetPlan): SheetPlan['names'] {
  if (frozen.columns === 0) return []
  const last = columnName(columns.length - 1)
  const letters = name.replaceAll('&', '').replaceAll(/\W+/gu, '_')
  return [{ name: `All_${letters}`, cells: `$A$${heading.last}:$${last}$${rows.length}` }]
}

/** A sheet's name as a formula takes it. */
export const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`
