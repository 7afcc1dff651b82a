import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Preferences } from '../../shared/contract/ipc.ts'
import { AppError } from '../../shared/core/errors.ts'
import { type BrowserHost, type OpenWindow, startBrowserHost } from '../../tests/support/browser-host.ts'
import { type FakeBridge, fakeBridge } from '../../tests/support/fake-bridge.ts'
import { violations } from '../../tests/support/accessibility.ts'
import type { FakeState } from '../../tests/support/fake-state.ts'

let host: BrowserHost
let window: OpenWindow
let page: Page
let bridge: FakeBridge

const dayOf = (day: number) => `2026-04-${String(day).padStart(2, '0')}`
const at = (rowId: string, column: string) => page.locator(`[row-id="${rowId}"] [col-id="${column}"]`)
const cell = (day: number, column: string) => at(dayOf(day), column)
const stored = (code: string, day: number, metric = 'hours', siteId = '0427') =>
  bridge.valueOf(siteId, `payroll.${metric}.${code}`, dayOf(day))
const gestures = () => bridge.gestures.map(({ source, label, writes }) => ({ source, label, cells: writes.length }))
const preview = () => page.locator('.entry-preview').innerText()
const notice = () => page.getByTestId('notice').textContent()

/** Opens the Payroll tab as it was left. */
async function open(state: Partial<FakeState> = {}, preferences: Partial<Preferences> = {}): Promise<void> {
  bridge = fakeBridge(state)
  bridge.state.preferences = { ...bridge.state.preferences, tab: 'payroll', ...preferences }
  window = await host.open(bridge)
  page = window.page
}

async function type(rowId: string, column: string, text: string): Promise<void> {
  await at(rowId, column).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(async () => {
  await host.close()
})
afterEach(async () => {
  const { complaints } = window
  await window.close()
  // oxlint-disable-next-line vitest/no-standalone-expect -- every test ends without a complaint of the page
  expect(complaints).toEqual([])
})

describe('by job code', () => {
  beforeEach(() => open({}, { payrollMode: 'Code' }))

  test('hours typed on a day are one gesture, and the week, the month and the total follow', async () => {
    await type(dayOf(20), 'VLT1', '21.25')
    await expect.poll(() => stored('VLT1', 20)).toBe(2125)
    await expect.poll(() => cell(20, 'VLT1').textContent()).toBe('21.25')
    expect(gestures()).toEqual([
      { source: 'typed', label: 'Typed 21.25 in Valet attendant hours, Mon, Apr 20', cells: 1 },
    ])
    const others = ['GSA1', 'GSC1', 'VLT2', 'BELL'].map((code) => cell(20, code).textContent())
    const hundredths = (text: string | null) => Math.round(Number(text?.replaceAll(',', '')) * 100)
    const sum = (await Promise.all(others)).reduce((all, text) => all + hundredths(text), 2125)
    expect(hundredths(await cell(20, 'total').textContent())).toBe(sum)
  })

  test('typed cost clears the hours, which then follow from the rate, and is cleared with them', async () => {
    await page.getByTestId('payroll-metric-cost').click()
    await type(dayOf(16), 'VLT1', '328')
    await expect.poll(() => stored('VLT1', 16, 'cost')).toBe(32_800)
    expect(stored('VLT1', 16)).toBe(null)
    await page.getByTestId('payroll-metric-hours').click()
    await expect.poll(() => cell(16, 'VLT1').textContent()).toBe('20.00')
    await cell(16, 'VLT1').click()
    await page.keyboard.press('Delete')
    await expect.poll(() => stored('VLT1', 16, 'cost')).toBe(null)
  })

  test('a rate typed for the whole month prices every open day, and the cost follows', async () => {
    await page.getByTestId('payroll-metric-rate').click()
    await type('month', 'BELL', '20')
    await expect.poll(() => stored('BELL', 30, 'rate')).toBe(2000)
    expect([stored('BELL', 9, 'rate'), bridge.gestures.length]).toEqual([null, 1])
    await page.getByTestId('payroll-metric-cost').click()
    const hours = stored('BELL', 16) ?? 0
    await expect.poll(() => cell(16, 'BELL').textContent()).toBe((hours / 5).toFixed(2))
  })

  test('Delete brings a day back to the budget', async () => {
    await cell(16, 'VLT2').click()
    await page.keyboard.press('Delete')
    await expect.poll(() => stored('VLT2', 16)).toBe(null)
    const budgeted = await cell(20, 'VLT2').textContent()
    await expect.poll(() => cell(16, 'VLT2').textContent()).toBe(budgeted)
  })

  test('Ctrl+’ takes the budget into the chosen days, as hours that stay typed', async () => {
    const budgeted = Number(await cell(24, 'VLT2').textContent()) // nobody typed there
    await cell(16, 'VLT2').click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press("Control+'")
    const hundredths = Math.round(budgeted * 100)
    await expect.poll(() => [stored('VLT2', 16), stored('VLT2', 17)]).toEqual([hundredths, hundredths])
    await expect.poll(notice).toBe('Took the budget into 2 cells')
  })

  test('a day that is over says so and takes nothing; nor does a salaried job', async () => {
    await cell(9, 'VLT1').click()
    await page.keyboard.type('5')
    await expect.poll(notice).toBe('The actual of this day is loaded; it cannot be forecast any more.')
    await cell(16, 'MGR').click()
    await page.keyboard.type('5')
    await expect.poll(notice).toBe('This job is salaried; its cost follows from the salary.')
    expect([await page.locator('.number-editor').count(), bridge.gestures.length]).toEqual([0, 0])
  })

  test('what is no number of hours stays in the editor with its reason', async () => {
    await type(dayOf(16), 'VLT1', '-4')
    await expect.poll(() => page.locator('.entry-problem').textContent()).toBe('Hours cannot be negative.')
    await page.keyboard.press('Escape')
    expect(bridge.gestures).toEqual([])
  })
})

describe('by job family', () => {
  beforeEach(() => open())

  test('a family’s day says how it is shared before it is taken, and is shared to the last hundredth', async () => {
    const before = [stored('VLT1', 16) ?? 0, stored('VLT2', 16) ?? 0]
    await cell(16, 'Valet').click()
    await page.keyboard.type('33.33')
    await expect.poll(preview).toMatch(/^33.33 shared by 2 job codes as they are forecast now\.\nVLT1: .+\nVLT2: .+$/)
    expect(bridge.gestures).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => bridge.gestures.length).toBe(1)
    const after = [stored('VLT1', 16) ?? 0, stored('VLT2', 16) ?? 0]
    expect(after.reduce((sum, share) => sum + share, 0)).toBe(3333)
    expect(after.map((share, i) => share > (before[i] ?? 0))).toEqual([true, true])
    expect(gestures()).toEqual([{ source: 'typed', label: 'Typed 33.33 in Valet hours, Thu, Apr 16', cells: 2 }])
    await expect.poll(() => cell(16, 'Valet').textContent()).toBe('33.33')
  })

  test('a family nobody forecast yet is shared by its employees', async () => {
    await cell(20, 'Valet').click()
    await page.keyboard.type('30')
    await expect.poll(preview).toBe('30 shared by 2 job codes by their employees.\nVLT1: 20\nVLT2: 10')
    await page.keyboard.press('Enter')
    await expect.poll(() => [stored('VLT1', 20), stored('VLT2', 20)]).toEqual([2000, 1000])
  })

  test('a week’s total leaves the days that are over, says what they keep, and comes to what was typed', async () => {
    await at('week-2026-04-05', 'Valet').click()
    await page.keyboard.type('300')
    await expect.poll(preview).toMatch(/^300 spread over 2 open days by their pattern\.\nEach day is shared by 2 /)
    expect(await preview()).toContain('The locked days keep 139.25 of it.')
    await page.keyboard.press('Enter')
    await expect.poll(() => at('week-2026-04-05', 'Valet').textContent()).toBe('300.00')
    const written = bridge.gestures.flatMap(({ writes }) => writes)
    expect([...new Set(written.map(({ period }) => period))]).toEqual([dayOf(10), dayOf(11)])
    expect(written.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(30_000 - 13_925)
    expect(bridge.gestures.length).toBe(1)
  })

  test('less than the locked days of a week hold is not taken', async () => {
    await type('week-2026-04-05', 'Valet', '100')
    const problem = 'The locked days already hold more than that.'
    await expect.poll(() => page.locator('.entry-problem').textContent()).toBe(problem)
    await page.keyboard.press('Escape')
    await at('week-2026-04-01', 'Valet').click()
    await page.keyboard.type('7')
    await expect.poll(notice).toBe('Every day of this week is locked.')
    expect(bridge.gestures).toEqual([])
  })

  test('a block pasted over a week’s end is one gesture: each cell is shared, and the week’s sum is passed over', async () => {
    await cell(18, 'Valet').click()
    await page.evaluate(() => navigator.clipboard.writeText('30.01\t10\r\n40.01\t12\r\n'))
    await page.keyboard.press('Control+v')
    await expect.poll(() => [stored('BELL', 18), stored('BELL', 19)]).toEqual([1000, 1200])
    const valet = (day: number) => (stored('VLT1', day) ?? 0) + (stored('VLT2', day) ?? 0)
    expect([valet(18), valet(19)]).toEqual([3001, 4001])
    expect(gestures()).toEqual([{ source: 'paste', label: 'Pasted 2 × 2 at Valet hours, Sat, Apr 18', cells: 6 }])
  })

  test('one undo takes a whole shared week back', async () => {
    const before = await at('week-2026-04-12', 'Valet').textContent()
    await type('week-2026-04-12', 'Valet', '210')
    await expect.poll(() => at('week-2026-04-12', 'Valet').textContent()).toBe('210.00')
    expect(bridge.gestures.map(({ writes }) => writes.length)).toEqual([14])
    await page.getByTestId('undo').click()
    await expect.poll(() => at('week-2026-04-12', 'Valet').textContent()).toBe(before)
  })

  test('resetting to the budget lets go of all that was typed in the chosen days, in one gesture', async () => {
    await cell(16, 'Valet').click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByTestId('reset-to-budget').click()
    await expect.poll(() => [stored('VLT1', 16), stored('VLT2', 17)]).toEqual([null, null])
    expect(gestures()).toEqual([{ source: 'clear', label: 'Reset 4 cells to budget: Valet, Thu, Apr 16', cells: 4 }])
  })

  test('resetting from the menu in the middle of typing lets go of that number as well', async () => {
    await cell(20, 'Bell').click()
    await page.keyboard.type('9')
    bridge.emit('command.chosen', { command: 'reset-to-budget' })
    await expect.poll(() => bridge.gestures.map(({ source }) => source)).toEqual(['typed', 'clear'])
    expect(stored('BELL', 20)).toBe(null)
  })

  test('the page goes from families to codes and from hours to cost, and remembers it', async () => {
    const headers = () => page.locator('.ag-header-cell-text').allInnerTexts()
    await cell(16, 'Valet').waitFor()
    expect(await headers()).toEqual(expect.arrayContaining(['GSA', 'Valet', 'Bell', 'Total', 'Budget', 'Schedule']))
    await page.getByTestId('payroll-mode-Code').click()
    await cell(16, 'VLT1').waitFor()
    await page.getByTestId('payroll-metric-cost').click()
    await expect.poll(() => cell(16, 'MGR').textContent()).toBe('170.00')
    const { payrollMode, payrollMetric } = bridge.state.preferences
    expect({ payrollMode, payrollMetric }).toEqual({ payrollMode: 'Code', payrollMetric: 'cost' })
  })
})

describe('a site paid by the hour', () => {
  beforeEach(() => open({}, { siteId: '0612' }))

  test('opens by code, shows what the contract pays, and names what it does not', async () => {
    await cell(16, 'VLT1').waitFor()
    await type(dayOf(18), 'VLT2', '10')
    await type(dayOf(22), 'VLT2', '10') // 8.8 of it after 40 hours since Saturday
    await page.getByTestId('payroll-metric-revenue').click()
    await expect.poll(() => cell(18, 'VLT2').textContent()).toBe('270.00')
    await expect.poll(() => cell(22, 'VLT2').textContent()).toBe('388.80')
    await expect.poll(() => cell(22, 'BELL').textContent()).toBe('')
    expect(await cell(22, 'BELL').getAttribute('title')).toContain('Bell attendant is not billable')
    await cell(22, 'VLT2').click()
    await page.keyboard.type('1')
    await expect.poll(notice).toContain('Revenue follows from the hours')
  })
})

describe('the details of a cell', () => {
  const details = () => page.getByTestId('inspector').innerText()

  test('of a family name its codes and what it stands beside', async () => {
    await open()
    await cell(16, 'Valet').click()
    const [first, second] = ['VLT1', 'VLT2'].map((code) => (stored(code, 16) ?? 0) / 100)
    await expect.poll(details).toContain(`Valet attendant: ${first}`)
    expect(await details()).toContain(`Senior valet attendant: ${second}`)
    expect(await details()).toMatch(/Valet · Thu, Apr 16[^]*Scheduled\s+[\d.]+\s+Actual\s+–\s+Budget\s+29\.17/)
    expect(await details()).toMatch(/Against budget\s+-6\.6%, medium, favorable/)
  })

  test('of a code say how the cost follows, and who typed the hours', async () => {
    await open({}, { payrollMode: 'Code' })
    await type(dayOf(20), 'BELL', '10')
    await cell(20, 'BELL').click()
    await expect.poll(details).toContain('Mara Ellison')
    expect(await details()).toContain('Waiting to be sent')
    await page.getByTestId('payroll-metric-cost').click()
    await cell(20, 'BELL').click()
    await expect.poll(details).toContain('10 h × $15.75 = $157.50')
    await page.getByTestId('tab-statistics').click()
    await expect.poll(details).toContain('Occupancy · Fri, Apr 10') // the tab that was clicked has the keyboard
  })
})

describe('copying the schedule', () => {
  const change = (day: number, code: string) => page.getByTestId(`copy-${dayOf(day)}-${code}`).locator('td')
  beforeEach(() => open())

  test('shows every cell with what it holds now and from where, and writes nothing until it is confirmed', async () => {
    await cell(16, 'Valet').waitFor()
    await page.getByTestId('copy-schedule').click()
    const typed = (stored('VLT1', 16) ?? 0) / 100
    await expect
      .poll(() => change(16, 'VLT1').allInnerTexts())
      .toEqual(['Valet attendant, Thu, Apr 16', typed.toFixed(2), 'Typed', (typed + 0.75).toFixed(2)])
    expect((await change(20, 'GSA1').allInnerTexts())[2]).toBe('Budget')
    // Days that are over, days without shifts and salaried jobs are not among them.
    expect(
      await Promise.all([change(9, 'VLT1').count(), change(25, 'VLT1').count(), change(16, 'MGR').count()]),
    ).toEqual([0, 0, 0])
    const dialog = await page.getByTestId('copy-schedule-dialog').innerText()
    expect(dialog).toContain('The published shifts of Apr 10–24 become the forecast hours of 75 cells.')
    expect(dialog).toContain('27 numbers that were typed are overwritten.')
    await page.getByTestId('copy-schedule-cancel').click()
    expect([await page.locator('dialog').count(), bridge.gestures.length]).toEqual([0, 0])
  })

  test('is one gesture, the cost follows, and one undo brings everything back', async () => {
    const before = [10, 16, 20, 24].map((day) => [stored('VLT1', day), stored('GSA1', day)])
    const shown = await cell(16, 'Valet').textContent()
    await page.getByTestId('copy-schedule').click()
    await page.getByTestId('copy-schedule-confirm').click()
    await expect.poll(() => bridge.gestures.length).toBe(1)
    expect(gestures()).toEqual([{ source: 'fill', label: 'Copied the schedule of Apr 10–24', cells: 75 }])
    await expect
      .poll(async () => (await cell(16, 'total').textContent()) === (await cell(16, 'scheduled').textContent()))
      .toBe(true)
    expect([await cell(9, 'Valet').textContent(), stored('VLT1', 25)]).toEqual(['26.25', null])
    await page.getByTestId('copy-schedule').click()
    await expect
      .poll(() => page.getByTestId('copy-schedule-dialog').innerText())
      .toContain('holds the schedule already')
    await page.getByTestId('copy-schedule-cancel').click()
    await page.getByTestId('undo').click()
    await expect.poll(() => cell(16, 'Valet').textContent()).toBe(shown)
    expect([10, 16, 20, 24].map((day) => [stored('VLT1', day), stored('GSA1', day)])).toEqual(before)
  })

  test('says where there is nothing to copy', async () => {
    await cell(16, 'Valet').waitFor()
    await page.keyboard.press('Control+]')
    await at('2026-05-16', 'Valet').waitFor()
    await page.getByTestId('copy-schedule').click()
    await expect
      .poll(() => page.getByTestId('copy-schedule-dialog').innerText())
      .toContain('no shifts are published from today on in May 2026')
    expect(await page.getByTestId('copy-schedule-confirm').count()).toBe(0)
  })
})

test('Ctrl+2 opens the tab, and the menu goes to the tab beside it and asks for the schedule', async () => {
  await open({}, { tab: 'statistics' })
  const isOpen = (tab: string) => page.getByTestId(`tab-${tab}`).getAttribute('aria-selected')
  await cell(16, 'valetDaily').waitFor()
  await page.keyboard.press('Control+2')
  await cell(16, 'Valet').waitFor()
  bridge.emit('command.chosen', { command: 'next-tab' })
  await expect.poll(() => isOpen('parking-rates')).toBe('true')
  bridge.emit('command.chosen', { command: 'copy-schedule' })
  await page.getByTestId('copy-schedule-confirm').waitFor()
  expect(await isOpen('payroll')).toBe('true')
})

test.each(['light', 'dark'] as const)('nothing is in the way of anybody (WCAG 2.1 AA), %s', async (theme) => {
  await open({}, { theme })
  await cell(16, 'Valet').click()
  await page.keyboard.type('33')
  await page.locator('.entry-preview').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByTestId('copy-schedule').click()
  await page.getByTestId('copy-schedule-confirm').waitFor()
  expect(await violations(page)).toEqual([])
})

describe('what limits the page', () => {
  test('without the staff nothing can be typed, and the page says what to do', async () => {
    await open({ staff: 'not-here' })
    await page.getByTestId('payroll-no-staff').waitFor()
    expect(await page.getByTestId('grid').count()).toBe(0)
    expect(await page.getByTestId('copy-schedule').count()).toBe(0)
  })

  test('a site with nobody to forecast names who can help', async () => {
    await open({ staff: 'nobody' })
    expect(await page.getByTestId('payroll-no-jobs').innerText()).toContain('HR systems team')
  })

  test('a closed month and a reader see the numbers and cannot change them', async () => {
    await open({}, { month: '2026-03' })
    await page.getByTestId('month-closed').waitFor()
    await at('2026-03-16', 'Valet').click()
    await page.keyboard.type('5')
    await expect.poll(notice).toBe('This month is closed.')
    await window.close()
    await open({ editable: false })
    await page.getByTestId('read-only').waitFor()
    await cell(16, 'Valet').click()
    await page.keyboard.type('5')
    await expect
      .poll(notice)
      .toBe('You are reading this forecast. Numbers change only after “Edit numbers”, where your role has it.')
    expect(bridge.gestures).toEqual([])
  })

  test('a day on which the site is not in operation says so and takes nothing', async () => {
    await open({ open: { startDate: null, closeDate: '2026-04-18' } })
    await cell(20, 'Valet').click()
    await page.keyboard.type('5')
    await expect.poll(notice).toContain('not in operation')
    expect(bridge.gestures).toEqual([])
  })

  test('a month that is not on this laptop yet, or cannot be read, says so', async () => {
    await open({ loaded: false })
    expect(await page.getByTestId('state-not-loaded').innerText()).toContain('not on this laptop yet')
    await window.close()
    await open({ failing: { 'category.read': new AppError('DATABASE_ERROR', 'The store did not answer.') } })
    expect(await page.getByTestId('state-error').innerText()).toContain('The store did not answer.')
  })
})
