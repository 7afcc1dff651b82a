import type { Page } from 'playwright'
import { FIRST_PREFERENCES } from '../../../shared/contract/ipc.ts'
import { addDays } from '../../../shared/core/calendar.ts'
import type { FakeBridge } from '../fake-bridge.ts'
import { cell, LOOKS, ready, type Scene } from './scene.ts'

const APRIL = { ...FIRST_PREFERENCES, siteId: '0427', month: '2026-04', theme: 'light' } as const

async function chosen(page: Page): Promise<void> {
  await ready(page)
  await cell(page, '2026-04-12', 'valetDaily').click()
  await cell(page, '2026-04-18', 'valetDaily').click({ modifiers: ['Shift'] })
}

async function paste(page: Page, text: string): Promise<void> {
  await ready(page)
  await cell(page, '2026-04-16', 'valetDaily').click()
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await page.keyboard.press('Control+v')
  await page.getByTestId('paste-preview').waitFor()
}

/** Ctrl+Z after a fill of five months. */
async function undoMuch(page: Page, bridge: FakeBridge): Promise<void> {
  await ready(page)
  const lines = ['valetDaily', 'selfDaily', 'valetMonthly', 'selfMonthly']
  const writes = lines.flatMap((lineId, n) =>
    Array.from({ length: 130 }, (_, i) => ({
      lineId,
      period: addDays('2026-04-12', i),
      value: (60 + n * 7 + (i % 7)) * 1_000_000,
    })),
  )
  const label = 'Pasted 130 × 4 at Valet daily, Sun, Apr 12'
  await bridge.call['cells.write']({ gestureId: crypto.randomUUID(), siteId: '0427', label, source: 'paste', writes })
  await cell(page, '2026-04-16', 'valetDaily').click()
  await page.keyboard.press('Control+z')
  await page.getByTestId('undo-preview').waitFor()
}

const UNDO_REFUSAL = {
  cells: {
    'selfDaily 2026-05-20': 'Owen Barker changed it since.',
    'selfDaily 2026-05-21': 'Owen Barker changed it since.',
    'valetDaily 2026-04-12': 'The actual of this day is loaded, so the forecast cannot change any more.',
  },
  message:
    '“Pasted 130 × 4 at Valet daily, Sun, Apr 12” cannot be undone: Self daily of 2026-05-20 has been changed by somebody else since. Nothing was changed; earlier steps can still be undone.',
}

/** What the grids ask and tell around typing, each in light, dark and narrow. */
export const dialogScenes: readonly Scene[] = LOOKS.flatMap(([look, options]): Scene[] => [
  {
    name: `payroll-months${look}`,
    ...options,
    state: { preferences: { ...APRIL, tab: 'payroll', zoom: 'month', beside: 'budget' } },
    act: async (page) => {
      await cell(page, '2026-07', 'Valet').click()
      await page.keyboard.type('3100')
    },
  },
  {
    name: `adjust${look}`,
    ...options,
    act: async (page) => {
      await chosen(page)
      await page.keyboard.press('Control+Shift+a')
      await page.keyboard.type('+10%')
    },
  },
  {
    name: `find${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.press('Control+f')
      await page.keyboard.type('apr')
    },
  },
  {
    name: `go-to${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.press('Control+g')
      await page.keyboard.type('self mo')
    },
  },
  {
    name: `shortcuts${look}`,
    ...options,
    act: async (page) => (await ready(page), page.keyboard.press('Control+/')),
  },
  {
    name: `undo-list-of${look}`,
    ...options,
    act: async (page) => {
      await chosen(page)
      await page.keyboard.type('96')
      await page.keyboard.press('Control+Enter')
      await page.keyboard.press('Delete')
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+Alt+z')
      await page.getByTestId('undo-list').locator('li').first().waitFor()
    },
  },
  {
    name: `grid-settings${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await page.getByTestId('user-menu').click()
      await page.getByTestId('open-grid-settings').click()
      await page.getByTestId('grid-settings').waitFor()
    },
  },
  {
    name: `paste-held${look}`,
    ...options,
    state: { preferences: { ...APRIL, pasteRefused: 'all-or-nothing' } },
    act: (page) => paste(page, '12\t1,5\t\t7\r\nabc\t7\t3\t5\r\n100000\t8\t2\t1\r\n#REF!\t9\t12%\t-4\r\n'),
  },
  {
    name: `fill-series${look}`,
    ...options,
    state: { preferences: { ...APRIL, fillDrag: 'series' } },
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.press('Shift+ArrowDown')
      const corner = await page.locator('.fill-corner').boundingBox()
      await page.mouse.dblclick(
        (corner?.x ?? 0) + (corner?.width ?? 0) - 4,
        (corner?.y ?? 0) + (corner?.height ?? 0) - 4,
      )
      await page.getByTestId('setting-open').waitFor()
    },
  },
  { name: `undo-preview${look}`, ...options, act: undoMuch },
  { name: `undo-refused${look}`, ...options, state: { undoRefusal: UNDO_REFUSAL }, act: undoMuch },
  {
    name: `copy-schedule${look}`,
    ...options,
    state: { preferences: { ...APRIL, tab: 'payroll' } },
    act: async (page) => {
      await cell(page, '2026-04-16', 'Valet').waitFor()
      await page.getByTestId('copy-schedule').click()
      await page.getByTestId('copy-schedule-dialog').waitFor()
    },
  },
  {
    name: `paste-report${look}`,
    ...options,
    act: (page) => paste(page, '12\t1,5\t\t7\r\nabc\t7\t3\t5\r\n100000\t8\t2\t1\r\n#REF!\t9\t12%\t-4\r\n'),
  },
  {
    name: `kept-warnings${look}`,
    ...options,
    state: { preferences: { ...APRIL, tab: 'parking-rates' } },
    act: async (page) => {
      await cell(page, '2026-06', 'rate.valetDaily').click()
      await page.keyboard.type('60')
      await page.keyboard.press('Enter')
      await page.keyboard.press('F7')
      const reason = page.getByLabel('Why is this right?')
      await reason.first().fill('New tariff from June')
      await page.keyboard.press('Enter')
      await page.locator('[data-level="kept"]').scrollIntoViewIfNeeded()
    },
  },
])
