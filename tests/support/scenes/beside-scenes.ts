import { FIRST_PREFERENCES } from '../../../shared/contract/ipc.ts'
import { LOOKS, ready, type Scene } from './scene.ts'

const APRIL = { ...FIRST_PREFERENCES, siteId: '0427', month: '2026-04', theme: 'light' } as const

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
