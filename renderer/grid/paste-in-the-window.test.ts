import type { Locator } from 'playwright'
import { beforeEach, describe, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { active, bridge, cell, gestures, notice, open, page, press, toClipboard, valueOf } = gridWindow()
const inMay = (day: string) => bridge().valueOf('0427', 'valetDaily', `2026-05-${day}`)
const facts = () => page().getByTestId('paste-summary').locator('li').allInnerTexts()

/** True where a cell is not scrolled out of its grid. */
const isInView = (one: Locator) =>
  one.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  })

beforeEach(() => open())

describe('C4 block runs past the last row', () => {
  test('C4 block runs past the last row: it goes on in the month after, and each part is undone by itself', async () => {
    const before = [[29, 30].map((day) => valueOf(day)), ['01', '02'].map(inMay)]
    await cell(29).click()
    await toClipboard('81\n82\n83\n84\n')
    await press('Control+v')
    const goOn = page().getByTestId('paste-go-on')
    await goOn.waitFor()
    expect(await facts()).toEqual([
      '2 cells can be taken.',
      '2 texts lie outside the grid.',
      '2 of them can go on in May 2026; else they are left out.',
    ])
    expect(await violations(page())).toEqual([])
    expect(await goOn.innerText()).toBe('Paste 2 cells, continue in May 2026')
    await goOn.click()
    await expect.poll(() => ['01', '02'].map(inMay)).toEqual([83, 84].map(vehicles))
    await expect.poll(active).toBe('2026-05-01 valetDaily')
    await expect.poll(() => isInView(page().locator('[row-id="2026-05-01"] [col-id="valetDaily"]'))).toBe(true)
    expect(gestures().map(({ label }) => label)).toEqual([
      'Pasted 4 × 1 at Valet daily, Wed, Apr 29',
      'Pasted 2 × 1 at Valet daily, Fri, May 1',
    ])
    await press('Control+z')
    await expect.poll(() => ['01', '02'].map(inMay)).toEqual(before[1])
    expect([29, 30].map((day) => valueOf(day))).toEqual([81, 82].map(vehicles))
    await press('Control+z')
    await expect.poll(() => [29, 30].map((day) => valueOf(day))).toEqual(before[0])
  })

  test('C4 block runs past the last row: what fits can go in alone', async () => {
    await cell(30).click()
    await toClipboard('81\n82\n')
    await press('Control+v')
    await page().getByTestId('paste-take').click()
    await expect.poll(() => valueOf(30)).toBe(vehicles(81))
    await expect.poll(notice).toBe('Pasted 1 cell; 1 text outside the grid left out.')
    expect(gestures().length).toBe(1)
  })

  test('C4 block runs past the last row: a month that is not here is said, and nothing moves there', async () => {
    await cell(30).click()
    await toClipboard('81\n82\n')
    await press('Control+v')
    bridge().state.missingMonths = ['2026-05']
    await page().getByTestId('paste-go-on').click()
    await expect.poll(notice).toBe('1 number was left out: May 2026 is not on this laptop yet.')
    expect([valueOf(30), gestures().length]).toEqual([vehicles(81), 1])
  })

  test('C4 block runs past the last row: days on which the site is closed are told there with why', async () => {
    bridge().state.open = { startDate: null, closeDate: '2026-05-01' }
    await cell(30).click()
    await toClipboard('81\n82\n83\n')
    await press('Control+v')
    await page().getByTestId('paste-go-on').click()
    await page().getByText('Nothing is pasted in May 2026 yet').waitFor()
    const skipped = page().getByTestId('paste-preview').locator('[data-verdict="skipped"] tr')
    expect(await skipped.allInnerTexts()).toEqual([expect.stringContaining('Valet daily, Sat, May 2')])
    await page().getByTestId('paste-take').click()
    await expect.poll(() => inMay('01')).toBe(vehicles(82))
    expect(gestures().length).toBe(2)
  })

  test('C4 block runs past the last column: what fits goes in, and the texts left out are counted', async () => {
    await cell(16, 'externalRevenue').click()
    await press('ArrowLeft')
    await toClipboard('3\t4\t5\t6\n3\t4\t5\t6\n')
    await press('Control+v')
    await page().getByTestId('paste-preview').waitFor()
    expect(await page().getByTestId('paste-go-on').count()).toBe(0)
    await expect.poll(facts).toContainEqual('4 texts lie outside the grid.')
  })
})

describe('C4 read-only, locked, actualised or total cells inside', () => {
  test('C4 read-only, locked, actualised or total cells inside: days that are over are passed over in place, with why', async () => {
    const before = [8, 9].map((day) => valueOf(day))
    await cell(8).click()
    await toClipboard('71\n72\n73\n74\n')
    await press('Control+v')
    const rows = page().getByTestId('paste-preview').locator('[data-verdict="skipped"] tr')
    await expect
      .poll(() => rows.allInnerTexts())
      .toEqual([
        expect.stringMatching(/^Valet daily, Wed, Apr 8\t71\tPassed over\t.*actual/),
        expect.stringMatching(/^Valet daily, Thu, Apr 9\t72\tPassed over\t.*actual/),
      ])
    expect(await facts()).toEqual(['2 cells can be taken.', '2 cells in it stay as they are; nothing is shifted.'])
    await page().getByTestId('paste-take').click()
    await expect.poll(() => [10, 11].map((day) => valueOf(day))).toEqual([73, 74].map(vehicles))
    expect([8, 9].map((day) => valueOf(day))).toEqual(before)
    await expect.poll(notice).toBe('Pasted 2 cells; 2 cells were left as they are.')
  })

  test('C4 read-only, locked, actualised or total cells inside: computed ones ask nothing, and which they are can be looked at', async () => {
    await cell(13).click()
    await toClipboard('81\t7\t14\n')
    await press('Control+v')
    await expect.poll(() => valueOf(13, 'valetMonthly')).toBe(vehicles(14))
    await page().getByTestId('left-open').click()
    const left = page().getByTestId('left-cells')
    await expect.poll(() => left.locator('[data-verdict="skipped"] tr').count()).toBe(1)
    expect(await violations(page())).toEqual([])
    await press('Escape')
    await page().keyboard.press('Control+z')
    await expect.poll(() => page().getByTestId('left-open').count()).toBe(0)
  })

  test('C4 read-only, locked, actualised or total cells inside: Ctrl+Enter and Ctrl+D fill the others and say how many they left', async () => {
    const closed = valueOf(9)
    await cell(11).click()
    await press('Shift+ArrowUp', 'Shift+ArrowUp')
    await page().keyboard.type('44')
    await press('Control+Enter')
    await expect.poll(() => [10, 11].map((day) => valueOf(day))).toEqual([44, 44].map(vehicles))
    await expect.poll(notice).toBe('Filled 2 cells; 1 cell was left as it is.')
    await press('Control+d')
    await expect.poll(() => gestures().map(({ cells }) => cells)).toEqual([2, 2])
    await expect.poll(() => [10, 11].map((day) => valueOf(day))).not.toEqual([44, 44].map(vehicles))
    await expect.poll(notice).toBe('Filled 2 cells; 1 cell was left as it is.')
    expect(valueOf(9)).toBe(closed)
  })
})
