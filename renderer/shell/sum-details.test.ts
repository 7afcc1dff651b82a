import { beforeEach, describe, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { cell, open, page, press } = gridWindow()
const details = () => page().getByTestId('inspector')
const heading = () => details().getByRole('heading', { level: 2 }).innerText()
const made = () => details().getByTestId('sum-made').innerText()
const entry = () => details().getByTestId('sum-entry').innerText()
const fact = (name: string) =>
  details()
    .locator('dl.facts > div')
    .filter({ has: page().getByText(name, { exact: true }) })
    .locator('dd')
    .innerText()
const rounded = async (name: string) => Math.round(Number((await fact(name)).replaceAll(/[$,% h]/g, '')))
const shown = async (row: string, column: string) =>
  Number((await cell(row, column).locator('.beside, :scope').first().textContent())?.replaceAll(/[,%]/g, ''))

describe('the details of a sum of Statistics', () => {
  beforeEach(() => open())

  test('of a week tell what it adds up, what it stands beside, and what typing there does', async () => {
    await cell('week-2026-04-05').click()
    await expect.poll(heading).toBe('Valet daily, Apr 5–11')
    expect(await made()).toBe('7 days: 5 actual, 2 typed.')
    expect(await rounded('Value')).toBe(await shown('week-2026-04-05', 'valetDaily'))
    expect(await fact('Budget')).toBe('439')
    expect(await fact('Against budget')).toMatch(/^[+-][\d.]+%$/)
    expect(await rounded('Actual of 5 days')).toBeGreaterThan(300)
    expect(await entry()).toContain('spread over 2 open days in their present proportions')
    expect(await violations(page())).toEqual([])
  })

  test('of a percentage tell of which sums it is one, and that it is no average', async () => {
    await cell('week-2026-04-12', 'occupancy').click()
    await expect.poll(made).toMatch(/^Worked out from the sums of 7 days, no average of them: 7 typed\.$/)
    const steps = await details().getByRole('listitem').innerText()
    const [, rooms = '', nights = '', answer = ''] =
      /^([\d,.]+) occupied of ([\d,]+) available room nights = ([\d.]+)%$/.exec(steps) ?? []
    const plain = (text: string) => Number(text.replaceAll(',', ''))
    expect(plain(nights)).toBe(360 * 7)
    expect(Math.abs((plain(rooms) / plain(nights)) * 100 - plain(answer))).toBeLessThan(0.01)
    expect(await fact('Value')).toBe(`${answer}%`)
    expect(await entry()).toContain('put on each of its open days')
    expect(await details().getByText('Against budget').count()).toBe(0)
  })

  test('of the month’s total, a computed one, and the year tell the same of theirs', async () => {
    await cell('total').click()
    await expect.poll(heading).toBe('Valet daily, April')
    expect(await made()).toMatch(/^30 days: 9 actual, \d+ typed, \d+ from the budget\.$/)
    expect(await entry()).toContain('asks how it is spread over 21 open cells')
    await cell('total', 'externalRevenue').click()
    await expect.poll(heading).toBe('External revenue, April')
    expect(await fact('Value')).toMatch(/^\$[\d,]+\.\d\d$/)
    expect(await details().getByTestId('lock-reason').innerText()).toContain('computed from other numbers')
    await cell('total', 'selfDaily').click()
    await press('Control+Shift+m')
    await cell('total', 'selfDaily').click()
    await expect.poll(made).toMatch(/^365 days: /)
    expect(await rounded('Value')).toBe(await shown('total', 'selfDaily'))
    await cell('2026-07', 'selfDaily').click()
    await expect.poll(made).toMatch(/^31 days: /)
    expect(await entry()).toContain('31 open days')
  })

  test('follow what is typed', async () => {
    await cell('week-2026-04-12').click()
    await page().keyboard.type('700')
    await press('Enter')
    await cell('week-2026-04-12').click()
    await expect.poll(() => fact('Value')).toBe('700')
    expect(await made()).toBe('7 days: 7 typed.')
  })
})

describe('the details of a sum of Payroll', () => {
  beforeEach(async () => {
    await open()
    await page().getByTestId('tab-payroll').click()
    await cell(16, 'total').waitFor()
  })

  test('of all jobs on a day name each job, and how a number typed there is spread', async () => {
    await cell(16, 'total').click()
    await expect.poll(heading).toContain('All job codes added')
    expect(await made()).toBe('Sum of the columns')
    const parts = await details().getByRole('listitem').allInnerTexts()
    const sum = parts.map((one) => Number(/: ([\d.]+)$/.exec(one)?.[1] ?? 0)).reduce((a, b) => a + b, 0)
    expect(await fact('Value')).toBe(`${Math.round(sum * 100) / 100} h`)
    expect(await entry()).toContain('asks how it is spread over')
    await cell(16, 'scheduled').click()
    await expect.poll(() => details().innerText()).toContain('This comes from the published shifts')
  })

  test('of a week and of the month tell what they add up and what typing does', async () => {
    await cell('week-2026-04-12', 'Valet').click()
    await expect.poll(made).toMatch(/^7 days: /)
    expect(await entry()).toContain('spread over 7 open days by their pattern, and on each over the job codes')
    await cell('total', 'Valet').click()
    await expect.poll(made).toMatch(/^30 days: /)
    expect(await entry()).toContain('asks how it is spread over 21 open cells')
    await press('Control+Shift+m')
    await cell('total', 'Valet').click()
    await expect.poll(made).toBe('Adds up 12 cells.')
    expect(await rounded('Value')).toBe(Math.round(await shown('total', 'Valet')))
  })
})

test('the details of a total of months tell what it adds up', async () => {
  await open()
  await page().getByTestId('tab-other-revenue').click()
  await cell('revenue.gpoFees', '2026-11').click()
  await page().keyboard.type('120.5')
  await press('Enter')
  await cell('total', '2026-11').click()
  await press('Control+i')
  await expect.poll(made).toBe('Adds up 6 cells.')
  expect(await fact('Value')).toBe('-$120.50') // a fee is a deduction
  expect(await entry()).toContain('asks how it is spread over 6 open cells')
  await cell('revenue.gpoFees', 'total').click()
  await expect.poll(made).toBe('Adds up 12 cells.')
})
