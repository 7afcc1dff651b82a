import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { Journey } from '../support/journey.ts'
import type { Workbench } from '../support/workbench.ts'

let journey: Journey
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
})
afterAll(() => journey.end())

const TABS = ['statistics', 'payroll', 'parking-rates', 'other-revenue', 'other-expenses'] as const
/** Each face of the window by its name, and how a person gets there from the one before. */
type Face = readonly [name: string, open: (page: Page) => Promise<unknown>]

const inDialog = (testId: string, open: (page: Page) => Promise<unknown>): Face => [
  testId,
  async (page) => {
    await open(page)
    await page.getByTestId(testId).waitFor()
  },
]
const byKey = (testId: string, key: string) => inDialog(testId, (page) => page.keyboard.press(key))

const FACES: readonly Face[] = [
  ...TABS.map((tab): Face => [
    tab,
    async (page) => {
      await page.getByTestId(`tab-${tab}`).click()
      await page.locator('.grid .ag-row [col-id].number-cell').first().click()
    },
  ]),
  [
    'P&L',
    async (page) => {
      await page.getByTestId('tab-pl-view').click()
      await page.getByTestId('pl-chart').waitFor()
    },
  ],
  [
    'P&L of the district',
    async (page) => {
      await page.getByTestId('pl-level-district').click()
      await page.getByTestId('pl-sites').waitFor()
    },
  ],
  [
    'checklist',
    async (page) => {
      await page.getByTestId('pl-level-site').click()
      await page.getByTestId('open-checklist').click()
      await page.getByRole('heading', { name: /checklist/i }).waitFor()
    },
  ],
  [
    'Statistics again',
    async (page) => {
      await page.getByTestId('tab-statistics').click()
      await page.locator('[row-id="2026-04-24"] [col-id="valetDaily"]').click()
    },
  ],
  byKey('palette', 'Control+k'),
  byKey('help', 'F1'),
  byKey('shortcuts', 'Control+/'),
  byKey('undo-list', 'Control+Alt+z'),
  byKey('checks', 'F7'),
  byKey('export-dialog', 'Control+e'),
  inDialog('about', async (page) => {
    await page.getByTestId('user-menu').click()
    await page.getByTestId('open-about').click()
  }),
  inDialog('grid-settings', async (page) => {
    await page.getByTestId('user-menu').click()
    await page.getByTestId('open-grid-settings').click()
  }),
  inDialog('sync-panel', (page) => page.getByTestId('sync-pill').click()),
  inDialog('backups', async (page) => {
    await page.getByTestId('sync-pill').click()
    await page.getByTestId('open-backups').click()
  }),
  [
    'user menu',
    async (page) => {
      await page.getByTestId('user-menu').click()
      await page.getByTestId('sign-out').waitFor()
    },
  ],
]

/** Goes through the faces and tells what is wrong on each. */
async function lookAt({ page }: Workbench, faces: readonly Face[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const [name, open] of faces) {
    await open(page)
    const wrong = await violations(page)
    if (wrong.length > 0) found[name] = wrong
    await page.keyboard.press('Escape')
  }
  return found
}

const inTheme = ({ page }: Workbench, theme: string) =>
  page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)

test('no face of the window is in anybody’s way (WCAG 2.1 AA), in the light and in the dark', async () => {
  const workbench = await journey.start('laptop')
  for (const theme of ['light', 'dark']) {
    await inTheme(workbench, theme)
    expect(await lookAt(workbench, [['signing in', () => workbench.page.getByTestId('sign-in').waitFor()]])).toEqual({})
  }
  await workbench.signIn(journey.browser, 'mara')
  await workbench.page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  for (const theme of ['light', 'dark']) {
    await inTheme(workbench, theme)
    expect(await lookAt(workbench, FACES)).toEqual({})
  }
  await workbench.close()
})

test('the pages of a district manager are in nobody’s way either', async () => {
  const { workbench } = await journey.atWork('district', 'dana')
  const faces: readonly Face[] = [
    [
      'review queue',
      async (page) => {
        await page.getByTestId('open-queue').click()
        await page.getByTestId('queue-sites').waitFor()
      },
    ],
    [
      'a site that is only read',
      async (page) => {
        await page.getByTestId('tab-statistics').click()
        await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
      },
    ],
  ]
  for (const theme of ['light', 'dark']) {
    await inTheme(workbench, theme)
    expect(await lookAt(workbench, faces)).toEqual({})
  }
  await workbench.close()
})

test('at 768 pixels nothing scrolls the page sideways, no word of the frame is cut, and each face can be reached', async () => {
  const workbench = await journey.start('laptop')
  const { page, app } = workbench
  await page.getByTestId('sync-pill').waitFor()
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.setMinimumSize(400, 400)
    window?.setContentSize(768, 1024)
  })
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(768)
  const wrong: Record<string, string[]> = {}
  for (const [name, open] of FACES) {
    await open(page)
    const outside = await page.evaluate(() => {
      const told: string[] = []
      if (document.documentElement.scrollWidth > window.innerWidth) told.push('the page scrolls sideways')
      for (const one of document.querySelectorAll<HTMLElement>('button, select, [role="tab"], h2, .top-bar *')) {
        const box = one.getBoundingClientRect()
        if (box.width === 0 || getComputedStyle(one).visibility === 'hidden' || one.closest('.visually-hidden'))
          continue
        const scrolls = one.closest('.ag-root, .report-table, .table-scroll, .scroll, [data-region="tabs"], dialog')
        if (!scrolls && (box.right > window.innerWidth + 1 || box.left < -1)) told.push(`outside: ${one.textContent}`)
        if (one.matches('button, [role="tab"]') && one.scrollWidth > one.clientWidth + 1)
          told.push(`cut: ${one.textContent}`)
      }
      return told
    })
    if (outside.length > 0) wrong[name] = outside
    await page.keyboard.press('Escape')
  }
  await workbench.picture('narrow-768')
  expect(wrong).toEqual({})
  await workbench.close()
})

test('a cell says its line, its day, its value and its state, and why it cannot be typed', async () => {
  const workbench = await journey.start('laptop')
  const { page } = workbench
  await page.getByTestId('tab-statistics').click()
  const named = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  await page.locator('[row-id="2026-04-24"] [col-id="valetDaily"]').click()
  await page.keyboard.type('77')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
  await expect.poll(named).toContain('Valet daily, Fri, Apr 24: 77. Typed forecast')
  await page.locator('[row-id="2026-04-02"] [col-id="valetDaily"]').click()
  await expect.poll(named).toMatch(/^Valet daily, Thu, Apr 2: \d+\. Actual.*The actual of this day is loaded/)
  // The tree that a screen reader gets: rows have a header, and a refused text is told at once.
  await page.locator('[role="rowheader"]').first().waitFor()
  await page.locator('[row-id="2026-04-24"] [col-id="valetDaily"]').click()
  await page.keyboard.type('1..5')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('alert').count()).toBeGreaterThan(0)
  await workbench.close()
})
