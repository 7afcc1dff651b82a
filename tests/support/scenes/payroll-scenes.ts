import type { Page } from 'playwright'
import { cell, type Scene } from './scene.ts'

/** Payroll by family, with a family's total half typed: the preview says how it will be shared. */
async function openPayroll(page: Page): Promise<void> {
  await page.getByTestId('tab-payroll').click()
  await cell(page, '2026-04-22', 'GSA').click()
  await page.keyboard.type('14')
  await page.keyboard.press('Enter')
  await cell(page, '2026-04-16', 'Valet').click()
  await page.keyboard.type('34.25')
}

const openCodes = (metric: string) => async (page: Page) => {
  await page.getByTestId('site-0612').click()
  await page.getByTestId('tab-payroll').click()
  await page.getByTestId(`payroll-metric-${metric}`).click()
  await cell(page, '2026-04-16', 'VLT1').click()
}

/** Payroll by families and codes, and what is asked around it. */
export const payrollScenes: readonly Scene[] = [
  { name: 'payroll', act: openPayroll },
  { name: 'payroll-dark', dark: true, act: openPayroll },
  { name: 'payroll-768', width: 768, act: openPayroll },
  { name: 'payroll-codes', act: openCodes('hours') },
  { name: 'payroll-revenue', act: openCodes('revenue') },
  { name: 'payroll-rates', dark: true, act: openCodes('rate') },
  {
    name: 'payroll-week',
    act: async (page) => {
      await page.getByTestId('tab-payroll').click()
      await cell(page, 'week-2026-04-05', 'Valet').click()
      await page.keyboard.type('300')
    },
  },
  ...(['payroll-copy', 'payroll-copy-dark-768'] as const).map((name): Scene => ({
    name,
    ...(name === 'payroll-copy' ? {} : { dark: true, width: 768 }),
    act: async (page) => {
      await page.getByTestId('tab-payroll').click()
      await cell(page, '2026-04-16', 'Valet').waitFor()
      await page.getByTestId('copy-schedule').click()
      await page.getByTestId('copy-schedule-dialog').waitFor()
    },
  })),
  { name: 'payroll-no-staff', state: { staff: 'not-here' }, act: (page) => page.getByTestId('tab-payroll').click() },
]
