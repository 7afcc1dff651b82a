// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { SheetCategory } from '../../shared/contract/sheet.ts'
import { must } from '../../shared/core/bug.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'
import { otherExpensesSheet } from '../categories/other-expenses-sheet.ts'
import { otherRevenueSheet } from '../categories/other-revenue-sheet.ts'
import { parkingRatesSheet } from '../categories/parking-rates-sheet.ts'
import { shownSheet } from '../categories/shown-sheet.ts'
import { payrollSheet } from '../payroll/payroll-sheet.ts'
import { sheetModel } from '../statistics/sheet-model.ts'
import { statisticsSheet } from '../statistics/statistics-sheet.ts'
import type { GridSheet } from './grid-sheet.ts'
import { planPaste } from './plan-paste.ts'

const AT = { siteId: '0427', month: '2026-04' } as const
const BY_DAY = { inputMode: 'percentage', zoom: 'day' } as const

async function shownOf(category: SheetCategory, editable: boolean) {
  const key = { ...AT, category }
  const reply = await fakeBridge({ editable }).call['category.read'](key)
  if (!reply.ok) throw new Error(reply.error.message)
  return must(shownSheet({ category: { status: 'open', key, base: reply.value }, pending: [] }, key), 'it is open')
}

async function statistics(editable: boolean): Promise<GridSheet> {
  const reply = await fakeBridge({ editable }).call['sheet.read'](AT)
  if (!reply.ok) throw new Error(reply.error.message)
  return statisticsSheet(sheetModel(reply.value), BY_DAY, null)
}

const payroll = (payrollMetric: 'hours' | 'cost' | 'rate') => async (editable: boolean) =>
  payrollSheet(await shownOf('payroll', editable), { payrollMode: 'Code', payrollMetric, zoom: 'day' }, null)

const PAGES: readonly (readonly [string, (editable: boolean) => Promise<GridSheet>])[] = [
  ['Statistics', statistics],
  ['Payroll, hours', payroll('hours')],
  ['Payroll, cost', payroll('cost')],
  ['Payroll, rates', payroll('rate')],
  ['Parking rates', async (editable) => parkingRatesSheet(await shownOf('parking-rates', editable))],
  ['Other revenue', async (editable) => otherRevenueSheet(await shownOf('other-revenue', editable))],
  ['Other expenses', async (editable) => otherExpensesSheet(await shownOf('other-expenses', editable))],
]

/** Pastes a block over the whole grid, another number into each cell. */
function overAll(sheet: GridSheet) {
  const rowIds = sheet.rows.filter(({ kind }) => kind === 'entry').map(({ id }) => id)
  const columnIds = sheet.columns.map(({ id }) => id)
  const textOf = (r: number, c: number) => ((r * 13 + c * 7) % 11 === 0 ? '3' : String(((r + c) % 9) / 10))
  const texts = rowIds.map((_, r) => columnIds.map((__, c) => textOf(r, c)))
  const block = { rowIds, columnIds, top: 0, left: 0 }
  const spots = rowIds.flatMap((rowId, r) => columnIds.map((columnId, c) => ({ rowId, columnId, text: textOf(r, c) })))
  return { spots, plan: planPaste(sheet, texts, block, { rows: rowIds.length, cols: columnIds.length }) }
}

test.each(PAGES)(
  'C4 read-only, locked, actualised or total cells inside: %s passes over them in place and says of each why',
  async (_name, sheetOf) => {
    const sheet = await sheetOf(true)
    const { spots, plan } = overAll(sheet)
    const closed = spots.filter((spot) => sheet.obstacleOf(spot) !== null)
    const open = spots.filter((spot) => sheet.obstacleOf(spot) === null)
    expect(open.length).toBeGreaterThan(0)
    expect(closed.length).toBeGreaterThan(0)
    expect(plan.skips).toEqual(
      closed.map((spot) => ({
        place: sheet.nameOf(spot),
        text: spot.text,
        reason: sheet.obstacleOf(spot)?.words,
      })),
    )
    expect(plan.skips.every(({ place, reason }) => place !== '' && reason !== '')).toBe(true)
    expect(plan.cells).toBe(open.length)
    // In place: each open cell has its own number, as if it had been typed alone.
    const refused = new Set(plan.refusals.map(({ place }) => place))
    const expected = open.flatMap((spot) => {
      const reading = sheet.read(spot, spot.text)
      return reading.ok ? reading.writes : []
    })
    expect(plan.writes).toEqual(expected)
    expect(open.length - refused.size).toBeGreaterThan(0)
  },
)

test.each(PAGES)(
  'C4 read-only, locked, actualised or total cells inside: %s that is only read takes nothing, and says why',
  async (_name, sheetOf) => {
    const sheet = await sheetOf(false)
    const { spots, plan } = overAll(sheet)
    expect([plan.writes, plan.cells, plan.skips.length]).toEqual([[], 0, spots.length])
    expect(plan.skips.some(({ reason }) => reason.includes('read'))).toBe(true)
  },
)
