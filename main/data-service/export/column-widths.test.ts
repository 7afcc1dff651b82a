import { expect, test } from 'vitest'
import { columnWidths, formatOf, rowHeight } from './column-widths.ts'
import { type Format, FORMATS, type PlanRow } from './sheet-plan.ts'

const FORMATTED: Readonly<Partial<Record<Format, (value: number) => string>>> = {
  money: (value) => value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  change: (value) =>
    value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'always' }),
  ratio: (value) => `${(value * 100).toFixed(2)}%`,
  whole: (value) => Math.round(value).toLocaleString('en-US'),
}

test.each([
  ['money', [1, 12_345_678_901.5, -987_654_321.25], 'figures'],
  ['money', [-1_234_567_890.99, 5], 'total'],
  ['change', [123_456_789.5], 'figures'],
  ['ratio', [-12_345.6789], 'figures'],
  ['whole', [1_234_567_890], 'total'],
] as const)('a column of %s is wider than its widest number, %o in %s', (format, values, kind) => {
  const rows = values.map((value): PlanRow => ({ kind, cells: [{ formula: 'A1', result: value }] }))
  const [width = 0] = columnWidths({ columns: [{ width: 4, format }], rows })
  const widest = Math.max(...values.map((value) => (FORMATTED[format]?.(value) ?? '').length))
  // Bold digits are a twentieth wider, and the sheet keeps room beside them.
  expect(width).toBeGreaterThanOrEqual(widest * (kind === 'total' ? 1.05 : 1) + 1)
  expect(width).toBeLessThan(widest * 1.1 + 3)
})

test('a width that is enough stays, and neither text nor the format of another row changes it', () => {
  const rows: PlanRow[] = [
    { kind: 'figures', cells: ['a name that is very long and runs over', 12] },
    { kind: 'figures', format: 'hours', cells: [null, 1_000_000_000] },
  ]
  expect(columnWidths({ columns: [{ width: 9 }, { width: 12, format: 'money' }], rows })).toEqual([9, 18])
})

test('a count is whole where it is one, and has no dot without decimals', () => {
  const shown = [342, 342.004, 342.25, { formula: 'A1', result: 7 }].map((value) => formatOf('count', value))
  expect(shown).toEqual([FORMATS.whole, FORMATS.whole, FORMATS.count, FORMATS.whole])
})

test('a heading that breaks has the height of its lines, and one that fits has none of its own', () => {
  const head: PlanRow = { kind: 'head', cells: ['Line', '% of internal revenue'] }
  expect(rowHeight(head, [30, 14])).toBe(30)
  expect(rowHeight(head, [30, 30])).toBeNull()
  expect(rowHeight({ kind: 'wrapped', cells: ['word '.repeat(40).trim()] }, [50])).toBe(60)
})
