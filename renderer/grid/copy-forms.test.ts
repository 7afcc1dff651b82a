// @vitest-environment happy-dom
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../shared/core/decimal.ts'
import { formatFigure } from '../text/format.ts'
import { byLabels } from './block-labels.ts'
import { copiedBlock } from './copied-block.ts'
import { type CopyForm, copyForms } from './copy-forms.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'

type Unit = 'count' | 'money' | 'ratio'
const day = (row: number) => `2026-04-${String(row + 1).padStart(2, '0')}`

/** A sheet of days × columns that holds these numbers; null is an empty cell. */
function aSheet(rows: readonly (readonly (Decimal | null)[])[], units: readonly Unit[]): GridSheet {
  const digits = { count: 0, money: 2, ratio: 1 } as const
  const at = ({ rowId, columnId }: Spot) => rows[Number(rowId.slice(8)) - 1]?.[Number(columnId.slice(1))] ?? null
  const unitOf = ({ columnId }: Spot) => units[Number(columnId.slice(1))] ?? 'count'
  const view = (spot: Spot) => {
    const unit = unitOf(spot)
    const text = formatFigure(at(spot), { unit, shownDecimals: digits[unit] })
    return { text, figure: at(spot), classes: '', editable: true, tooltip: null, signature: text }
  }
  const columns = units.map((unit, c) => ({
    id: `c${c}`,
    title: `C${c}`,
    fullTitle: `Line <${c}>`,
    group: null,
    unit,
    widest: '',
  }))
  return {
    label: 'Test',
    corner: 'Day',
    cornerWidth: 100,
    columns,
    rows: rows.map((_, r) => ({
      id: day(r),
      kind: 'entry',
      title: `Day ${r + 1}`,
      tag: '',
      classes: '',
      cells: Object.fromEntries(columns.map(({ id }) => [id, view({ rowId: day(r), columnId: id })])),
    })),
    total: null,
    obstacleOf: () => null,
    exactText: (spot) => {
      const value = at(spot)
      if (value === null) return ''
      return unitOf(spot) === 'ratio' ? `${value.times(100).toFixed()}%` : value.toFixed()
    },
    read: () => ({ ok: false, reason: 'Not here.' }),
    clear: () => [],
    nameOf: () => '',
    placeAt: () => null,
    spotOf: () => null,
  }
}

const spotsOf = ({ rows, columns }: GridSheet): Spot[][] =>
  rows.map(({ id }) => columns.map((column) => ({ rowId: id, columnId: column.id })))
const copied = (sheet: GridSheet, form: CopyForm) => copyForms(sheet, spotsOf(sheet), form)

const SMALL = aSheet(
  [
    [new Decimal('1234.567891'), new Decimal('0.73345')],
    [null, new Decimal(-5)],
  ],
  ['count', 'ratio'],
)

test('C4 copy out: the text has every digit, the table the number, its format and what was shown', () => {
  const { text, html } = copied(SMALL, 'exact')
  expect(text).toBe('1234.567891\t73.345%\r\n\t-500%')
  expect(html).toContain(`<td x:num="1234.567891" style="mso-number-format:'\\#\\,\\#\\#0'">1,235</td>`)
  expect(html).toContain(`<td x:num="0.73345" style="mso-number-format:'0\\.0%'">73.3%</td>`)
  expect(html).toContain('<tr><td></td>')
})

test('C4 copy out: with headers the columns stand by name above and the days as dates before the numbers', () => {
  const { text, html } = copied(SMALL, 'with-names')
  expect(text).toBe('Day\tLine <0>\tLine <1>\r\n4/1/2026\t1234.567891\t73.345%\r\n4/2/2026\t\t-500%')
  expect(html).toContain('<td>Line &lt;0&gt;</td>')
})

test('C4 copy out: as shown both forms are the texts of the screen', () => {
  const { text, html } = copied(SMALL, 'as-shown')
  expect(text).toBe('1,235\t73.3%\r\n\t-500.0%')
  expect(html).toContain('<td>1,235</td><td>73.3%</td>')
  expect(html).not.toContain('x:num')
})

const unit = fc.constantFrom<Unit>('count', 'money', 'ratio')
const number = fc
  .tuple(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), fc.constantFrom(2, 4, 6))
  .map(([units, scale]) => new Decimal(units).div(10 ** scale))
const block = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    units: fc.array(unit, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(fc.option(number), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
  }),
)

test('C4 copy out: always: what is copied is pasted back to the last digit, from the table and from the text alike', () => {
  fc.assert(
    fc.property(block, ({ rows, units }) => {
      const sheet = aSheet(rows, units)
      const { text, html } = copied(sheet, 'exact')
      const exact = spotsOf(sheet).map((row) => row.map(sheet.exactText))
      expect(copiedBlock({ spreadsheet: null, html, text })?.texts).toEqual(exact)
      expect(copiedBlock({ spreadsheet: null, html: null, text })?.texts).toEqual(exact)
    }),
  )
})

test('C4 headers included by mistake: always: a block copied with its headers finds its own cells by their names', () => {
  fc.assert(
    fc.property(block, ({ rows, units }) => {
      const sheet = aSheet(rows, units)
      const { text, html } = copied(sheet, 'with-names')
      const texts = copiedBlock({ spreadsheet: null, html, text })?.texts ?? []
      const ids = { rowIds: sheet.rows.map(({ id }) => id), columnIds: sheet.columns.map(({ id }) => id) }
      expect(byLabels(sheet, texts, { ...ids, top: 0, left: 0 })).toEqual({
        texts: spotsOf(sheet).map((row) => row.map(sheet.exactText)),
        block: { ...ids, top: 0, left: 0 },
      })
    }),
  )
})
