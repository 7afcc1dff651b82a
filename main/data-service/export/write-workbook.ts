import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import type ExcelJS from 'exceljs'
import { bug } from '../../../shared/core/bug.ts'
import { rowsInWorkbook } from './count-rows.ts'
import { columnWidths, formatOf, rowHeight } from './column-widths.ts'
import {
  columnName,
  type Format,
  type PlanCell,
  type PlanRow,
  quoted,
  type RowKind,
  type SheetPlan,
  tableName,
} from './sheet-plan.ts'
import { asFileError, finishPart, partOf, removePart } from './write-file.ts'

/** How an export is followed and stopped. */
export type Watch = {
  /** Share of the whole that is done, 0–1. */
  readonly progress: (share: number) => void
  readonly signal: AbortSignal
}

/** Rows written in one go, a few milliseconds' worth: nothing else of the data service waits longer for a workbook. */
const ROWS_A_TURN = 50

/**
 * Writes sheets to an .xlsx, row by row into a file beside its place that gets its name only when it is whole and has
 * every planned row. Lets everything else take its turn all the time. Throws FILE_NOT_WRITABLE or DISK_FULL, and the
 * signal's reason when it is stopped; then the file that was there before is untouched.
 */
export async function writeWorkbook(
  plans: readonly SheetPlan[],
  file: string,
  nowMs: number,
  { progress, signal }: Watch,
): Promise<void> {
  const part = partOf(file)
  const stream = createWriteStream(part)
  // Kept until it is asked for below: an error between two rows would otherwise end the process.
  const failed = new Promise<never>((_, reject) => stream.once('error', reject))
  failed.catch(() => undefined)
  try {
    await Promise.race([once(stream, 'open'), failed])
    await Promise.race([fill(plans, stream, nowMs, { progress, signal }), failed])
    const planned = plans.map(({ rows }) => rows.filter(hasValue).length)
    const written = await rowsInWorkbook(part)
    if (planned.join() !== written.join()) bug(`the workbook has ${written.join()} rows and not ${planned.join()}`)
    signal.throwIfAborted()
    await finishPart(part, file)
  } catch (thrown) {
    stream.destroy()
    removePart(part)
    throw isOfFile(thrown) ? asFileError(thrown) : thrown
  }
}

const isOfFile = (thrown: unknown): boolean => thrown instanceof Error && 'errno' in thrown

async function fill(
  plans: readonly SheetPlan[],
  stream: WriteStream,
  nowMs: number,
  { progress, signal }: Watch,
): Promise<void> {
  const { default: Excel } = await import('exceljs') // large, and only needed here: the service starts without it
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true })
  workbook.creator = 'Frontline'
  workbook.created = new Date(nowMs)
  const all = plans.reduce((sum, { rows }) => sum + rows.length, 0)
  let done = 0
  for (const plan of plans) {
    const widths = columnWidths(plan)
    const page = workbook.addWorksheet(plan.name, pageOptions(plan, widths))
    page.columns = widths.map((width) => ({ width }))
    for (const [i, row] of plan.rows.entries()) {
      putRow(page, plan, row, i + 1, widths)
      done += 1
      if (done % ROWS_A_TURN !== 0) continue
      progress(done / all)
      await new Promise(setImmediate)
      signal.throwIfAborted()
    }
    const { last } = plan.heading
    if (plan.filter) page.autoFilter = `A${last}:${columnName(plan.columns.length - 1)}${plan.rows.length}`
    for (const { name, cells } of [...plan.names, ...tableName(plan)])
      workbook.definedNames.add(`${quoted(plan.name)}!${cells}`, name)
    page.commit()
  }
  await workbook.commit()
}

/** Legal paper by Excel's number, for sheets whose figures would be too small on letter, which is what is meant without one. */
const LEGAL = 5
/** Characters beside each other that are still read on letter. */
const WIDE = 200

function pageOptions({ frozen, heading }: SheetPlan, widths: readonly number[]): Partial<ExcelJS.AddWorksheetOptions> {
  const topLeftCell = `${columnName(frozen.columns)}${frozen.rows + 1}`
  return {
    views: [{ state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows, topLeftCell }],
    pageSetup: {
      orientation: 'landscape',
      ...(widths.reduce((sum, width) => sum + width, 0) > WIDE ? { paperSize: LEGAL } : {}),
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${heading.first}:${heading.last}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&A&RPage &P of &N' },
  }
}

const hasValue = ({ cells }: PlanRow): boolean => cells.some((cell) => cell !== null)

function putRow(page: ExcelJS.Worksheet, plan: SheetPlan, row: PlanRow, at: number, widths: readonly number[]): void {
  if (!hasValue(row)) return
  const target = page.getRow(at)
  const height = rowHeight(row, widths)
  if (height !== null) target.height = height
  // What has a colour has it to its last column, also where nothing stands.
  const length = FILLS[row.kind] === undefined ? row.cells.length : Math.max(row.cells.length, plan.columns.length)
  for (let i = 0; i < length; i += 1) {
    const value = row.cells[i] ?? null
    const style = styleOf(row, row.format ?? plan.columns[i]?.format ?? null, value)
    if (value === null && style === PLAIN) continue
    const cell = target.getCell(i + 1)
    cell.value = typeof value === 'object' && value !== null && 'formula' in value ? { ...value } : value
    cell.style = style
    const note = plan.notes.get(`${columnName(i)}${at}`)
    if (note !== undefined) cell.note = note
  }
  target.commit()
}

const FONT = 'Calibri'
const FILLS: Partial<Record<RowKind, string>> = {
  group: 'FFE8ECF1',
  head: 'FFF3F5F8',
  total: 'FFE8ECF1',
  weekend: 'FFF7F7F2',
}
const PLAIN_ROWS: readonly RowKind[] = ['figures', 'fact', 'blank']
const BOLD: readonly RowKind[] = ['group', 'head', 'total']
const PLAIN: Partial<ExcelJS.Style> = { font: { name: FONT, size: 11 } }
/** The same object for the same looks: exceljs then writes it once. */
const styles = new Map<string, Partial<ExcelJS.Style>>()

function styleOf({ kind, isLeft = false }: PlanRow, format: Format | null, value: PlanCell) {
  const isText = typeof value === 'string'
  const numFmt = isText || format === null ? null : formatOf(format, value)
  const isResult = numFmt !== null && typeof value === 'object' && value !== null && 'formula' in value
  const key = `${kind}|${isLeft}|${format}|${numFmt}|${isText}|${isResult}`
  const known = styles.get(key)
  if (known) return known
  const argb = FILLS[kind]
  const isPlain = PLAIN_ROWS.includes(kind) && numFmt === null
  const horizontal = alignmentOf(kind, isLeft, format, isResult)
  const wraps = kind === 'head' || kind === 'wrapped'
  const style: Partial<ExcelJS.Style> = isPlain
    ? PLAIN
    : {
        font: {
          name: FONT,
          size: kind === 'title' ? 14 : 11,
          ...(kind === 'title' || BOLD.includes(kind) ? { bold: true } : {}),
          ...(kind === 'remark' ? { italic: true } : {}),
        },
        ...(argb === undefined ? {} : { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb } } }),
        ...(numFmt === null ? {} : { numFmt }),
        ...(horizontal === null && !wraps
          ? {}
          : {
              alignment: {
                ...(horizontal === null ? {} : { horizontal }),
                ...(wraps ? { wrapText: true, vertical: kind === 'head' ? 'bottom' : 'top' } : {}),
              },
            }),
      }
  styles.set(key, style)
  return style
}

/** Headings stand where their column's figures do; a formula's `n/a` stands among the numbers. */
function alignmentOf(kind: RowKind, isLeft: boolean, format: Format | null, isResult: boolean) {
  if (kind === 'head' || kind === 'group') return isLeft || format === null || format === 'day' ? 'left' : 'right'
  if (format === 'day') return 'left'
  return isResult ? 'right' : null
}
