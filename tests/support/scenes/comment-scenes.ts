import type { Page } from 'playwright'
import { aSpokenSite } from '../fake-comments.ts'
import { LOOKS, ready, type Scene } from './scene.ts'

const cell = (page: Page, lineId: string, day: string) => page.locator(`[row-id="${day}"] [col-id="${lineId}"]`).first()

/** A cell with comments on it, its box, and the list of a site. */
export const commentScenes: readonly Scene[] = LOOKS.flatMap(([name, look]): Scene[] => [
  {
    name: `comment-box${name}`,
    ...look,
    state: aSpokenSite(),
    act: async (page) => {
      await ready(page)
      await cell(page, 'valetDaily', '2026-04-16').click()
      await page.keyboard.press('Shift+F2')
      await page.getByTestId('comment-box').waitFor()
    },
  },
  {
    name: `comment-marks${name}`,
    ...look,
    state: aSpokenSite(),
    act: async (page) => {
      await ready(page)
      await cell(page, 'valetDaily', '2026-04-16').click()
    },
  },
  {
    name: `comments-list${name}`,
    ...look,
    state: aSpokenSite(),
    act: async (page) => {
      await ready(page)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('open comments')
      await page.keyboard.press('Enter')
      await page.getByTestId('comments').waitFor()
    },
  },
])
