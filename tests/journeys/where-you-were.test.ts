import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import type { Workbench } from '../support/workbench.ts'

let journey: Journey
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
})
afterAll(() => journey.end())

/** Row and column of the cell that has the keyboard. */
const keyboard = ({ page }: Workbench) =>
  page.evaluate(() => {
    const at = document.activeElement?.closest('.ag-cell')
    return at ? `${at.closest('[row-id]')?.getAttribute('row-id')} ${at.getAttribute('col-id')}` : null
  })
const keptGrids = ({ page }: Workbench) =>
  page.evaluate(async () => {
    const reply = await window.frontline.call['places.read'](undefined)
    return reply.ok ? reply.value.grids.map((one) => one.grid) : []
  })

test('after a power cut the workbench opens where it was left: site, month, tab, cell, width, details', async () => {
  const { workbench } = await journey.atWork('laptop', 'mara')
  const { page } = workbench
  const other = await page
    .getByTestId(/^site-/)
    .nth(1)
    .getAttribute('data-testid')
  const siteId = other?.slice('site-'.length) ?? ''
  await page.getByTestId(`site-${siteId}`).click()
  await page.getByTestId('period-next').click()
  await page.locator('[row-id="2026-05-20"] [col-id="selfDaily"]').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+i')
  const edge = await page.locator('.ag-header-cell[col-id="selfDaily"] .ag-header-cell-resize').boundingBox()
  if (edge === null) throw new Error('no edge to drag')
  await page.mouse.move(edge.x + edge.width / 2, edge.y + 8)
  await page.mouse.down()
  await page.mouse.move(edge.x + edge.width / 2 + 40, edge.y + 8, { steps: 4 })
  await page.mouse.up()
  const width = (await page.locator('.ag-header-cell[col-id="selfDaily"]').boundingBox())?.width
  await page.getByTestId('tab-parking-rates').click()
  await page.locator('[row-id="2026-09"] [col-id="rate.valetDaily"]').click()
  await expect.poll(() => keptGrids(workbench)).toContain(`${siteId} parking-rates`)
  await workbench.kill()

  const again = await journey.start('laptop')
  await expect.poll(() => keyboard(again), { timeout: 20_000 }).toBe('2026-09 rate.valetDaily')
  expect(await again.page.getByTestId('open-site').textContent()).toContain(siteId)
  expect(await again.page.getByTestId('period').inputValue()).toBe('2026-05')
  await again.page.getByTestId('tab-statistics').click()
  await expect.poll(() => keyboard(again)).toBe('2026-05-20 selfDaily')
  expect(await again.page.locator('.ag-cell.selected').count()).toBe(2)
  expect((await again.page.locator('.ag-header-cell[col-id="selfDaily"]').boundingBox())?.width).toBe(width)
  expect(await again.page.getByTestId('toggle-inspector').getAttribute('aria-pressed')).toBe('false')
  await again.close()
})

test('where somebody was is nowhere in a file that can be read without the key', () => {
  const folder = journey.laptop('laptop')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  expect(files.length).toBeGreaterThan(5)
  const telling = files
    .map((one) => path.join(one.parentPath, one.name))
    .filter((file) => readFileSync(file).includes('rate.valetDaily'))
  expect(telling.filter((file) => !/\.(js|html|map)$/.test(file))).toEqual([])
})

test('another person who signs in on the same window begins where they were, not where the one before was', async () => {
  const mara = await journey.atWork('shared laptop', 'mara')
  await mara.workbench.page.getByTestId('tab-parking-rates').click()
  await mara.workbench.page.locator('[row-id="2026-09"] [col-id="rate.valetDaily"]').click()
  await mara.workbench.page.getByTestId('user-menu').click()
  await mara.workbench.page.getByTestId('sign-out').click()
  await mara.workbench.page.getByTestId('sign-out-confirm').click()
  await mara.workbench.page.getByTestId('sign-in').waitFor()
  await mara.workbench.signIn(journey.browser, 'dana')
  await mara.workbench.page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  expect(await mara.workbench.page.getByTestId('tab-statistics').getAttribute('aria-selected')).toBe('true')
  await mara.workbench.close()
})

test('at 1280 pixels Statistics needs no scrolling to the side, with the details beside it or without', async () => {
  const workbench = await journey.start('laptop')
  const { page, app } = workbench
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800))
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1280)
  await page.getByTestId('tab-statistics').click()
  const overflow = () =>
    page.evaluate(() => {
      const view = document.querySelector('.ag-body-horizontal-scroll-viewport')
      return view ? view.scrollWidth - view.clientWidth : Number.NaN
    })
  // Without a width by hand, and with the details beside the grid, which is the narrower case.
  await page.locator('.ag-header-cell[col-id="selfDaily"] .ag-header-cell-resize').dblclick()
  await expect.poll(overflow).toBe(0)
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('.ag-cell.number-cell, .ag-header-cell.number-header .ag-header-cell-text')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.closest('[col-id]')?.getAttribute('col-id')}: ${one.textContent}`),
  )
  expect(cut).toEqual([])
  await workbench.picture('statistics-1280')
  await page.keyboard.press('Control+i')
  await expect.poll(() => page.getByTestId('toggle-inspector').getAttribute('aria-pressed')).toBe('true')
  await workbench.picture('statistics-1280-details')
  expect(await overflow()).toBe(0)
  await workbench.close()
})
