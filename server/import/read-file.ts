import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { findProblem } from '../plugins/body-limits.ts'
import type { RawRow } from './check-rows.ts'
import { checkNames, linesOf, LONGEST_LINE, refuseOtherForms, wrongFile } from './file-limits.ts'

/**
 * Rows of a file, read as they are needed: CSV with a header line, or one JSON object a line (`.jsonl`, `.ndjson`), of any
 * length. INVALID_DATA_TYPE, with the line, for what is no such file (file-limits.ts).
 */
export async function* readRows(file: string): AsyncGenerator<RawRow> {
  await refuseOtherForms(file)
  yield* /\.(jsonl|ndjson)$/i.test(file) ? readJsonLines(file) : readCsv(file)
}

async function* readCsv(file: string): AsyncGenerator<RawRow> {
  const parser = parse({
    columns: (names: string[]) => checkNames(names.map((name) => name.trim())),
    bom: true,
    trim: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: LONGEST_LINE,
  })
  const source = createReadStream(file)
  source.on('error', (failure) => parser.destroy(failure)).pipe(parser)
  try {
    for await (const parsed of parser) {
      // With `info` every record comes with where it stands.
      const { record, info } = parsed as { record: Record<string, string>; info: { records: number; lines: number } }
      if (Object.values(record).some((text) => text.includes('\0')))
        throw wrongFile(info.lines, 'holds what is no text')
      yield { line: info.records, row: record }
    }
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    throw wrongFile(parser.info.lines, WORDS[thrown.code] ?? 'is no CSV: a quote stands where none may', thrown)
  } finally {
    source.destroy()
  }
}

/** What the parser refuses, in our words. */
const WORDS: Partial<Record<CsvError['code'], string>> = {
  CSV_MAX_RECORD_SIZE: `is longer than ${LONGEST_LINE} characters: is there a quote that is never closed?`,
  CSV_RECORD_INCONSISTENT_COLUMNS: 'has more or fewer fields than the first line names',
  CSV_QUOTE_NOT_CLOSED: 'ends inside a quote that is never closed',
}

async function* readJsonLines(file: string): AsyncGenerator<RawRow> {
  let line = 0
  for await (const text of linesOf(file)) {
    if (text.trim() === '') continue
    line += 1
    yield { line, row: rowOf(text, line) }
  }
}

function rowOf(text: string, line: number): Record<string, unknown> {
  if (/\0|\\u0000/.test(text)) throw wrongFile(line, 'holds what is no text')
  let row: unknown
  try {
    row = JSON.parse(text)
  } catch (thrown) {
    throw wrongFile(line, 'is not a JSON object', thrown)
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw wrongFile(line, 'is not a JSON object')
  checkNames(Object.keys(row), line)
  const problem = findProblem(row)
  if (problem) throw wrongFile(line, `cannot be taken: ${problem.field}: ${problem.message}`)
  return row as Record<string, unknown>
}

/** Names the content of a file, so that the same file again goes on where it stopped. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('base64url')
}
