import type { Page } from 'playwright'
import { LOOKS, ready, type Scene } from './scene.ts'

async function goDown(page: Page, steps: readonly string[]): Promise<void> {
  await ready(page)
  await page.getByTestId('tab-pl-view').click()
  await page.getByTestId('pl-choose-ExternalRevenue').click()
  await page.getByTestId('pl-expand-2026-04').click()
  for (const step of steps) await page.getByTestId(step).click()
  await page.getByTestId('pl-drill').scrollIntoViewIfNeeded()
  await page.waitForTimeout(400)
}

/** From a month of the P&L to a day, its lines, a cell and who typed it. */
export const drillScenes: readonly Scene[] = LOOKS.flatMap(([suffix, look]) => [
  { name: `pl-drill-days${suffix}`, ...look, act: (page: Page) => goDown(page, []) },
  { name: `pl-drill-day${suffix}`, ...look, act: (page: Page) => goDown(page, ['pl-drill-day-2026-04-16']) },
  {
    name: `pl-drill-cell${suffix}`,
    ...look,
    act: (page: Page) =>
      goDown(page, ['pl-drill-day-2026-04-16', 'pl-drill-line-valetDaily', 'pl-drill-cell-valetDaily']),
  },
  {
    name: `pl-drill-file${suffix}`,
    ...look,
    act: (page: Page) =>
      goDown(page, ['pl-drill-day-2026-04-02', 'pl-drill-line-actualToDate', 'pl-drill-cell-valetDaily']),
  },
])

async function bySite(page: Page): Promise<void> {
  await ready(page)
  await page.getByTestId('tab-pl-view').click()
  await page.getByTestId('pl-level-company').click()
  await page.getByTestId('pl-chart-sites').click()
  await page.getByTestId('pl-multiples').scrollIntoViewIfNeeded()
  await page.waitForTimeout(500)
}

async function printed(page: Page): Promise<void> {
  await ready(page)
  await page.getByTestId('tab-pl-view').click()
  await page.locator('.recharts-surface').first().waitFor()
  await page.setViewportSize({ width: 1225, height: 1300 })
  await page.emulateMedia({ media: 'print' })
  await page.waitForTimeout(500)
}

/** February is surprising, January is outside by a little. */
export const SURPRISING = (['2026-01', '2026-02'] as const).map((month, i) => ({
  code: 'ExternalRevenue' as const,
  month,
  value: '262750.4',
  low: '228400.5',
  expected: '236000',
  high: '251250.25',
  weeks: 43,
  lies: 'above' as const,
  isSurprising: i === 1,
}))

/** Sites beside each other, and the P&L as it is laid out on paper. */
export const sitesScenes: readonly Scene[] = [
  ...LOOKS.map(([suffix, look]) => ({ name: `pl-multiples${suffix}`, ...look, act: bySite })),
  ...LOOKS.map(([suffix, look]) => ({
    name: `pl-surprise${suffix}`,
    ...look,
    state: { plNotes: { usual: SURPRISING } },
    act: async (page: Page) => {
      await ready(page)
      await page.getByTestId('tab-pl-view').click()
      await page.getByTestId('pl-expand-2026-02').click()
      await page.getByTestId('pl-usual').scrollIntoViewIfNeeded()
      await page.waitForTimeout(400)
    },
  })),
  { name: 'pl-print', act: printed },
  { name: 'pl-print-dark', dark: true, act: printed },
]
