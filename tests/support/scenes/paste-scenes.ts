import type { Page } from 'playwright'
import { cell, LOOKS, ready, type Scene } from './scene.ts'

const paste = async (page: Page, row: string, line: string, text: string): Promise<void> => {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await cell(page, row, line).click()
  await page.keyboard.press('Control+v')
}

/** What is asked and told when cells are pasted. */
export const pasteScenes: readonly Scene[] = [
  {
    name: 'paste-refused',
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.evaluate(() => navigator.clipboard.writeText('12\t1,5\r\nabc\t7\r\n100000\t8\r\n'))
      await page.keyboard.press('Control+v')
      await page.getByTestId('paste-preview').waitFor()
    },
  },
  {
    name: 'paste-special',
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.press('Control+Alt+v')
      await page.getByTestId('paste-special').waitFor()
    },
  },
  ...LOOKS.flatMap(([look, options]): Scene[] => [
    {
      name: `paste-past-month${look}`,
      ...options,
      act: async (page) => {
        await ready(page)
        await paste(page, '2026-04-29', 'valetDaily', '81\n82\n83\n84\n85')
        await page.getByTestId('paste-go-on').waitFor()
      },
    },
    {
      name: `paste-closed${look}`,
      ...options,
      act: async (page) => {
        await ready(page)
        await paste(page, '2026-04-07', 'valetDaily', '71\t9\n72\t9\n73\t9\n74\t9\n75\t9')
        await page.getByTestId('paste-preview').waitFor()
      },
    },
    {
      name: `paste-onto-sum${look}`,
      ...options,
      act: async (page) => {
        await ready(page)
        await paste(page, 'week-2026-04-19', 'valetDaily', '700')
        await page.getByTestId('change-shares').waitFor()
      },
    },
    {
      name: `paste-onto-weeks${look}`,
      ...options,
      act: async (page) => {
        await ready(page)
        await page.keyboard.press('Control+Shift+w')
        await paste(page, 'week-2026-04-12', 'valetDaily', '350\n700')
        await page.getByTestId('change-shares').waitFor()
      },
    },
    {
      name: `paste-left${look}`,
      ...options,
      act: async (page) => {
        await ready(page)
        await paste(page, '2026-04-13', 'valetDaily', '81\t7\t14\n82\t7\t15')
        await page.getByTestId('left-open').waitFor()
      },
    },
  ]),
]
