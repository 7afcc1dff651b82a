import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import { AppError } from '../../shared/core/errors.ts'
import type { RawRow } from './check-rows.ts'

/** Rows of a file, read as they are needed: CSV with a header line, or one JSON object a line (`.jsonl`, `.ndjson`). */
export function readRows(file: string): AsyncIterable<RawRow> {
  return /\.(jsonl|ndjson)$/i.test(file) ? readJsonLines(file) : readCsv(file)
}

async function* readCsv(file: string): AsyncGenerator<RawRow> {
  const parser = createReadStream(file).pipe(
    parse({
      columns: (names: string[]) => names.map((name) => name.trim()),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
    }),
  )
  for await (const parsed of parser) {
    // With `info` every record comes with where it stands.
    const { record, info } = parsed as { record: Record<string, string>; info: { records: number } }
    yield { line: info.records, row: record }
  }
}

async function* readJsonLines(file: string): AsyncGenerator<RawRow> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (text.trim() === '') continue
    line += 1
    yield { line, row: rowOf(text, line) }
  }
}

function rowOf(text: string, line: number): Record<string, unknown> {
  try {
    const row: unknown = JSON.parse(text)
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Record<string, unknown>
  } catch {
    // said below
  }
  const message = `Line ${line} is not a JSON object.`
  throw new AppError('INVALID_DATA_TYPE', message, [
    { code: 'INVALID_DATA_TYPE', field: `line ${line}`, message, expectedFormat: 'one JSON object a line' },
  ])
}

/** Names the content of a file, so that the same file again goes on where it stopped. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('base64url')
}
