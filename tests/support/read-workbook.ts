import ExcelJS from 'exceljs'

export type ExportedMonth = {
  /** The plain number of an input cell. */
  readonly value: (day: string, lineId: string) => unknown
  readonly formulas: number
}
