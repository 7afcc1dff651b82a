import type { Page } from 'playwright'
import { drillScenes, sitesScenes } from './drill-scenes.ts'
import { ready, type Scene } from './scene.ts'

async function openWhy(page: Page, row: string): Promise<void> {
  await ready(page)
  await page.getByTestId('tab-pl-view').click()
  await page.getByTestId(`pl-choose-${row}`).click()
  await page.getByTestId('pl-expand-2026-04').click()
  await page.getByTestId('why-contributions').waitFor()
  await page.getByTestId('why').scrollIntoViewIfNeeded()
  await page.waitForTimeout(400)
}

/** Why a figure of the P&L differs, with the sentence drafted from it, and where it comes from. */
export const whyScenes: readonly Scene[] = [
  ...[{}, { dark: true }, { width: 768 }].map((look) => ({
    name: `pl-why${look.dark ? '-dark' : ''}${look.width ? `-${look.width}` : ''}`,
    ...look,
    act: (page: Page) => openWhy(page, 'ExternalRevenue'),
  })),
  ...[{}, { dark: true }, { width: 768 }].map((look) => ({
    name: `pl-why-sites${look.dark ? '-dark' : ''}${look.width ? `-${look.width}` : ''}`,
    ...look,
    act: async (page: Page) => {
      await openWhy(page, 'ExternalRevenue')
      await page.getByTestId('pl-level-district').click()
      await page.getByTestId('why-moved-0427').filter({ hasText: '·' }).waitFor()
      await page.getByTestId('why').scrollIntoViewIfNeeded()
      await page.waitForTimeout(400)
    },
  })),
  ...drillScenes,
  ...sitesScenes,
  { name: 'pl-why-reason', act: (page) => openWhy(page, 'OtherExpense') },
]
