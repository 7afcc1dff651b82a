import { findLine } from '../../../shared/categories/index.ts'
import type { QueueItem } from '../../../shared/contract/ipc.ts'
import { fromScaled } from '../../../shared/core/scaled.ts'
import { writeWhole } from './write-file.ts'

const COLUMNS = ['Site', 'Period', 'Line', 'Value', 'Typed', 'State', 'What happened'] as const
const STATES = { waiting: 'Waiting to be sent', conflict: 'In conflict', rejected: 'Not accepted' } as const

/**
 * Writes every edit that is not the server's yet to an .xlsx, one row each, so that nothing typed depends on this
 * Frontline (sync.md 3.9, 3.10). A ratio is a fraction; an emptied cell has no value. Throws FILE_NOT_WRITABLE or DISK_FULL.
 */
export async function writeUnsentWorkbook(
  queue: readonly QueueItem[],
  file: string,
  nowMs: number,
): Promise<{ readonly file: string; readonly rows: number }> {
  const { default: Excel } = await import('exceljs') // large, and only needed here
  const workbook = new Excel.Workbook()
  workbook.creator = 'Frontline'
  workbook.created = new Date(nowMs)
  const page = workbook.addWorksheet('Unsent edits', { views: [{ state: 'frozen', ySplit: 1 }] })
  page.addRow([...COLUMNS]).font = { bold: true }
  for (const { siteId, mark, value, editedAt } of queue) {
    const line = findLine(mark.lineId)
    page.addRow([
      siteId,
      mark.period,
      line?.label ?? mark.lineId,
      value === null ? null : line ? fromScaled(value, line.scale).toNumber() : value,
      new Date(editedAt),
      STATES[mark.kind],
      mark.message,
    ])
  }
  page.getColumn(5).numFmt = 'yyyy-mm-dd hh:mm'
  page.columns.forEach((column, i) => (column.width = [8, 12, 28, 14, 18, 20, 60][i] ?? 12))
  await writeWhole(file, new Uint8Array(await workbook.xlsx.writeBuffer()))
  return { file, rows: queue.length }
}
