import ExcelJS from 'exceljs'
import { COLUMN_OF, PLACE } from '../../main/data-service/export/statistics-cells.ts'
import type { StatisticsLineId } from '../../shared/categories/statistics.ts'

export type ExportedMonth = {
  /** The plain number of an input cell; a formula's result of a derived one. */
  readonly value: (day: string, lineId: StatisticsLineId) => number | null
  readonly formulas: number
}

/** Opens an exported month as any reader of workbooks would. */
export async function readMonth(file: string): Promise<ExportedMonth> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const page = workbook.getWorksheet('Statistics')
  if (!page) throw new Error('The workbook has no sheet named Statistics')
  let formulas = 0
  page.eachRow((row) =>
    row.eachCell((cell) => {
      formulas += Number(cell.formula !== undefined)
    }),
  )
  return {
    formulas,
    value: (day, lineId) => {
      const { value } = page.getCell(`${COLUMN_OF[lineId]}${PLACE.firstDay + Number(day.slice(8)) - 1}`)
      const plain = typeof value === 'object' && value !== null && 'result' in value ? value.result : value
      return typeof plain === 'number' ? plain : null
    },
  }
}
