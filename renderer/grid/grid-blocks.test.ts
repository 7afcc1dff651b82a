import { beforeEach, describe, expect, test } from 'vitest'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { active, bridge, cell, gestures, notice, open, page, press, toClipboard, valueOf } = gridWindow()

describe('blocks', () => {
  beforeEach(() => open())

  test('C4 read-only, locked, actualised or total cells inside: a pasted block is one gesture; computed cells inside it stay as they are', async () => {
    await cell(13).click()
    await toClipboard('81\t\t14\r\n82\t\t15\r\n')
    await press('Control+v')
    await expect
      .poll(() => [valueOf(13), valueOf(14), valueOf(13, 'valetMonthly'), valueOf(14, 'valetMonthly')])
      .toEqual([81, 82, 14, 15].map(vehicles))
    expect(gestures()).toEqual([{ source: 'paste', label: 'Pasted 2 × 3 at Valet daily, Mon, Apr 13', cells: 4 }])
    await expect.poll(notice).toBe('Pasted 4 cells; 2 cells were left as they are.')
  })

  test('C4 hidden or filtered rows: a paste over a week end goes on with the next day, not into the week’s sum', async () => {
    await cell(18).click()
    await toClipboard('41\n42\n43\n')
    await press('Control+v')
    await expect.poll(() => [valueOf(18), valueOf(19), valueOf(20)]).toEqual([41, 42, 43].map(vehicles))
  })

  test('C4 wrong type in some cells: a block with bad cells is pasted only when asked, and every bad cell is listed with its reason', async () => {
    const before = [valueOf(16), valueOf(17), valueOf(18)]
    await cell(16).click()
    await toClipboard('12\n1,5\n100000\n')
    await press('Control+v')
    const rows = page().getByTestId('paste-preview').locator('[data-verdict="refused"] tr')
    await rows.first().waitFor()
    await expect
      .poll(() => rows.allInnerTexts())
      .toEqual([
        'Valet daily, Fri, Apr 17\t1,5\tRefused\tDid you mean 1.5 or 15? Write it without a comma.',
        'Valet daily, Sat, Apr 18\t100000\tRefused\tEnter 0 to 99,999.',
      ])
    await page().getByTestId('paste-nothing').click()
    expect([valueOf(16), valueOf(17), valueOf(18)]).toEqual(before)
    await expect.poll(active).toBe('2026-04-16 valetDaily')
    await press('Control+v')
    await page().getByTestId('paste-take').waitFor()
    await press('Enter')
    await expect.poll(() => [valueOf(16), valueOf(17), valueOf(18)]).toEqual([vehicles(12), before[1], before[2]])
    await expect.poll(notice).toBe('Pasted 1 cell; 2 cells were refused and kept their numbers.')
  })

  test('C4 read-only, locked, actualised or total cells inside: onto closed days alone nothing is pasted, and why is said', async () => {
    await cell(9).click()
    await toClipboard('12\n13\n')
    await press('Control+v')
    await page().getByTestId('paste-preview').getByText('The actual of this day is loaded').waitFor()
    expect(gestures()).toEqual([])
  })

  test('C2 Ctrl+Alt+V: with M it multiplies what is there by what was copied, one undo step', async () => {
    const before = [valueOf(16), valueOf(17)]
    await cell(16).click()
    await toClipboard('1.5')
    await press('Shift+ArrowDown', 'Control+Alt+v')
    await page().getByTestId('paste-special').waitFor()
    await press('m', 'Enter')
    await expect.poll(() => [valueOf(16), valueOf(17)]).toEqual(before.map((value) => (value ?? 0) * 1.5))
    expect(gestures().map(({ source, cells }) => [source, cells])).toEqual([['paste', 2]])
    await expect.poll(active).toBe('2026-04-16 valetDaily')
  })

  test('C4 precision: Excel’s own form of the clipboard is pasted with every digit, not the digits it showed', async () => {
    const names =
      'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    const data = '<Row><Cell><Data ss:Type="Number">96.125</Data></Cell></Row>'
    bridge().state.copied = {
      spreadsheet: `<?xml version="1.0"?><Workbook ${names}><Worksheet ss:Name="a"><Table>${data}</Table></Worksheet></Workbook>`,
      html: null,
    }
    await cell(16).click()
    await toClipboard('96')
    await press('Control+v')
    await expect.poll(() => valueOf(16)).toBe(vehicles(96.13))
    await expect.poll(notice).toContain('Rounded to 96.13')
  })

  test('C4 1 × 1 source: what is copied is pasted back exactly, one value over a whole selection', async () => {
    await cell(16, 'occupancy').click()
    await press('Control+c')
    await page().getByText('Copied 1 cell').waitFor()
    await cell(20, 'occupancy').click()
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Control+v')
    const copied = valueOf(16, 'occupancy')
    await expect.poll(() => [20, 21, 22].map((day) => valueOf(day, 'occupancy'))).toEqual([copied, copied, copied])
  })

  test('C4 copy out: chosen in the menu of the application it is the same, as text and as a table', async () => {
    await cell(16).click()
    await press('Shift+ArrowDown')
    const [text, html] = await page().evaluate(() => {
      const clipboardData = new DataTransfer()
      const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
      return ['text/plain', 'text/html'].map((type) => clipboardData.getData(type))
    })
    const numbers = [16, 17].map((day) => (valueOf(day) ?? 0) / 1_000_000)
    expect(text).toBe(numbers.join('\r\n'))
    expect(numbers.map((number) => html?.includes(`x:num="${number}"`))).toEqual([true, true])
    await expect.poll(() => page().locator('.copied-top').count()).toBe(1)
  })

  test('C2 Ctrl+C, X, V: what is cut stays until it is pasted, and one undo takes the whole move back', async () => {
    const before = [16, 17, 18].map((day) => valueOf(day))
    await cell(16).click()
    await press('Shift+ArrowDown', 'Control+x')
    await expect.poll(notice).toBe('Cut 2 cells: they move when you paste them. Esc leaves them.')
    await expect.poll(() => page().evaluate(() => navigator.clipboard.readText())).toMatch(/^\d+\r?\n\d+$/)
    expect(gestures()).toEqual([])
    await cell(17).click()
    await press('Control+v')
    await expect.poll(() => [16, 17, 18].map((day) => valueOf(day))).toEqual([null, before[0], before[1]])
    expect(gestures()).toEqual([{ source: 'paste', label: 'Moved 2 × 1 to Valet daily, Fri, Apr 17', cells: 3 }])
    await expect.poll(() => page().locator('.copied-top').count()).toBe(0)
    await press('Control+z')
    await expect.poll(() => [16, 17, 18].map((day) => valueOf(day))).toEqual(before)
  })

  test('C4 cut → paste: a move that cannot be taken whole takes nothing away from where it was cut, nor does Esc', async () => {
    const before = [16, 17].map((day) => valueOf(day))
    await cell(16).click()
    await press('Shift+ArrowDown', 'Control+x')
    await cell(30).click()
    await press('Control+v')
    await page().getByTestId('paste-take').click()
    await expect.poll(() => valueOf(30)).toBe(before[0])
    await expect.poll(notice).toContain('What was cut stayed where it was')
    expect([16, 17].map((day) => valueOf(day))).toEqual(before)
    await press('Escape')
    await cell(20).click()
    await press('Control+v')
    await expect.poll(() => valueOf(20)).toBe(before[0])
    expect([16, 17].map((day) => valueOf(day))).toEqual(before)
  })

  test('C2 Shift+arrows: Shift and a click choose up to there, and the active cell stays where it began', async () => {
    await cell(13).click()
    await cell(15, 'valetMonthly').click({ modifiers: ['Shift'] })
    await page().getByText('Selection 3 × 3').waitFor()
    await expect.poll(active).toBe('2026-04-13 valetDaily')
    await press('Delete')
    await expect.poll(() => [valueOf(13), valueOf(15, 'valetMonthly')]).toEqual([null, null])
  })

  test('C2 Ctrl+D, Ctrl+R: Ctrl+D fills down from the first row, and dragging chooses as the keys do', async () => {
    await cell(13).hover()
    await page().mouse.down()
    await cell(16).hover()
    await page().mouse.up()
    await expect.poll(() => page().getByTestId('selection').textContent()).toContain('Selection 4 × 1')
    await press('Control+d')
    const first = valueOf(13)
    await expect.poll(() => [14, 15, 16].map((day) => valueOf(day))).toEqual([first, first, first])
    expect(gestures().length).toBe(1)
  })

  test('C2 Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z: Ctrl+Z takes a whole paste back and Ctrl+Y brings it again', async () => {
    const before = [valueOf(16), valueOf(17)]
    await cell(16).click()
    await toClipboard('21\n22\n')
    await press('Control+v')
    await expect.poll(() => valueOf(17)).toBe(vehicles(22))
    await press('Control+z')
    await expect.poll(() => [valueOf(16), valueOf(17)]).toEqual(before)
    await expect.poll(() => cell(17).textContent()).toBe(String((before[1] ?? 0) / 1_000_000))
    await expect.poll(notice).toBe('Undone: Pasted 2 × 1 at Valet daily, Thu, Apr 16')
    await press('Control+y')
    await expect.poll(() => cell(17).textContent()).toBe('22')
  })
  test('C2 Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z: from another tab the undone cell is shown, and Ctrl+Shift+Z does it again', async () => {
    const before = valueOf(28)
    await cell(28).click()
    await page().keyboard.type('12')
    await press('Enter')
    await expect.poll(() => valueOf(28)).toBe(vehicles(12))
    await press('Control+2')
    await page().getByTestId('page-payroll').waitFor()
    await press('Control+z')
    await expect.poll(active).toBe('2026-04-28 valetDaily')
    expect(valueOf(28)).toBe(before)
    await press('Control+Shift+z')
    await expect.poll(() => valueOf(28)).toBe(vehicles(12))
  })
})
