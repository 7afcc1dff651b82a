// Takes pictures of the window's faces: `node tests/support/screenshots.ts <folder> [name…]`.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright'
import { AppError } from '../../shared/core/errors.ts'
import { startBrowserHost } from './browser-host.ts'
import { fakeBridge } from './fake-bridge.ts'
import { A_CONFLICT, A_PASTE_IN_CONFLICT, type FakeState, MARA } from './fake-state.ts'
import { careScenes } from './scenes/care-scenes.ts'
import { besideScenes } from './scenes/beside-scenes.ts'
import { dialogScenes } from './scenes/dialog-scenes.ts'
import { findingScenes } from './scenes/finding-scenes.ts'
import { commentScenes } from './scenes/comment-scenes.ts'
import { filterScenes } from './scenes/filter-scenes.ts'
import { pasteScenes } from './scenes/paste-scenes.ts'
import { payrollScenes } from './scenes/payroll-scenes.ts'
import { reviewScenes } from './scenes/review-scenes.ts'
import { cell, ready, type Scene, sync } from './scenes/scene.ts'
import { sumScenes } from './scenes/sum-scenes.ts'
import { whyScenes } from './scenes/why-scenes.ts'

const offline: Partial<FakeState> = { sync: { ...sync, state: 'offline', waiting: 0 } }

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

async function openChecks(page: Page): Promise<void> {
  await ready(page)
  await page.getByTestId('checks-open').click()
  await page.getByTestId('checks').waitFor()
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

async function openRates(page: Page): Promise<void> {
  await ready(page)
  await page.getByTestId('tab-parking-rates').click()
  await cell(page, '2026-06', 'rate.valetDaily').click()
  await page.keyboard.type('31.5')
  await page.keyboard.press('Enter')
}

const conflicts: Partial<FakeState> = {
  sync: { ...sync, state: 'idle', waiting: 2, conflicts: 3, rejected: 1 },
  queue: [
    A_CONFLICT,
    ...A_PASTE_IN_CONFLICT,
    {
      opId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a02',
      siteId: '0427',
      value: 44_000_000,
      base: 40_000_000,
      gesture: { id: '7c1b8a52-6d7e-4d3c-9a8e-0c6f3d1b2a11', label: 'Typed 44 in Self daily, Tue 14' },
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

const troubled: Partial<FakeState> = {
  sync: {
    ...sync,
    state: 'blocked',
    waiting: 3,
    error: new AppError(
      'NETWORK_BLOCKED',
      'Something else answered in place of the forecasting server (status 511). If this is a hotel Wi-Fi, sign in to the network in a browser first; your edits are safe on this computer.',
    ).toWire(),
    clockMinutes: -190,
    removals: [{ scopeId: '0427:2026', siteId: '0427', year: 2026, cells: 1_240 }],
  },
}

const SCENES: readonly Scene[] = [
  ...filterScenes,
  ...reviewScenes,
  ...commentScenes,
  ...whyScenes,
  { name: 'sync-trouble', state: troubled, act: ready },
  {
    name: 'sign-out',
    act: async (page) => {
      await typeSome(page)
      await page.getByTestId('user-menu').click()
      await page.getByTestId('sign-out').click()
      await page.getByTestId('sign-out-export').waitFor()
    },
  },
  { name: 'sync-trouble-dark', dark: true, state: troubled, act: ready },
  { name: 'sync-trouble-768', width: 768, state: troubled, act: ready },
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
    state: {
      session: { status: 'needs-pass-phrase', mode: 'create', canRecover: false, user: MARA.user, error: null },
    },
  },
  { name: 'statistics', act: typeSome },
  { name: 'statistics-dark', dark: true, act: typeSome },
  { name: 'statistics-768', width: 768, act: typeSome },
  { name: 'statistics-1280', width: 1280, act: typeSome },
  { name: 'offline', state: offline, act: typeSome },
  {
    name: 'conflict',
    state: conflicts,
    act: async (page) => {
      await ready(page)
      await page.getByTestId('sync-pill').click()
      await page.getByTestId('keep-mine').first().waitFor()
    },
  },
  {
    name: 'conflict-dark',
    dark: true,
    state: conflicts,
    act: async (page) => {
      await ready(page)
      await page.getByTestId('sync-pill').click()
      await page.getByTestId('keep-mine').first().waitFor()
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
  ...pasteScenes,
  ...sumScenes,
  {
    name: 'checks',
    act: async (page) => {
      await openRates(page)
      await page.keyboard.press('F7')
      const reason = page.getByLabel('Why is this right?')
      await reason.first().fill('New tariff from June')
      await page.keyboard.press('Enter')
      await reason.nth(6).waitFor()
    },
  },
  { name: 'checks-dark-768', state: { queue: [A_CONFLICT] }, dark: true, width: 768, act: openChecks },
  {
    name: 'change-chosen',
    act: async (page) => {
      await typeSome(page)
      await page.keyboard.press('Control+Shift+a')
      await page.getByLabel('Spread a total').check()
      await page.getByRole('textbox').fill('700')
    },
  },
  {
    name: 'week-entry',
    dark: true,
    act: async (page) => {
      await ready(page)
      await cell(page, 'week-2026-04-12', 'valetDaily').click()
      await page.keyboard.type('1000')
    },
  },
  {
    name: 'undo-list',
    dark: true,
    act: async (page) => {
      await typeSome(page)
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+Alt+z')
      await page.getByTestId('undo-list').locator('li').first().waitFor()
    },
  },
  {
    name: 'history',
    act: async (page) => {
      await typeSome(page)
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.type('97')
      await page.keyboard.press('Enter')
      await cell(page, '2026-04-16', 'valetDaily').click()
      await page.keyboard.press('Control+Shift+h')
      await page
        .getByRole('button', { name: /^Restore/ })
        .first()
        .waitFor()
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
  ...payrollScenes,
  { name: 'rates', act: openRates },
  { name: 'rates-dark', dark: true, act: openRates },
  { name: 'rates-768', width: 768, act: openRates },
  { name: 'other-expenses', act: openTab('other-expenses', '2026-06', 'account.7115') },
  { name: 'other-revenue', act: openTab('other-revenue', '2026-06', 'revenue.gpoFees') },
  ...careScenes,
  ...besideScenes,
  ...dialogScenes,
  ...findingScenes,
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
