import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'
import { A_CONFLICT, A_PASTE_IN_CONFLICT, type FakeState, MARA } from '../../tests/support/fake-state.ts'
import { careScenes } from '../../tests/support/scenes/care-scenes.ts'
import { dialogScenes } from '../../tests/support/scenes/dialog-scenes.ts'
import { entryScenes } from '../../tests/support/scenes/entry-scenes.ts'
import { cell, ready, type Scene, sync } from '../../tests/support/scenes/scene.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

const passPhrase = (mode: 'create' | 'unlock'): Partial<FakeState> => ({
  session: { status: 'needs-pass-phrase', mode, canRecover: true, user: MARA.user, error: null },
})

/** Faces that stand over the grids or before them; the journeys go through the others. */
const FACES: readonly Scene[] = [
  ...careScenes.filter(({ name }) => ['recovery', 'locked'].includes(name)),
  ...dialogScenes.filter(({ name }) => ['grid-settings', 'undo-refused', 'paste-held'].includes(name)),
  ...entryScenes.filter(({ name }) => !/-(dark|768)/.test(name)),
  { name: 'a pass phrase to choose', state: passPhrase('create'), act: (page) => page.getByTestId('unlock').waitFor() },
  { name: 'a pass phrase to enter', state: passPhrase('unlock'), act: (page) => page.getByTestId('unlock').waitFor() },
  {
    name: 'conflicts to decide',
    state: { sync: { ...sync, state: 'idle', waiting: 2, conflicts: 3 }, queue: [A_CONFLICT, ...A_PASTE_IN_CONFLICT] },
    act: async (page) => {
      await ready(page)
      await page.getByTestId('sync-pill').click()
      await page.getByTestId('keep-mine').first().waitFor()
    },
  },
  {
    name: 'a paste to decide',
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.evaluate(() => navigator.clipboard.writeText('12\t1,5\r\nabc\t7\r\n'))
      await page.keyboard.press('Control+v')
      await page.getByTestId('paste-preview').waitFor()
    },
  },
  {
    name: 'paste special',
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.press('Control+Alt+v')
      await page.getByTestId('paste-special').waitFor()
    },
  },
  {
    name: 'a schedule to copy',
    act: async (page) => {
      await ready(page)
      await page.getByTestId('tab-payroll').click()
      await page.getByTestId('copy-schedule').click()
      await page.getByTestId('copy-schedule-dialog').waitFor()
    },
  },
]

test.each(FACES)(
  '$name is in nobody’s way, in the light and in the dark (WCAG 2.1 AA)',
  async ({ state = {}, act }) => {
    const bridge = fakeBridge(state)
    const { page, close } = await host.open(bridge)
    await page.locator('button').first().waitFor()
    await act?.(page, bridge)
    const found: Record<string, string[]> = {}
    for (const theme of ['light', 'dark']) {
      await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
      found[theme] = await violations(page)
    }
    expect(found).toEqual({ light: [], dark: [] })
    await close()
  },
)
