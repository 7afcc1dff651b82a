import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../shared/core/errors.ts'
import { violations } from '../tests/support/accessibility.ts'
import { type BrowserHost, type OpenOptions, startBrowserHost } from '../tests/support/browser-host.ts'
import { type FakeBridge, fakeBridge } from '../tests/support/fake-bridge.ts'
import { A_CONFLICT, A_PASTE_IN_CONFLICT, type FakeState, fakeState, MARA } from '../tests/support/fake-state.ts'

let host: BrowserHost

beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(async () => {
  await host.close()
})

/** Opens the window, does something in it, and closes it without a complaint. */
async function inWindow(
  state: Partial<FakeState>,
  act: (page: Page, bridge: FakeBridge) => Promise<void>,
  options: OpenOptions = {},
): Promise<void> {
  const bridge = fakeBridge(state)
  const window = await host.open(bridge, options)
  await act(window.page, bridge)
  const { complaints } = window
  await window.close()
  expect(complaints).toEqual([])
}

const grid = (page: Page) => page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]')
const A_REMOVAL = { scopeId: '0427:2026', siteId: '0427', year: 2026, cells: 1_240 }
const conflict: Partial<FakeState> = { queue: [A_CONFLICT] }

describe('nothing is in the way of anybody (WCAG 2.1 AA)', () => {
  test.each(['light', 'dark'] as const)(
    'on the Statistics page, in the P&L and in the sync panel, %s',
    async (colorScheme) => {
      const state: Partial<FakeState> = { ...conflict }
      await inWindow(
        state,
        async (page, bridge) => {
          bridge.state.preferences = { ...bridge.state.preferences, theme: 'system' }
          await page.reload()
          await grid(page).click()
          expect(await violations(page)).toEqual([])
          await page.getByTestId('sync-pill').click()
          await page.getByTestId('keep-mine').waitFor()
          expect(await violations(page)).toEqual([])
          await page.keyboard.press('Escape') // the panel lies over the tabs
          await page.getByTestId('tab-pl-view').click()
          await page.getByTestId('pl-expand-2026-04').click()
          await page.getByTestId('pl-chart').waitFor()
          expect(await violations(page)).toEqual([])
        },
        { colorScheme },
      )
    },
  )

  test('before work', async () => {
    const error = new AppError('SIGN_IN_FAILED', 'The sign-in service did not answer.').toWire()
    await inWindow({ session: { status: 'signed-out', error } }, async (page) => {
      await page.getByTestId('sign-in').waitFor()
      expect(await violations(page)).toEqual([])
    })
    await inWindow(
      { session: { status: 'needs-pass-phrase', mode: 'create', canRecover: false, user: MARA.user, error: null } },
      async (page) => {
        await page.getByTestId('pass-phrase').waitFor()
        expect(await violations(page)).toEqual([])
      },
    )
  })
})

test('one click signs in and the first site is open on the current month', () =>
  inWindow({ session: { status: 'signed-out', error: null } }, async (page, bridge) => {
    bridge.state.preferences = { ...bridge.state.preferences, siteId: null, month: null }
    await page.reload()
    await page.getByTestId('sign-in').click()
    await grid(page).waitFor()
    await expect.poll(() => page.getByTestId('open-site').textContent()).toBe('0427 · Harbor Grand Hotel')
    await expect.poll(() => page.getByTestId('period').inputValue()).toBe('2026-04')
  }))

test('two different pass phrases are not taken', () =>
  inWindow(
    { session: { status: 'needs-pass-phrase', mode: 'create', canRecover: false, user: MARA.user, error: null } },
    async (page, bridge) => {
      await page.getByTestId('pass-phrase').fill('harbor lights')
      await page.getByTestId('pass-phrase-again').fill('harbor light')
      await page.getByTestId('unlock').click()
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('different')
      expect(bridge.asked.filter(({ name }) => name === 'session.unlock')).toEqual([])
      await page.getByTestId('pass-phrase-again').fill('harbor lights')
      await page.getByTestId('unlock').click()
      await grid(page).waitFor()
    },
  ))

test('of a conflict both numbers are shown, and choosing theirs writes theirs', () =>
  inWindow(conflict, async (page, bridge) => {
    await grid(page).waitFor()
    await page.getByTestId('sync-pill').click()
    const entry = page.getByTestId('queue-conflict')
    await expect.poll(() => entry.textContent()).toContain('Mine 96')
    await expect.poll(() => entry.textContent()).toContain('Owen Barker’s 88')
    await page.getByTestId('take-theirs').click()
    await expect
      .poll(() => bridge.gestures)
      .toMatchObject([
        {
          source: 'resolve',
          siteId: '0427',
          writes: [{ lineId: 'valetDaily', period: '2026-04-16', value: 88_000_000 }],
        },
      ])
    await expect.poll(() => grid(page).textContent()).toBe('88')
  }))

test('conflicts of one paste are decided together, all mine or all theirs, and the others stay', () =>
  inWindow({ queue: [A_CONFLICT, ...A_PASTE_IN_CONFLICT] }, async (page, bridge) => {
    await page.getByTestId('sync-pill').click()
    const gesture = page.getByTestId('conflict-gesture')
    await gesture.getByText('Pasted 12 cells: 2 conflicts').waitFor()
    await page.getByTestId('queue-conflict').getByText('Before 80').first().waitFor()
    await gesture.getByTestId('take-all-theirs').click()
    await gesture.waitFor({ state: 'detached' })
    expect(bridge.gestures.map(({ source, writes }) => ({ source, writes }))).toEqual([
      {
        source: 'resolve',
        writes: [
          { lineId: 'valetDaily', period: '2026-04-17', value: 90_000_000 },
          { lineId: 'valetDaily', period: '2026-04-18', value: 91_000_000 },
        ],
      },
    ])
    expect(bridge.state.queue).toEqual([A_CONFLICT])
  }))

test('what the server wants removed is kept until the person decides, and the decision is told', () =>
  inWindow({ sync: { ...fakeState().sync, removals: [A_REMOVAL] } }, async (page, bridge) => {
    const banner = page.getByTestId('mass-removal')
    await banner.getByText('1,240 cells of 0427 Harbor Grand Hotel, 2026').waitFor()
    await banner.getByTestId('removal-keep').click()
    await banner.waitFor({ state: 'detached' })
    const decided = () => bridge.asked.flatMap(({ name, input }) => (name === 'sync.decideRemoval' ? [input] : []))
    expect(decided()).toEqual([{ scopeId: '0427:2026', remove: false }])
    bridge.emit('sync.changed', { ...bridge.state.sync, removals: [A_REMOVAL] })
    await banner.getByTestId('removal-allow').click()
    await banner.waitFor({ state: 'detached' })
    expect(decided().slice(1)).toEqual([{ scopeId: '0427:2026', remove: true }])
  }))

test('a wrong clock, a hotel’s page and an ended sign-in are told with what to do, and how many edits are safe', () =>
  inWindow({ sync: { ...fakeState().sync, waiting: 3, clockMinutes: 190 } }, async (page, bridge) => {
    await page.getByTestId('wrong-clock').getByText('clock is 3 hours ahead of the server').waitFor()
    const error = { code: 'NETWORK_BLOCKED' as const, message: 'Sign in to the network in a browser.', issues: [] }
    bridge.emit('sync.changed', { ...bridge.state.sync, state: 'blocked', clockMinutes: 0, error })
    await page.getByTestId('network-blocked').getByText('Sign in to the network in a browser.').waitFor()
    await page.getByTestId('wrong-clock').waitFor({ state: 'detached' })
    bridge.emit('session.changed', { status: 'needs-sign-in', user: MARA.user, error: null })
    expect(await page.getByTestId('needs-sign-in').innerText()).toContain('3 changes safe on this laptop')
  }))

test('a sign-in that only the server refuses is told too, with the way to the next one', () =>
  inWindow({ sync: { ...fakeState().sync, waiting: 3, state: 'needs-sign-in' } }, async (page, bridge) => {
    const banner = page.getByTestId('needs-sign-in')
    await banner.getByText('3 changes safe on this laptop').waitFor()
    await banner.getByTestId('sign-in-again').click()
    await expect.poll(() => bridge.asked.some(({ name }) => name === 'session.signIn')).toBe(true)
    await grid(page).waitFor() // work goes on
  }))

test('a report for support is one click away, and says where it was saved', () =>
  inWindow({}, async (page, bridge) => {
    await page.getByTestId('sync-pill').click()
    await page.getByTestId('save-report').click()
    await page.getByText('Report saved as Frontline report.json').waitFor()
    expect(bridge.asked.some(({ name }) => name === 'diagnostics.save')).toBe(true)
  }))

test('signing out with unsent edits says how many there are and what becomes of them', () =>
  inWindow({}, async (page, bridge) => {
    await grid(page).click()
    await page.keyboard.type('96')
    await page.keyboard.press('Enter')
    await expect.poll(() => bridge.state.sync.waiting).toBe(1)
    await page.getByTestId('user-menu').click()
    await page.getByTestId('sign-out').click()
    await expect
      .poll(() => page.getByTestId('sign-out-dialog').textContent())
      .toContain('1 change is on this laptop only')
    await page.getByTestId('sign-out-export').click()
    await page.getByText('Unsent edits.xlsx').waitFor()
    await page.getByTestId('sign-out-confirm').click()
    await page.getByTestId('sign-in').waitFor()
    expect(bridge.asked.find(({ name }) => name === 'session.signOut')?.input).toEqual({ keepUnsent: true })
  }))

test('the P&L shows months whose parts add up, and follows an edit', () =>
  inWindow({}, async (page) => {
    const cents = (text: string | null) => Math.round(Number((text ?? '').replaceAll(/[,+]/g, '')) * 100)
    await grid(page).waitFor()
    await page.getByTestId('tab-pl-view').click()
    const april = page.getByTestId('pl-ExternalRevenue-2026-04')
    const before = cents(await april.textContent())
    await page.getByTestId('pl-expand-2026-04').click()
    const parts = page.getByTestId('pl-parts-2026-04').locator('tbody td')
    await parts.first().waitFor()
    expect((await parts.allTextContents()).reduce((sum, text) => sum + cents(text), 0)).toBe(before)
    const months = await page
      .locator('[data-testid^="pl-ExternalRevenue-2026-"]:not([data-testid$="budget"])')
      .allTextContents()
    expect(months.length).toBe(12)
    const total = await page.getByTestId('pl-ExternalRevenue-total').locator('td').first().textContent()
    // Each month is rounded to the cent where it is shown, the total once.
    expect(Math.abs(months.reduce((sum, text) => sum + cents(text), 0) - cents(total))).toBeLessThanOrEqual(6)
    await page.getByTestId('tab-statistics').click()
    await grid(page).click()
    const old = Number(await grid(page).textContent())
    await page.keyboard.type(String(old + 10))
    await page.keyboard.press('Enter')
    await page.getByTestId('tab-pl-view').click()
    await expect.poll(async () => cents(await april.textContent())).toBe(before + 10 * 4896)
  }))

test('the P&L adds up the months one asks for, compares them, and bridges the contribution', () =>
  inWindow({}, async (page, bridge) => {
    const dollars = (text: string | null) => Number((text ?? '').replaceAll(/[,+]/g, ''))
    const textOf = (id: string) => page.getByTestId(id).first().textContent()
    await grid(page).waitFor()
    await page.getByTestId('tab-pl-view').click()
    await page.getByTestId('pl-line-FLC').waitFor()
    await expect.poll(() => page.locator('[data-testid^="pl-line-"]').count()).toBe(10)
    const year = dollars(await textOf('pl-Payroll-value'))
    const spans: Record<string, number> = {}
    for (const period of ['month', 'quarter', 'to-date', 'rest']) {
      await page.getByTestId(`pl-period-${period}`).click()
      await expect.poll(() => page.getByTestId(`pl-period-${period}`).getAttribute('aria-pressed')).toBe('true')
      spans[period] = dollars(await textOf('pl-Payroll-value'))
    }
    expect(spans['to-date']! + spans['rest']!).toBe(year)
    expect(spans['month']).toBeLessThan(spans['quarter']!)
    expect(bridge.state.preferences.plPeriod).toBe('rest')
    await page.getByTestId('pl-period-to-date').click()
    await expect.poll(() => page.getByTestId('pl-period-to-date').getAttribute('aria-pressed')).toBe('true')
    const variance = dollars(await textOf('pl-Payroll-variance'))
    expect(variance).toBe(dollars(await textOf('pl-Payroll-value')) - dollars(await textOf('pl-Payroll-budget')))
    expect(variance).not.toBe(0)
    // More payroll is less contribution.
    await expect.poll(async () => dollars(await textOf('pl-bridge-Payroll'))).toBe(0 - variance)
    await page.getByTestId('pl-open-OtherExpense').click()
    await page.locator('[data-testid^="pl-part-OtherExpense-"]').first().waitFor()
    await page.getByTestId('pl-choose-OtherExpense').click()
    await page.getByTestId('pl-expand-2026-06').click()
    await expect.poll(() => textOf('pl-parts-2026-06')).toContain('7115')
    await page.getByTestId('pl-baseline-prior-year').click()
    await expect.poll(() => page.getByTestId('pl-Payroll-budget').count()).toBe(0)
  }))

test('the P&L goes up to the district, the region and all sites, ranks the sites, and comes down again', () =>
  inWindow({}, async (page, bridge) => {
    await grid(page).waitFor()
    await page.getByTestId('tab-pl-view').click()
    await page.getByTestId('pl-line-FLC').waitFor()
    await page.getByTestId('pl-level-district').click()
    const rows = page.getByTestId('pl-sites').locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(3)
    await expect.poll(() => page.getByTestId('pl-view').locator('h2').textContent()).toContain('District 12 · 3 sites')
    await expect.poll(() => rows.last().textContent()).toContain('Not on this laptop yet')
    await expect.poll(() => page.getByTestId('pl-note').first().textContent()).toContain('1 site is not on this laptop')
    await page.getByTestId('pl-choose-Payroll').click()
    await page.getByTestId('pl-Payroll-total').waitFor()
    await page.getByTestId('pl-expand-2026-06').click()
    await expect.poll(() => page.getByTestId('why-contributions').textContent()).toContain('0427')
    await page.keyboard.press('Backspace') // closes the month first
    await page.getByTestId('why-contributions').waitFor({ state: 'detached' })
    await page.keyboard.press('Backspace')
    await expect.poll(() => bridge.state.preferences.plLevel).toBe('region')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await expect.poll(() => page.getByTestId('pl-view').locator('h2').textContent()).toContain('All sites · 3 sites')
    await page.getByTestId('pl-site-0612').getByRole('button').click()
    await expect.poll(() => page.getByTestId('pl-view').locator('h2').textContent()).toContain('Union Tower')
    expect(bridge.state.preferences).toMatchObject({ siteId: '0612', plLevel: 'site' })
  }))

test('a P&L that could not be computed, or lacks the contract, says so above the figures', () =>
  inWindow({ plNotes: { error: '2026-05: No rate.', hasReference: false, hasForecast: false } }, async (page) => {
    await grid(page).waitFor()
    await page.getByTestId('tab-pl-view').click()
    const notes = page.getByTestId('pl-note')
    await expect.poll(() => notes.allTextContents()).toHaveLength(3)
    await expect.poll(() => notes.first().textContent()).toContain('2026-05: No rate.')
  }))

test('a menu command does what its button does', () =>
  inWindow({}, async (page, bridge) => {
    await grid(page).waitFor()
    bridge.emit('command.chosen', { command: 'next-month' })
    await expect.poll(() => page.getByTestId('period').inputValue()).toBe('2026-05')
    bridge.emit('command.chosen', { command: 'theme.dark' })
    await expect.poll(() => bridge.state.preferences.theme).toBe('dark')
    bridge.emit('command.chosen', { command: 'export' })
    await page.getByTestId('export-go').click()
    await expect
      .poll(() => page.getByTestId('notice').textContent())
      .toBe('Exported 31 rows of 1 site to 2026-05.xlsx.')
  }))

test('who may only read can look and copy, not type', () =>
  inWindow({ editable: false }, async (page, bridge) => {
    await grid(page).click()
    await page.keyboard.type('5')
    await page.keyboard.press('Delete')
    await expect.poll(() => page.getByTestId('read-only').textContent()).toContain('not change it')
    expect(bridge.gestures).toEqual([])
  }))

test('storage that stops is said, and when it runs again the sheet is read anew', () =>
  inWindow({}, async (page, bridge) => {
    await grid(page).waitFor()
    bridge.emit('service.changed', { state: 'restarting', error: null })
    await page.getByTestId('service-restarting').waitFor()
    const reads = bridge.asked.filter(({ name }) => name === 'sheet.read').length
    bridge.emit('service.changed', { state: 'running', error: null })
    await expect.poll(() => page.getByTestId('service-restarting').count()).toBe(0)
    await expect.poll(() => bridge.asked.filter(({ name }) => name === 'sheet.read').length).toBeGreaterThan(reads)
  }))
