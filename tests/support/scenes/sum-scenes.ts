import type { Page } from 'playwright'
import { cell, LOOKS, ready, type Scene } from './scene.ts'

const details = async (page: Page): Promise<void> => {
  await page.getByTestId('sum-made').waitFor({ state: 'attached' })
}
const tab = async (page: Page, name: string): Promise<void> => {
  await ready(page)
  await page.getByTestId(`tab-${name}`).click()
}

/** What is told of sums, and what they take. */
export const sumScenes: readonly Scene[] = LOOKS.flatMap(([look, options]): Scene[] => [
  {
    name: `sum-week${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, 'week-2026-04-05', 'occupancy').click()
      await details(page)
    },
  },
  {
    name: `sum-total${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, 'total', 'valetDaily').click()
      await page.keyboard.press('Control+c')
      await details(page)
    },
  },
  {
    name: `sum-jobs${look}`,
    ...options,
    act: async (page) => {
      await tab(page, 'payroll')
      await cell(page, '2026-04-16', 'total').click()
      await details(page)
    },
  },
  {
    name: `sum-typed${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, 'total', 'valetDaily').click()
      await page.keyboard.type('*1.05')
      await page.getByTestId('change-shares').waitFor()
    },
  },
  {
    name: `sum-menu${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, 'total', 'valetDaily').click({ button: 'right' })
      await page.getByTestId('grid-menu').waitFor()
    },
  },
  {
    name: `paste-past-year${look}`,
    ...options,
    act: async (page) => {
      await tab(page, 'other-expenses')
      await page.evaluate(() => navigator.clipboard.writeText('101\t102\t103\t104'))
      await cell(page, 'account.7045', '2026-11').click()
      await page.keyboard.press('Control+v')
      await page.getByTestId('paste-go-on').waitFor()
    },
  },
])
