import type { z } from 'zod'
import type { Reject } from '../store/import-runs.ts'

/** A row as it was read: texts by column, and its line in the file. */
export type RawRow = { readonly line: number; readonly row: Readonly<Record<string, unknown>> }
export type CheckedRow<T> = { readonly line: number; readonly raw: RawRow['row']; readonly value: T }

/** Rows that keep their schema, and those that do not with what is wrong field by field. */
export function checkRows<T>(
  schema: z.ZodType<T>,
  rows: readonly RawRow[],
  newId: () => string,
): { readonly good: readonly CheckedRow<T>[]; readonly bad: readonly Reject[] } {
  const good: CheckedRow<T>[] = []
  const bad: Reject[] = []
  for (const { line, row } of rows) {
    const parsed = schema.safeParse(asTexts(row))
    if (parsed.success) good.push({ line, raw: row, value: parsed.data })
    else {
      const issues = parsed.error.issues.map(({ path, message }) => ({
        field: path.join('.') || 'row',
        message: wordsOf(message),
      }))
      bad.push({ id: newId(), line, row, issues })
    }
  }
  return { good, bad }
}

/** JSON brings numbers where a file brings texts: both mean the digits they show. Records inside stay as they are. */
const asTexts = (row: RawRow['row']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      if (value === null || value === undefined) return []
      return [[name, typeof value === 'number' || typeof value === 'boolean' ? String(value) : value]]
    }),
  )

const wordsOf = (message: string): string =>
  message.startsWith('Invalid input: expected string, received undefined') ? 'This field is required.' : message

/** How many rows hold something in every required column (domain.md 11). */
export const countFull = (rows: readonly RawRow[], required: readonly string[]): number =>
  rows.filter(({ row }) => required.every((name) => row[name] != null && row[name] !== '')).length
