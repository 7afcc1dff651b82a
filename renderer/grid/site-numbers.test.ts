import { expect, test } from 'vitest'
import { FAKE_SITES } from '../../tests/support/fake-data.ts'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { active, cell, gestures, notice, open, page, press, toClipboard, valueOf } = gridWindow()

/** The site of the window declares that it writes numbers as in Germany. */
const sites = FAKE_SITES.map((site) => ({
  ...site,
  attributes: { ...site.attributes, numberLocale: 'de-DE' as const },
}))

test('C3: numbers are typed, shown, opened and changed as the site writes them', async () => {
  await open({ sites })
  await cell(16).click()
  await page().keyboard.type('1.234,5')
  await press('Enter')
  await expect.poll(() => valueOf(16)).toBe(vehicles(1234.5))
  await expect.poll(() => cell(16).textContent()).toBe('1.235')
  await press('ArrowUp', 'F2')
  expect(await page().locator('.number-editor').inputValue()).toBe('1234,5')
  await press('Escape')
  await page().keyboard.type('*1,5')
  await expect.poll(() => page().locator('.entry-preview').textContent()).toBe('1234,5 becomes 1851,75')
  await press('Enter')
  await expect.poll(() => valueOf(16)).toBe(vehicles(1851.75))
})

test('C3: a number of another country is refused with how it is written here, and nothing is stored', async () => {
  await open({ sites })
  const before = valueOf(16)
  await cell(16).click()
  await page().keyboard.type('1,234.5')
  await press('Enter')
  await expect
    .poll(() => page().getByRole('alert').textContent())
    .toBe('“1,234.5” is not how numbers are written at this site. Write it like 1.234,5.')
  await press('Escape')
  expect([valueOf(16), gestures(), await active()]).toEqual([before, [], '2026-04-16 valetDaily'])
})

test('C3: a paste is read the same way, says so, and lists what is not; a copy is written so', async () => {
  await open({ sites })
  const before = valueOf(17)
  await cell(16).click()
  await toClipboard('12,5\n12.5\n')
  await press('Control+v')
  const preview = page().getByTestId('paste-preview')
  await preview.getByText('Numbers are read as they are written at this site: 1.234,5').waitFor()
  await expect
    .poll(() => preview.locator('[data-verdict="refused"] tr').allInnerTexts())
    .toEqual([
      'Valet daily, Fri, Apr 17\t12.5\tRefused\t“12.5” is not how numbers are written at this site. Write it like 1.234,5.',
    ])
  await page().getByTestId('paste-take').click()
  await expect.poll(() => [valueOf(16), valueOf(17)]).toEqual([vehicles(12.5), before])
  await press('Control+c')
  await expect.poll(notice).toContain('Copied')
  expect((await page().evaluate(() => navigator.clipboard.readText())).split(/\r?\n/)[0]).toBe('12,5')
})
