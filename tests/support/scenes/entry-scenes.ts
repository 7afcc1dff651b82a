import { A_CONFLICT } from '../fake-state.ts'
import { cell, LOOKS, ready, type Scene } from './scene.ts'

/** Ways of entering numbers beside typing them, and what is asked around it. */
export const entryScenes: readonly Scene[] = LOOKS.flatMap(([look, options]): Scene[] => [
  {
    name: `arithmetic${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.type('=72*1.05')
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowUp')
      await page.getByTestId('typed-as').waitFor({ state: 'attached' })
    },
  },
  {
    name: `value-list${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.press('Alt+ArrowDown')
      await page.getByTestId('grid-menu').waitFor()
    },
  },
  {
    name: `spread${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-12', 'valetDaily').click()
      await cell(page, '2026-04-18', 'valetDaily').click({ modifiers: ['Shift'] })
      await page.keyboard.press('Control+Shift+a')
      await page.keyboard.type('700')
      await page.getByLabel('Spread a total').check()
      await page.getByLabel('the four weeks before').check()
      await page.getByTestId('change-shares').waitFor()
    },
  },
  {
    name: `column-width${look}`,
    ...options,
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.press('Control+k')
      await page.keyboard.type('width of the column')
      await page.keyboard.press('Enter')
      await page.getByTestId('column-width').waitFor()
    },
  },
  {
    name: `checks-of-tabs${look}`,
    ...options,
    state: { queue: [A_CONFLICT] },
    act: async (page) => {
      await ready(page)
      await page.keyboard.press('F7')
      await page.locator('[data-testid="checks"] [data-tab="parking-rates"]').waitFor()
    },
  },
])
