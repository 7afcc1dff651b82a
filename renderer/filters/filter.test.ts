import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { type FakeBridge, fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

/** Opens the P&L of all sites. */
async function inRollup(act: (page: Page, bridge: FakeBridge) => Promise<void>): Promise<void> {
  const bridge = fakeBridge()
  bridge.state.preferences = { ...bridge.state.preferences, tab: 'pl-view', plLevel: 'company' }
  const { page, close, complaints } = await host.open(bridge)
  await page.getByTestId('pl-sites').waitFor()
  await act(page, bridge)
  await close()
  expect(complaints).toEqual([])
}

const title = (page: Page) => page.getByTestId('pl-view').locator('h2').textContent()
const rollupsAsked = (bridge: FakeBridge) =>
  bridge.asked.flatMap(({ name, input }) => (name === 'rollup.read' ? [input] : []))

test('a filter is chosen by keyboard, shows its count, sites and chips, and comes off chip by chip', () =>
  inRollup(async (page, bridge) => {
    await page.getByTestId('filter-open').focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByTestId('filter-dialog')
    await page.getByTestId('filter-businessSegment').locator('summary').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('filter-businessSegment-Hospitality').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    expect(await violations(page)).toEqual([])
    await page.getByTestId('filter-businessSegment-Commercial').check()
    await expect.poll(() => dialog.getByTestId('filter-sites').textContent()).toBe('2 of 3 sites0427, 0612')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => title(page)).toContain('Filtered sites · 2 sites')
    expect(rollupsAsked(bridge).at(-1)).toMatchObject({
      level: 'company',
      filter: { businessSegment: ['Hospitality', 'Commercial'] },
    })
    expect(await page.getByTestId('filter-count').textContent()).toBe('2')
    expect(await violations(page)).toEqual([])
    await page.getByTestId('chip-businessSegment-Commercial').click()
    await expect.poll(() => title(page)).toContain('Filtered sites · 1 site')
    await page.getByTestId('chip-businessSegment-Hospitality').click()
    await expect.poll(() => title(page)).toContain('All sites · 3 sites')
    expect(rollupsAsked(bridge).at(-1)).not.toHaveProperty('filter')
    expect(await page.getByTestId('filter-count').count()).toBe(0)
  }))

test('organization widens, customer narrows, and what fits no site is said in the place of the figures', () =>
  inRollup(async (page) => {
    await page.getByTestId('filter-open').click()
    const dialog = page.getByTestId('filter-dialog')
    const tick = async (field: string, value: string) => {
      const choice = page.getByTestId(`filter-${field}`)
      if ((await choice.getAttribute('open')) === null) await choice.locator('summary').click()
      await page.getByTestId(`filter-${field}-${value}`).check()
    }
    await tick('legalEntity', 'Lakeland Valet Inc.')
    await tick('site', '0612')
    await expect.poll(() => dialog.getByTestId('filter-sites').textContent()).toBe('2 of 3 sites0431, 0612')
    await tick('contractType', 'PerLaborHour')
    await expect.poll(() => dialog.getByTestId('filter-sites').textContent()).toBe('1 of 3 sites0612')
    await tick('businessSegment', 'Hospitality')
    await dialog.getByTestId('filter-none').waitFor()
    await page.getByTestId('filter-apply').click()
    await page.getByTestId('state-no-site-left').getByRole('button').click()
    await expect.poll(() => title(page)).toContain('All sites · 3 sites')
  }))

test('the filter is there after the window is opened again, and holds for the queue and the pack', () =>
  inRollup(async (page, bridge) => {
    bridge.state.preferences = { ...bridge.state.preferences, siteFilter: { site: ['0431', '0612'] } }
    await page.reload()
    await expect.poll(() => title(page)).toContain('Filtered sites · 2 sites')
    await page.keyboard.press('Control+e')
    await page.getByTestId('export-of-company').check()
    await page.getByTestId('export-go').click()
    await expect
      .poll(() => bridge.asked.find(({ name }) => name === 'export.start')?.input)
      .toMatchObject({
        of: { kind: 'pack', level: 'company', filter: { site: ['0431', '0612'] } },
      })
    bridge.emit('command.chosen', { command: 'review.queue' })
    const rows = page.getByTestId('queue-sites').locator('tbody tr')
    await expect.poll(() => rows.count()).toBeGreaterThan(0)
    const shown = (await rows.allTextContents()).map((text) => text.slice(0, 4))
    expect(shown.filter((siteId) => !['0431', '0612'].includes(siteId))).toEqual([])
    const filtered = shown.length
    await page.getByTestId('filter-clear').click()
    await expect.poll(() => rows.count()).toBeGreaterThan(filtered)
  }))

test('opened from a site the filter begins with that site, and more sites are shown as their sum', () =>
  inRollup(async (page, bridge) => {
    await page.getByTestId('pl-level-site').click()
    await page.keyboard.press('Control+Shift+f')
    const dialog = page.getByTestId('filter-dialog')
    expect(await page.getByTestId('filter-site-0427').isChecked()).toBe(true)
    await page.getByTestId('filter-site-0612').check()
    await page.getByTestId('filter-apply').click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => title(page)).toContain('Filtered sites · 2 sites')
    expect(bridge.state.preferences).toMatchObject({ plLevel: 'company', siteFilter: { site: ['0427', '0612'] } })
  }))

test('a rollup is listed by manager with sites and states, sites of nobody apart, and a group opens as a filter', () =>
  inRollup(async (page, bridge) => {
    await expect
      .poll(() => page.getByTestId('pl-state-counts').textContent())
      .toBe('1 not here yet1 untouched1 submitted')
    await page.getByTestId('pl-group-by-accountManager').click()
    const rows = page.getByTestId('pl-groups').locator('tbody tr')
    await expect.poll(() => rows.allTextContents()).toHaveLength(2)
    const [first = '', second = ''] = await rows.allTextContents()
    expect(first).toMatch(/^Mara Lindqvist21 not here yet1 submitted660,960660,840\+120/)
    expect(second).toMatch(/^Unassigned11 untouched\d/)
    expect(await violations(page)).toEqual([])
    await page.getByTestId('pl-group-Unassigned').getByRole('button').click()
    await expect.poll(() => title(page)).toContain('Filtered sites · 1 site')
    expect(bridge.state.preferences.siteFilter).toEqual({ accountManager: ['Unassigned'] })
  }))
