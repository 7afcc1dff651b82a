import { beforeEach, expect, test } from 'vitest'
import { must } from '../../shared/core/bug.ts'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { active, bridge, cell, gestures, notice, open, page, press, selection, toClipboard, valueOf } = gridWindow()
const boxOf = async (selector: string) => must(await page().locator(selector).first().boundingBox(), selector)

beforeEach(() => open())

test('a selection dragged below the last row that shows goes on to the end of the month, and back up', async () => {
  const { x, y } = await boxOf('[row-id="2026-04-10"] [col-id="valetDaily"]')
  const totals = await boxOf('.ag-grid-pinned-bottom-rows')
  await page().mouse.move(x + 20, y + 8)
  await page().mouse.down()
  await page().mouse.move(x + 20, totals.y + 12)
  await expect.poll(selection).toContain('Selection 21 × 1')
  await expect.poll(() => cell(30).isVisible()).toBe(true)
  await page().mouse.move(x + 20, 140)
  await expect.poll(selection).toContain('Selection 10 × 1')
  await page().mouse.up()
  expect(await active()).toBe('2026-04-10 valetDaily')
  await page().mouse.move(x + 20, totals.y + 12)
  await press('Shift+ArrowDown')
  await expect.poll(selection).toContain('Selection 9 × 1')
  expect(gestures()).toEqual([])
})

test('dragged past the edges of a narrow window it goes on to the last column and to the first', async () => {
  await page().setViewportSize({ width: 800, height: 768 })
  const { x, y } = await boxOf('[row-id="2026-04-10"] [col-id="valetDaily"]')
  await page().mouse.move(x + 20, y + 8)
  await page().mouse.down()
  await page().mouse.move(799, y + 8)
  await expect.poll(selection).toContain('Selection 1 × 13')
  await page().mouse.move(5, y + 8)
  await expect.poll(selection).toContain('Selection 1 × 3')
  await page().mouse.up()
})

test('the fill square dragged below the last row that shows fills to the end of the month', async () => {
  await toClipboard('61')
  await cell(16).click()
  await press('Control+v')
  const corner = await boxOf('.fill-corner')
  const totals = await boxOf('.ag-grid-pinned-bottom-rows')
  await page().mouse.move(corner.x + corner.width - 4, corner.y + corner.height - 4)
  await page().mouse.down()
  await page().mouse.move(corner.x + 20, totals.y + 12)
  await expect.poll(() => cell(30).getAttribute('class')).toContain('copied-bottom')
  await page().mouse.up()
  await expect.poll(() => [17, 30].map((day) => valueOf(day))).toEqual([61_000_000, 61_000_000])
  await expect.poll(notice).toContain('Filled 14 cells')
  expect(bridge().gestures.length).toBe(2)
})
