import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { type BrowserHost, type OpenWindow, startBrowserHost } from '../../tests/support/browser-host.ts'
import { type FakeBridge, fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
let window: OpenWindow
let page: Page
let bridge: FakeBridge

const SITE = '0427'
const cell = (day: number, line = 'valetDaily') =>
  page.locator(`[row-id="2026-04-${String(day).padStart(2, '0')}"] [col-id="${line}"]`)
const valueOf = (day: number, line = 'valetDaily') =>
  bridge.valueOf(SITE, line, `2026-04-${String(day).padStart(2, '0')}`)
const vehicles = (count: number) => count * 1_000_000
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
const gestures = () => bridge.gestures.map(({ source, label, writes }) => ({ source, label, cells: writes.length }))
const active = () =>
  page.evaluate(() => {
    const focused = document.activeElement
    return `${focused?.closest('[row-id]')?.getAttribute('row-id')} ${focused?.getAttribute('col-id')}`
  })
const copyToClipboard = (text: string) => page.evaluate((copied) => navigator.clipboard.writeText(copied), text)

async function open(state: Parameters<typeof fakeBridge>[0] = {}): Promise<void> {
  bridge = fakeBridge(state)
  window = await host.open(bridge)
  page = window.page
  await cell(16).waitFor()
  await page.waitForFunction(() => performance.getEntriesByName('frontline:editable').length > 0)
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

describe('typing', () => {
  beforeEach(() => open())

  test('the first day that can be typed has the keyboard at the start', async () => {
    await expect.poll(() => active()).toBe('2026-04-10 occupancy')
    expect(await page.evaluate(() => performance.getEntriesByName('frontline:editable').length)).toBe(1)
  })

  test('typing over a number and Enter saves it as one gesture and goes down', async () => {
    await cell(16).click()
    await page.keyboard.type('96')
    await press('Enter')
    await expect.poll(() => valueOf(16)).toBe(vehicles(96))
    await expect.poll(() => cell(16).textContent()).toBe('96')
    expect(gestures()).toEqual([{ source: 'typed', label: 'Typed 96 in Valet daily, Thu, Apr 16', cells: 1 }])
    await expect.poll(() => active()).toBe('2026-04-17 valetDaily')
  })

  test('no keystroke is lost, however fast they come', async () => {
    await cell(16).click()
    await page.evaluate(() => {
      for (const key of ['8', '7', '6', '5']) {
        const target = document.activeElement
        const isTaken = !target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        // What the browser itself does with a key that nobody took, in whatever field then has the keyboard.
        const field = document.activeElement
        if (!isTaken && field instanceof HTMLInputElement && field === target)
          field.setRangeText(key, field.value.length, field.value.length, 'end')
      }
    })
    await press('Enter')
    await expect.poll(() => valueOf(16)).toBe(vehicles(8765))
  })

  test('a key in the same moment as the click before it goes to the clicked cell', async () => {
    await cell(16).evaluate((clicked: HTMLElement) => {
      clicked.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))
      clicked.focus()
      const del = new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(del)
    })
    const cleared = () => bridge.gestures.flatMap(({ writes }) => writes.map(({ period }) => period))
    await expect.poll(cleared).toEqual(['2026-04-16'])
  })

  test('keys held down move as far as they were pressed', async () => {
    await cell(12).click()
    await page.evaluate(() => {
      for (let i = 0; i < 6; i += 1) {
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }),
        )
      }
    })
    await page.getByTestId('inspector').getByText('Valet daily · Sat, Apr 18').waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[row-id="2026-04-18"]'))
    await page.keyboard.press('Delete')
    await expect
      .poll(() => bridge.gestures.map(({ writes }) => writes.map(({ period }) => period)))
      .toEqual([['2026-04-18']])
  })

  test('the week, the month and the revenue follow in the same moment', async () => {
    const revenue = cell(16, 'externalRevenue')
    const before = await revenue.textContent()
    await cell(16).click()
    await page.keyboard.type('1000')
    await press('Enter')
    await expect.poll(() => revenue.textContent()).not.toBe(before)
    const total = await page
      .locator('[row-id="b-total"] [col-id="valetDaily"], [row-id="total"] [col-id="valetDaily"]')
      .textContent()
    const days = await page.locator('.row-entry [col-id="valetDaily"]').allTextContents()
    const sum = days.reduce((all, text) => all + Number(text.replace(',', '')), 0)
    expect(Math.abs(Number(total?.replace(',', '')) - sum)).toBeLessThan(16) // budget days show rounded
  })

  test('Tab goes right past computed cells, and Enter returns under where the Tabs began', async () => {
    await cell(16).click()
    await page.keyboard.type('71')
    await press('Tab')
    await expect.poll(() => active()).toBe('2026-04-16 valetMonthly')
    await page.keyboard.type('13')
    await press('Enter')
    await expect.poll(() => active()).toBe('2026-04-17 valetDaily')
    await press('Shift+Tab')
    await expect.poll(() => active()).toBe('2026-04-17 occupancy')
    expect([valueOf(16), valueOf(16, 'valetMonthly')]).toEqual([vehicles(71), vehicles(13)])
  })

  test('Esc leaves the old number', async () => {
    const before = valueOf(16)
    await cell(16).click()
    await page.keyboard.type('5')
    await press('Escape')
    expect([valueOf(16), gestures(), await active()]).toEqual([before, [], '2026-04-16 valetDaily'])
  })

  test('F2 opens the exact number, and Enter without a change writes nothing', async () => {
    await cell(28).click()
    await press('F2')
    const text = await page.locator('.number-editor').inputValue()
    expect(Number(text)).toBeGreaterThan(60)
    expect(text).toContain('.') // a month's budget spread over its days
    await press('Enter')
    expect(gestures()).toEqual([])
    await cell(16).click()
    await press('F2', 'End', '5', 'Enter')
    await expect.poll(() => bridge.gestures.length).toBe(1)
    expect(String(valueOf(16))).toMatch(/^\d\d5000000$/)
  })

  test('Delete clears every chosen cell in one gesture, and they fall back to budget', async () => {
    await cell(14).click()
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Delete')
    await expect.poll(() => [valueOf(14), valueOf(15), valueOf(16)]).toEqual([null, null, null])
    expect(gestures()).toEqual([{ source: 'clear', label: 'Cleared 3 cells', cells: 3 }])
    await expect.poll(() => cell(16).getAttribute('class')).toContain('from-budget')
  })

  test('typing occupancy clears the occupied rooms of that day in the same gesture, and the other way round', async () => {
    await page.getByTestId('input-mode-rooms').click()
    await cell(16, 'occupiedRooms').click()
    await page.keyboard.type('301')
    await press('Enter')
    await expect.poll(() => [valueOf(16, 'occupiedRooms'), valueOf(16, 'occupancy')]).toEqual([vehicles(301), null])
    await page.getByTestId('input-mode-percentage').click()
    await cell(16, 'occupancy').click()
    await page.keyboard.type('50')
    await press('Enter')
    await expect.poll(() => [valueOf(16, 'occupancy'), valueOf(16, 'occupiedRooms')]).toEqual([5000, null])
    expect(bridge.gestures.map(({ writes }) => writes.length)).toEqual([2, 2])
    await expect.poll(() => cell(16, 'occupiedRooms').textContent()).toBe('180')
  })

  test('what is no number stays in the editor with the reason, and nobody leaves the month without it', async () => {
    await cell(16, 'occupancy').click()
    await page.keyboard.type('130')
    await press('Enter')
    await expect.poll(() => page.getByRole('alert').textContent()).toBe('Enter 0 % to 100 %.')
    await page.getByTestId('period-next').click()
    await page.getByTestId('tab-pl-view').click()
    await expect.poll(() => page.locator('.number-editor').inputValue()).toBe('130')
    expect([gestures(), bridge.state.preferences.month]).toEqual([[], '2026-04'])
    await press('Backspace', 'Backspace', 'Backspace', '9', '0', 'Enter')
    await expect.poll(() => valueOf(16, 'occupancy')).toBe(9000)
  })

  test('clicking another cell takes what was typed', async () => {
    await cell(16).click()
    await page.keyboard.type('77')
    await cell(20).click()
    await expect.poll(() => valueOf(16)).toBe(vehicles(77))
  })

  test('a day with an actual cannot be typed and says why', async () => {
    await cell(3).click()
    await page.keyboard.type('9')
    await expect.poll(() => page.getByTestId('notice').textContent()).toContain('The actual of this day is loaded')
    await expect.poll(() => page.locator('.number-editor').count()).toBe(0)
    await expect.poll(() => page.getByTestId('lock-reason').textContent()).toContain('The actual of this day is loaded')
  })
})

test('a day on which the site is not in operation expects nothing, and says so when typed on', async () => {
  await open({ open: { startDate: null, closeDate: '2026-04-20' } })
  await expect.poll(() => cell(24).textContent()).toBe('0')
  await cell(24).click()
  await page.keyboard.type('9')
  await expect.poll(() => page.getByTestId('notice').textContent()).toContain('not in operation')
  await expect.poll(() => page.getByTestId('lock-reason').textContent()).toContain('not in operation')
  expect(gestures()).toEqual([])
})

describe('blocks', () => {
  beforeEach(() => open())

  test('a pasted block is one gesture; computed cells inside it stay as they are', async () => {
    await cell(13).click()
    await copyToClipboard('81\t\t14\r\n82\t\t15\r\n')
    await press('Control+v')
    await expect
      .poll(() => [valueOf(13), valueOf(14), valueOf(13, 'valetMonthly'), valueOf(14, 'valetMonthly')])
      .toEqual([81, 82, 14, 15].map(vehicles))
    expect(gestures()).toEqual([{ source: 'paste', label: 'Pasted 2 × 3 at Valet daily, Mon, Apr 13', cells: 4 }])
    await expect
      .poll(() => page.getByTestId('notice').textContent())
      .toBe('Pasted 4 cells; 2 cells were left as they are.')
  })

  test('a paste over a week end goes on with the next day, not into the week’s sum', async () => {
    await cell(18).click()
    await copyToClipboard('41\n42\n43\n')
    await press('Control+v')
    await expect.poll(() => [valueOf(18), valueOf(19), valueOf(20)]).toEqual([41, 42, 43].map(vehicles))
  })

  test('a block with bad cells is pasted only when asked, and every bad cell is listed with its reason (C4)', async () => {
    const before = [valueOf(16), valueOf(17), valueOf(18)]
    await cell(16).click()
    await copyToClipboard('12\n1,5\n100000\n')
    await press('Control+v')
    const rows = page.getByTestId('paste-preview').locator('[data-verdict="refused"] tr')
    await rows.first().waitFor()
    await expect
      .poll(() => rows.allInnerTexts())
      .toEqual([
        'Valet daily, Fri, Apr 17\t1,5\tRefused\tDid you mean 1.5 or 15? Write it without a comma.',
        'Valet daily, Sat, Apr 18\t100000\tRefused\tEnter 0 to 99,999.',
      ])
    await page.getByTestId('paste-nothing').click()
    expect([valueOf(16), valueOf(17), valueOf(18)]).toEqual(before)
    await expect.poll(() => active()).toBe('2026-04-16 valetDaily')
    await press('Control+v')
    await page.getByTestId('paste-take').waitFor()
    await press('Enter')
    await expect.poll(() => [valueOf(16), valueOf(17), valueOf(18)]).toEqual([vehicles(12), before[1], before[2]])
    await expect
      .poll(() => page.getByTestId('notice').textContent())
      .toBe('Pasted 1 cell; 2 cells were refused and kept their numbers.')
  })

  test('a paste onto a closed day is refused', async () => {
    await cell(9).click()
    await copyToClipboard('12\n13\n')
    await press('Control+v')
    await page.getByTestId('paste-preview').getByText('The actual of this day is loaded').waitFor()
    expect(gestures()).toEqual([])
  })

  test('Ctrl+Alt+V and M multiply what is there by what was copied, one undo step', async () => {
    const before = [valueOf(16), valueOf(17)]
    await cell(16).click()
    await copyToClipboard('1.5')
    await press('Shift+ArrowDown', 'Control+Alt+v')
    await page.getByTestId('paste-special').waitFor()
    await press('m', 'Enter')
    await expect.poll(() => [valueOf(16), valueOf(17)]).toEqual(before.map((value) => (value ?? 0) * 1.5))
    expect(gestures().map(({ source, cells }) => [source, cells])).toEqual([['paste', 2]])
    await expect.poll(() => active()).toBe('2026-04-16 valetDaily')
  })

  test('Excel’s own form of the clipboard is pasted with every digit, not the digits it showed', async () => {
    const names =
      'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    const data = '<Row><Cell><Data ss:Type="Number">96.125</Data></Cell></Row>'
    bridge.state.copied = {
      spreadsheet: `<?xml version="1.0"?><Workbook ${names}><Worksheet ss:Name="a"><Table>${data}</Table></Worksheet></Workbook>`,
      html: null,
    }
    await cell(16).click()
    await copyToClipboard('96')
    await press('Control+v')
    await expect.poll(() => valueOf(16)).toBe(vehicles(96.13))
    await expect.poll(() => page.getByTestId('notice').textContent()).toContain('Rounded to 96.13')
  })

  test('what is copied is pasted back exactly, one value over a whole selection', async () => {
    await cell(16, 'occupancy').click()
    await press('Control+c')
    await page.getByText('Copied 1 cell').waitFor()
    await cell(20, 'occupancy').click()
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Control+v')
    const copied = valueOf(16, 'occupancy')
    await expect.poll(() => [20, 21, 22].map((day) => valueOf(day, 'occupancy'))).toEqual([copied, copied, copied])
  })

  test('cut takes the numbers away in one gesture', async () => {
    await cell(16).click()
    await press('Shift+ArrowDown', 'Control+x')
    await expect.poll(() => [valueOf(16), valueOf(17)]).toEqual([null, null])
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d+\r?\n\d+$/)
  })

  test('Shift and a click choose up to there, and the active cell stays where it began', async () => {
    await cell(13).click()
    await cell(15, 'valetMonthly').click({ modifiers: ['Shift'] })
    await page.getByText('Selection 3 × 3').waitFor()
    await expect.poll(() => active()).toBe('2026-04-13 valetDaily')
    await press('Delete')
    await expect.poll(() => [valueOf(13), valueOf(15, 'valetMonthly')]).toEqual([null, null])
  })

  test('Ctrl+D fills down from the first row, and dragging chooses as the keys do', async () => {
    await cell(13).hover()
    await page.mouse.down()
    await cell(16).hover()
    await page.mouse.up()
    await expect.poll(() => page.getByTestId('selection').textContent()).toContain('Selection 4 × 1')
    await press('Control+d')
    const first = valueOf(13)
    await expect.poll(() => [14, 15, 16].map((day) => valueOf(day))).toEqual([first, first, first])
    expect(gestures().length).toBe(1)
  })

  test('Ctrl+Z takes a whole paste back and Ctrl+Y brings it again', async () => {
    const before = [valueOf(16), valueOf(17)]
    await cell(16).click()
    await copyToClipboard('21\n22\n')
    await press('Control+v')
    await expect.poll(() => valueOf(17)).toBe(vehicles(22))
    await press('Control+z')
    await expect.poll(() => [valueOf(16), valueOf(17)]).toEqual(before)
    await expect.poll(() => cell(17).textContent()).toBe(String((before[1] ?? 0) / 1_000_000))
    await expect
      .poll(() => page.getByTestId('notice').textContent())
      .toBe('Undone: Pasted 2 × 1 at Valet daily, Thu, Apr 16')
    await press('Control+y')
    await expect.poll(() => cell(17).textContent()).toBe('22')
  })
})

describe('when storage refuses', () => {
  test('the number is kept with its reason until the person tries again', async () => {
    await open({ failing: { 'cells.write': new AppError('DISK_FULL', 'The disk is full. Free some space.') } })
    const shown = await cell(16).textContent()
    await cell(16).click()
    await page.keyboard.type('96')
    await press('Enter')
    const banner = page.getByTestId('not-saved')
    await banner.waitFor()
    await expect
      .poll(() => banner.textContent())
      .toContain('Typed 96 in Valet daily, Thu, Apr 16. The disk is full. Free some space.')
    await expect.poll(() => cell(16).textContent()).toBe(shown)
    await expect.poll(() => page.getByTestId('status-saved').textContent()).toContain('1 edit not saved')
    bridge.state.failing = {}
    await page.getByTestId('not-saved-again').click()
    await expect.poll(() => valueOf(16)).toBe(vehicles(96))
    await expect.poll(() => banner.count()).toBe(0)
    await expect.poll(() => page.getByTestId('status-saved').textContent()).toContain('Saved on this laptop')
  })

  test('edits typed while an earlier one is still on its way stay on the screen in their order', async () => {
    let release = () => undefined as void
    const hold = new Promise<void>((resolve) => (release = resolve))
    await open({ holding: { 'cells.write': hold } })
    await cell(16).click()
    await page.keyboard.type('91')
    await press('Enter')
    await page.keyboard.type('92')
    await press('Enter')
    expect([await cell(16).textContent(), await cell(17).textContent()]).toEqual(['91', '92'])
    await expect.poll(() => page.getByTestId('status-saved').textContent()).toContain('Saving')
    release()
    await expect.poll(() => bridge.gestures.map(({ writes }) => writes[0]?.value)).toEqual([vehicles(91), vehicles(92)])
    await expect.poll(() => page.getByTestId('status-saved').textContent()).toContain('2 changes waiting to be sent')
    expect([await cell(16).textContent(), await cell(17).textContent()]).toEqual(['91', '92'])
  })
})
