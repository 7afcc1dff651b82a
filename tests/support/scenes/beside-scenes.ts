import type { Page } from 'playwright'
import { FIRST_PREFERENCES } from '../../../shared/contract/ipc.ts'
import { cell, LOOKS, ready, type Scene } from './scene.ts'

const APRIL = { ...FIRST_PREFERENCES, siteId: '0427', month: '2026-04', theme: 'light' } as const

async function typeMonth(page: Page): Promise<void> {
  await cell(page, '2026-07', 'valetDaily').click()
  await page.keyboard.type('3100')
}

/** Other rows of a month, and what stands under its numbers. */
export const besideScenes: readonly Scene[] = LOOKS.flatMap(([look, options]): Scene[] => [
  { name: `beside${look}`, ...options, act: async (page) => (await ready(page), page.keyboard.press('F4')) },
  {
    name: `weeks${look}`,
    ...options,
    state: { preferences: { ...APRIL, zoom: 'week', beside: 'last-year' } },
    act: (page) => page.locator('[row-id="week-2026-04-12"]').first().waitFor(),
  },
  {
    name: `months${look}`,
    ...options,
    state: { preferences: { ...APRIL, zoom: 'month', beside: 'budget' } },
    act: async (page) => (await page.locator('[row-id="2026-07"]').first().waitFor(), typeMonth(page)),
  },
  {
    name: `payroll-beside${look}`,
    ...options,
    state: { preferences: { ...APRIL, tab: 'payroll', beside: 'budget' } },
    act: (page) => page.locator('[row-id="2026-04-16"]').first().waitFor(),
  },
  {
    name: `other-expenses-beside${look}`,
    ...options,
    state: { preferences: { ...APRIL, tab: 'other-expenses', beside: 'last-year' } },
    act: (page) => page.locator('[row-id]').first().waitFor(),
  },
])
