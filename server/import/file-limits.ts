import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { AppError } from '../../shared/core/errors.ts'

/** In characters; the longest line of any feed has some hundred. A file may have as many lines as it likes. */
export const LONGEST_LINE = 20_000
const MOST_COLUMNS = 200
const LONGEST_NAME = 60

/** What a file is that is no text, by its first bytes. */
const OTHER_FORMS: readonly (readonly [start: string, words: string])[] = [
  ['504b', 'is a workbook or an archive. Save the sheet as “CSV UTF-8” and bring that in.'],
  ['d0cf11e0', 'is a workbook of an old Excel. Save the sheet as “CSV UTF-8” and bring that in.'],
  ['1f8b', 'is packed. Unpack it and bring in what was inside.'],
  ['25504446', 'is a PDF. Ask for the same as CSV.'],
  ['fffe', 'is a text in UTF-16. Save it as “CSV UTF-8”.'],
  ['feff', 'is a text in UTF-16. Save it as “CSV UTF-8”.'],
]

/** Refuses by name and by its first bytes what is neither CSV nor JSON lines: nothing is unpacked, and no workbook read. */
export async function refuseOtherForms(file: string): Promise<void> {
  if (!/\.(csv|jsonl|ndjson)$/i.test(file)) throw refused('file', 'The file has to be a .csv, .jsonl or .ndjson.')
  const handle = await open(file)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    const start = buffer.subarray(0, bytesRead)
    const found = OTHER_FORMS.find(([bytes]) => start.toString('hex', 0, 8).startsWith(bytes))
    if (found) throw refused('file', `The file ${found[1]}`)
    if (start.includes(0)) throw refused('file', 'The file is no text. Save it as “CSV UTF-8”.')
  } finally {
    await handle.close()
  }
}

/** The names of columns as they are, when each is one: no name twice, none that means something to the language itself. */
export function checkNames(names: string[], line = 1): string[] {
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (names.length > MOST_COLUMNS) throw wrongFile(line, `names more than ${MOST_COLUMNS} columns`)
  if (names.some((name) => name === '' || name.length > LONGEST_NAME))
    throw wrongFile(line, `names a column with nothing or with more than ${LONGEST_NAME} characters`)
  if (twice !== undefined) throw wrongFile(line, `names the column ${twice} twice`)
  const reserved = names.find((name) => name in Object.prototype)
  if (reserved !== undefined) throw wrongFile(line, `names a column ${reserved}, which no feed has`)
  return names
}

/** Lines of a text, one by one; a line that does not end is refused before it fills the memory. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  let line = 0
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield bounded(text, (line += 1))
    bounded(rest, line + 1)
  }
  yield bounded(rest, line + 1)
}

function bounded(text: string, line: number): string {
  if (text.length > LONGEST_LINE) throw wrongFile(line, `is longer than ${LONGEST_LINE} characters`)
  return text
}

/** INVALID_DATA_TYPE about a line of a file. */
export const wrongFile = (line: number, what: string, cause?: unknown): AppError =>
  refused(`line ${line}`, `Line ${line} ${what}.`.replace(/([?.])\.$/, '$1'), cause)

const refused = (field: string, message: string, cause?: unknown): AppError =>
  new AppError('INVALID_DATA_TYPE', message, [{ code: 'INVALID_DATA_TYPE', field, message }], { cause })
