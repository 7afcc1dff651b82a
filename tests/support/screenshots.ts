import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright'
import { AppError } from '../../shared/core/errors.ts'
import { startBrowserHost } from './browser-host.ts'
import { fakeBridge, type FakeBridge } from './fake-bridge.ts'
import { A_CONFLICT, type FakeState, MARA } from './fake-state.ts'

/** Takes pictures of the window's faces: `node tests/support/screenshots.ts <folder> [name…]`. */
type Scene = {
  readonly name: string
  readonly state?: Partial<FakeState>
  readonly width?: number
  readonly dark?: boolean
  readonly act?: (page: Page, bridge: FakeBridge) => Promise<void>
}

const sync = { lastSyncedAt: '2026-04-10T13:15:00Z', nextAttemptAt: null, error: null, rejected: 0, conflicts: 0 }
const offline: Partial<FakeState> = { sync: { ...sync, state: 'offline', waiting: 0 } }
const mended: Partial<FakeState> = {
  recovery: {
    id: 1,
    at: '2026-04-10T13:02:00Z',
    damaged: 'store',
    saved: 1_204,
    lost: 3,
    recovered: ['2026-04-16', '2026-04-17', '2026-04-18'].map((period, i) => ({
      siteId: '0427',
      lineId: 'valetDaily',
      period,
      value: (96 + i) * 1_000_000,
      editedAt: '2026-04-10T12:58:00Z',
    })),
    setAside: ['store.db 2026-04-10 13-02-00'],
  },
}
const cell = (page: Page, day: string, line: string) => page.locator(`[row-id="${day}"] [col-id="${line}"]`)
const ready = (page: Page) => cell(page, '2026-04-16', 'valetDaily').waitFor()

async function typeSome(page: Page): Promise<void> {
  await ready(page)
  await cell(page, '2026-04-16', 'valetDaily').click()
  await page.keyboard.type('96')
  await page.keyboard.press('Enter')
  await page.keyboard.type('104')
  await page.keyboard.press('Enter')
  await cell(page, '2026-04-16', 'valetDaily').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
}

async function startExport(page: Page): Promise<void> {
  await ready(page)
  await page.keyboard.press('Control+e')
  await page.getByTestId('export-go').click()
}

const openTab = (tab: string, month: string, lineId: string) => async (page: Page) => {
  await ready(page)
  await page.getByTestId(`tab-${tab}`).click()
  await cell(page, lineId, month).click()
  await page.keyboard.type('1250')
  await page.keyboard.press('Enter')
}

/** Payroll by family, with a family's total half typed: the preview says how it will be shared. */
async function openPayroll(page: Page): Promise<void> {
  await page.getByTestId('tab-payroll').click()
  await cell(page, '2026-04-22', 'GSA').click()
  await page.keyboard.type('14')
  await page.keyboard.press('Enter')
  await cell(page, '2026-04-16', 'Valet').click()
  await page.keyboard.type('34.25')
}

const openCodes = (metric: string) => async (page: Page) => {
  await page.getByTestId('site-0612').click()
  await page.getByTestId('tab-payroll').click()
  await page.getByTestId(`payroll-metric-${metric}`).click()
  await cell(page, '2026-04-16', 'VLT1').click()
}

async function openRates(page: Page): Promise<void> {
  await ready(page)
  await page.getByTestId('tab-parking-rates').click()
  await cell(page, '2026-06', 'rate.valetDaily').click()
  await page.keyboard.type('31.5')
  await page.keyboard.press('Enter')
}

const conflicts: Partial<FakeState> = {
  sync: { ...sync, state: 'idle', waiting: 2, conflicts: 1, rejected: 1 },
  queue: [
    A_CONFLICT,
    {
      opId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a02',
      siteId: '0427',
      value: 44_000_000,
      editedAt: '2026-04-10T14:12:00Z',
      mark: {
        lineId: 'selfDaily',
        period: '2026-04-14',
        kind: 'rejected',
        message: 'You no longer have write access to site 0427. The number stays on this laptop.',
      },
    },
  ],
}

const SCENES: readonly Scene[] = [
  { name: 'sign-in', state: { session: { status: 'signed-out', error: null } } },
  {
    name: 'sign-in-failed',
    state: {
      session: {
        status: 'signed-out',
        error: new AppError(
          'SIGN_IN_FAILED',
          'The sign-in service did not answer. Check the network and try again.',
        ).toWire(),
      },
    },
  },
  {
    name: 'pass-phrase',
    state: { session: { status: 'needs-pass-phrase', mode: 'create', user: MARA.user, error: null } },
  },
  { name: 'statistics', act: typeSome },
  { name: 'statistics-dark', dark: true, act: typeSome },
  { name: 'statistics-768', width: 768, act: typeSome },
  { name: 'offline', state: offline, act: typeSome },
  {
    name: 'conflict',
    state: conflicts,
    act: async (page) => {
      await ready(page)
      await page.getByTestId('sync-pill').click()
      await page.getByTestId('keep-mine').waitFor()
    },
  },
  {
    name: 'conflict-dark',
    dark: true,
    state: conflicts,
    act: async (page) => {
      await ready(page)
      await page.getByTestId('sync-pill').click()
      await page.getByTestId('keep-mine').waitFor()
    },
  },
  {
    name: 'entry-refused',
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'occupancy').click()
      await page.keyboard.type('130')
      await page.keyboard.press('Enter')
    },
  },
  {
    name: 'paste-refused',
    act: async (page) => {
      await ready(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.evaluate(() => navigator.clipboard.writeText('12\t1,5\r\nabc\t7\r\n100000\t8\r\n'))
      await page.keyboard.press('Control+v')
      await page.getByTestId('paste-refused').waitFor()
    },
  },
  {
    name: 'pl',
    act: async (page) => {
      await ready(page)
      await page.getByTestId('tab-pl-view').click()
      await page.getByTestId('pl-expand-2026-04').click()
      await page.getByTestId('pl-chart').waitFor()
      await page.waitForTimeout(400)
    },
  },
  {
    name: 'pl-dark',
    dark: true,
    act: async (page) => {
      await ready(page)
      await page.getByTestId('tab-pl-view').click()
      await page.getByTestId('pl-chart').waitFor()
      await page.waitForTimeout(400)
    },
  },
  {
    name: 'pl-768',
    width: 768,
    act: async (page) => {
      await ready(page)
      await page.getByTestId('tab-pl-view').click()
      await page.getByTestId('pl-chart').waitFor()
      await page.waitForTimeout(400)
    },
  },
  ...[{}, { dark: true }, { width: 768 }].map((look) => ({
    name: `pl-district${look.dark ? '-dark' : ''}${look.width ? `-${look.width}` : ''}`,
    ...look,
    act: async (page: Page) => {
      await ready(page)
      await page.getByTestId('tab-pl-view').click()
      await page.getByTestId('pl-level-district').click()
      await page.getByTestId('pl-sites').waitFor()
      await page.getByTestId('pl-chart').waitFor()
      await page.waitForTimeout(400)
    },
  })),
  { name: 'payroll', act: openPayroll },
  { name: 'payroll-dark', dark: true, act: openPayroll },
  { name: 'payroll-768', width: 768, act: openPayroll },
  { name: 'payroll-codes', act: openCodes('hours') },
  { name: 'payroll-revenue', act: openCodes('revenue') },
  { name: 'payroll-rates', dark: true, act: openCodes('rate') },
  {
    name: 'payroll-week',
    act: async (page) => {
      await page.getByTestId('tab-payroll').click()
      await cell(page, 'week-2026-04-05', 'Valet').click()
      await page.keyboard.type('300')
    },
  },
  ...(['payroll-copy', 'payroll-copy-dark-768'] as const).map((name): Scene => ({
    name,
    ...(name === 'payroll-copy' ? {} : { dark: true, width: 768 }),
    act: async (page) => {
      await page.getByTestId('tab-payroll').click()
      await cell(page, '2026-04-16', 'Valet').waitFor()
      await page.getByTestId('copy-schedule').click()
      await page.getByTestId('copy-schedule-dialog').waitFor()
    },
  })),
  { name: 'payroll-no-staff', state: { staff: 'not-here' }, act: (page) => page.getByTestId('tab-payroll').click() },
  { name: 'rates', act: openRates },
  { name: 'rates-dark', dark: true, act: openRates },
  { name: 'rates-768', width: 768, act: openRates },
  { name: 'other-expenses', act: openTab('other-expenses', '2026-06', 'account.7115') },
  { name: 'other-revenue', act: openTab('other-revenue', '2026-06', 'revenue.gpoFees') },
  { name: 'recovery', state: mended },
  { name: 'recovery-dark-768', state: mended, dark: true, width: 768 },
  { name: 'empty', state: { sites: [] } },
  { name: 'not-loaded', state: { loaded: false } },
  { name: 'loading', state: { holding: { 'sheet.read': new Promise(() => undefined) } } },
  {
    name: 'no-access',
    state: {
      failing: { 'sheet.read': new AppError('INSUFFICIENT_PERMISSIONS', 'You do not have access to site 0427.') },
    },
  },
  {
    name: 'read-only',
    state: {
      editable: false,
      session: { status: 'signed-in', user: { sub: 'reed', name: 'Reed Alvarez', roles: ['regional_vp'] } },
    },
  },
  {
    name: 'export',
    act: async (page) => {
      await ready(page)
      await page.keyboard.press('Control+e')
      await page.getByTestId('export-dialog').waitFor()
    },
  },
  {
    name: 'export-running',
    state: { holding: { 'export.start': new Promise(() => undefined) } },
    act: async (page, bridge) => {
      await startExport(page)
      bridge.emit('export.progress', { percent: 34 })
      await page.getByText('34%').waitFor()
    },
  },
  {
    name: 'export-failed',
    state: {
      failing: {
        'export.start': new AppError(
          'FILE_NOT_WRITABLE',
          'The file cannot be written there. If it is open in Excel, close it; else choose a folder you may write to.',
        ),
      },
    },
    act: async (page) => {
      await startExport(page)
      await page.getByTestId('export-failed').waitFor()
    },
  },
  {
    name: 'palette',
    act: async (page) => {
      await ready(page)
      await page.keyboard.press('Control+k')
      await page.getByTestId('palette').waitFor()
    },
  },
  {
    name: 'needs-sign-in',
    state: { ...offline, session: { status: 'needs-sign-in', user: MARA.user, error: null } },
    act: ready,
  },
]

const [folder = 'out/screenshots', ...wanted] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const host = await startBrowserHost()
for (const scene of SCENES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const state = { ...scene.state }
  const bridge = fakeBridge(state)
  bridge.state.preferences = { ...bridge.state.preferences, theme: scene.dark ? 'dark' : 'light' }
  const window = await host.open(bridge, { width: scene.width ?? 1440, height: scene.width ? 1024 : 900 })
  await (scene.act?.(window.page, bridge) ?? window.page.waitForTimeout(500))
  await window.page.screenshot({ path: path.join(folder, `${scene.name}.png`) })
  console.log(scene.name, window.complaints)
  await window.close()
}
await host.close()
