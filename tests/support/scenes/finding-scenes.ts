import { entryScenes } from './entry-scenes.ts'
import { cell, LOOKS, ready, type Scene } from './scene.ts'

/** The palette, empty, at a date and with nothing found; the help; and the menu of a cell. */
const ownScenes: readonly Scene[] = LOOKS.flatMap(([name, look]): Scene[] => [
  {
    name: `palette${name}`,
    ...look,
    act: async (page) => {
      await ready(page)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('valet')
    },
  },
  {
    name: `palette-date${name}`,
    ...look,
    act: async (page) => {
      await ready(page)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('next friday')
    },
  },
  {
    name: `palette-none${name}`,
    ...look,
    act: async (page) => {
      await ready(page)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('zzz')
    },
  },
  {
    name: `help${name}`,
    ...look,
    act: async (page) => {
      await ready(page)
      await page.keyboard.press('F1')
      await page.getByTestId('help').waitFor()
    },
  },
  {
    name: `grid-menu${name}`,
    ...look,
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click({ button: 'right' })
      await page.getByRole('menu').waitFor()
    },
  },
])

export const findingScenes: readonly Scene[] = [...entryScenes, ...ownScenes]
