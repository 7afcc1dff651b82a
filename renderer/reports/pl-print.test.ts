import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

async function openReport(dark = false) {
  const bridge = fakeBridge()
  const window = await host.open(bridge, dark ? { colorScheme: 'dark' } : {})
  const { page } = window
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.getByTestId('tab-pl-view').click()
  await page.locator('.recharts-surface').first().waitFor()
  return { bridge, ...window }
}

test('the PDF holds every row of the screen with its amounts, the stamp and the months, and nothing of the window around', async () => {
  const { page, close } = await openReport(true)
  const shown = await page
    .getByTestId('pl-lines')
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('.line-name, td.number')].map((cell) => cell.textContent ?? '')),
    )
  const months = await page.getByTestId('pl-months').locator('tbody td.strong').allTextContents()
  const pdf = await page.pdf({ landscape: true, scale: 0.8, format: 'Letter', printBackground: true })
  const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  const flat = text.replaceAll(/\s+/gu, ' ')
  expect(shown.length).toBe(10)
  for (const one of [...shown.flat(), ...months].map((cell) => cell.trim()).filter((cell) => cell !== ''))
    expect(flat).toContain(one)
  expect(flat).toContain('compared with budget')
  expect(flat).toContain('Front line contribution')
  expect(flat.split('Parking Rents').length).toBeGreaterThan(2) // in the table and under the bridge
  expect(flat).not.toContain('vs Budget')
  expect(totalPages).toBeGreaterThanOrEqual(2)
  expect(totalPages).toBeLessThanOrEqual(4)
  await close()
})

test('Ctrl+P prints the P&L that is open; in a grid it says what to do', async () => {
  const { bridge, page, close } = await openReport()
  const asked = () => bridge.asked.filter(({ name }) => name === 'print.start').map(({ input }) => input)
  await page.keyboard.press('Control+p')
  await expect.poll(() => page.getByTestId('notice').textContent()).toContain('Printed the P&L to')
  expect(asked()).toEqual([{ name: expect.stringMatching(/^P&L .+ 2026$/u) }])
  await page.getByTestId('tab-statistics').click()
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.keyboard.press('Control+p')
  await expect.poll(() => page.getByTestId('notice').textContent()).toContain('Open it first')
  expect(asked().length).toBe(1)
  await close()
})

test('a place that cannot be written is said, and another can be chosen at once', async () => {
  const { bridge, page, close } = await openReport()
  bridge.state.failing = { 'print.start': new AppError('FILE_NOT_WRITABLE', 'The PDF cannot be written there.') }
  await page.getByTestId('pl-print').click()
  await expect.poll(() => page.getByTestId('print-failed').textContent()).toContain('cannot be written there')
  bridge.state.failing = {}
  await page.getByTestId('print-again').click()
  await expect.poll(() => page.getByTestId('notice').textContent()).toContain('Printed the P&L to')
  await expect.poll(() => page.getByTestId('print-failed').count()).toBe(0)
  await close()
})
