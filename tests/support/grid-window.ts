import type { Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { must } from '../../shared/core/bug.ts'
import { type BrowserHost, type OpenOptions, type OpenWindow, startBrowserHost } from './browser-host.ts'
import { type FakeBridge, fakeBridge } from './fake-bridge.ts'

/** The real window over a fake bridge, on April of the first site, with what tests of grids ask of it. */
export type GridWindow = {
  readonly page: () => Page
  readonly bridge: () => FakeBridge
  /** Opens the window and waits until the grid takes a key. Once a test. */
  readonly open: (state?: Parameters<typeof fakeBridge>[0], options?: OpenOptions) => Promise<void>
  /** A cell by its row (a day of April by its number) and its column. */
  readonly cell: (row: number | string, column?: string) => Locator
  /** What is stored of a day of April, as the stored integer. */
  readonly valueOf: (day: number, line?: string) => number | null
  readonly press: (...keys: string[]) => Promise<void>
  readonly gestures: () => { source: string; label: string; cells: number }[]
  readonly notice: () => Promise<string | null>
  readonly selection: () => Promise<string | null>
  /** Row and column of the cell that has the keyboard. */
  readonly active: () => Promise<string>
  readonly toClipboard: (text: string) => Promise<void>
}

/** A day of April as a row of the grids. */
export const dayOf = (day: number): string => `2026-04-${String(day).padStart(2, '0')}`

/** Vehicles as they are stored. */
export const vehicles = (count: number): number => count * 1_000_000

/** Call at the top of a test file: the browser starts once, and every test ends without a complaint of the page. */
export function gridWindow(): GridWindow {
  let host: BrowserHost | undefined
  let opened: { readonly window: OpenWindow; readonly bridge: FakeBridge } | undefined
  const now = () => must(opened, 'the window is open')
  const page = () => now().window.page
  beforeAll(async () => {
    host = await startBrowserHost()
  })
  afterAll(() => host?.close())
  afterEach(async () => {
    const complaints = opened?.window.complaints ?? []
    await opened?.window.close()
    opened = undefined
    // oxlint-disable-next-line vitest/no-standalone-expect -- every test ends without a complaint of the page
    expect(complaints).toEqual([])
  })
  return {
    page,
    bridge: () => now().bridge,
    open: async (state = {}, options = {}) => {
      const bridge = fakeBridge(state)
      const window = await must(host, 'the browser runs').open(bridge, options)
      opened = { window, bridge }
      await window.page.locator(`[row-id="${dayOf(16)}"] [col-id="valetDaily"]`).waitFor()
      await window.page.waitForFunction(() => performance.getEntriesByName('frontline:editable').length > 0)
    },
    cell: (row, column = 'valetDaily') =>
      page().locator(`[row-id="${typeof row === 'number' ? dayOf(row) : row}"] [col-id="${column}"]`),
    valueOf: (day, line = 'valetDaily') => now().bridge.valueOf('0427', line, dayOf(day)),
    press: (...keys) => keys.reduce((before, key) => before.then(() => page().keyboard.press(key)), Promise.resolve()),
    gestures: () => now().bridge.gestures.map(({ source, label, writes }) => ({ source, label, cells: writes.length })),
    notice: () => page().getByTestId('notice').textContent(),
    selection: () => page().getByTestId('selection').textContent(),
    active: () =>
      page().evaluate(() => {
        const focused = document.activeElement
        return `${focused?.closest('[row-id]')?.getAttribute('row-id')} ${focused?.getAttribute('col-id')}`
      }),
    toClipboard: (text) => page().evaluate((copied) => navigator.clipboard.writeText(copied), text),
  }
}
