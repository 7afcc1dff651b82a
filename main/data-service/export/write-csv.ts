import { CSV_HEAD, csvCell, type CsvRow } from './csv.ts'
import { writeWhole } from './write-file.ts'
import type { Watch } from './write-workbook.ts'

/** Excel takes a CSV for UTF-8 only with this in front. */
const BYTE_ORDER_MARK = '﻿'
const SLICE = 2_000

/** Writes rows to a CSV, with the same promises as `writeWorkbook`. */
export async function writeCsv(rows: readonly CsvRow[], file: string, { progress, signal }: Watch): Promise<void> {
  const { stringify } = await import('csv-stringify/sync')
  const options = { record_delimiter: 'windows' } as const
  const parts = [BYTE_ORDER_MARK, stringify([CSV_HEAD], options)]
  for (let from = 0; from < rows.length; from += SLICE) {
    parts.push(
      stringify(
        rows.slice(from, from + SLICE).map((row) => row.map(csvCell)),
        options,
      ),
    )
    progress(Math.min(1, (from + SLICE) / rows.length))
    await new Promise(setImmediate)
    signal.throwIfAborted()
  }
  await writeWhole(file, Buffer.from(parts.join('')))
}
