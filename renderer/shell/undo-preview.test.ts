import { beforeEach, expect, test } from 'vitest'
import { addDays } from '../../shared/core/calendar.ts'
import { violations } from '../../tests/support/accessibility.ts'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { active, bridge, cell, gestures, notice, open, page, press, valueOf } = gridWindow()

const LINES = ['valetDaily', 'selfDaily', 'valetMonthly', 'selfMonthly']
const LABEL = 'Filled 520 cells'

/** A step of four lines from Apr 12 on, as a fill over months leaves it behind. */
async function fill(days: number, value: number, label = LABEL): Promise<void> {
  const writes = LINES.flatMap((lineId) =>
    Array.from({ length: days }, (_, i) => ({ lineId, period: addDays('2026-04-12', i), value: vehicles(value) })),
  )
  const gesture = { gestureId: crypto.randomUUID(), siteId: '0427', label, source: 'fill', writes } as const
  const reply = await bridge().call['cells.write'](gesture)
  expect(reply.ok).toBe(true)
  await expect.poll(() => cell(16).textContent()).toBe(String(value))
}
const dialog = () => page().getByTestId('undo-preview')
const facts = () => dialog().locator('li').allTextContents()
const steps = () => bridge().asked.flatMap(({ name }) => (/^gesture\.(undo|redo)$/.test(name) ? [name] : []))

beforeEach(() => open())

test('C2 Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z: above 500 cells what comes back is shown first; Enter takes it, and redo asks as well', async () => {
  const before = valueOf(16)
  await fill(130, 77)
  await cell(16).click()
  await press('Control+z')
  await dialog().getByText('Undo this step?').waitFor()
  expect(await facts()).toEqual([
    `${LABEL} · Mara Ellison, Apr 10, 9:42 AM`,
    '520 cells get back what stood there before: 0427; April 2026 to August 2026 (5 months); Valet daily, Self daily, Valet monthly, Self monthly.',
    'Nothing is changed yet.',
  ])
  const row = dialog().locator('tbody tr', { hasText: 'Valet daily, Thu, Apr 16' })
  expect(await row.locator('td').allTextContents()).toEqual([
    'Valet daily, Thu, Apr 16',
    '77',
    String((before ?? 0) / 1_000_000),
  ])
  expect(await dialog().locator('tbody tr').last().textContent()).toBe('and 20 more cells')
  expect([steps(), valueOf(16), await violations(page())]).toEqual([[], vehicles(77), []])
  await press('Enter')
  await expect.poll(() => valueOf(16)).toBe(before)
  await expect.poll(notice).toBe(`Undone: ${LABEL}`)
  await expect.poll(active).toBe('2026-04-12 valetDaily')
  await press('Control+y')
  await dialog().getByText('Do this step again?').waitFor()
  await press('Enter')
  await expect.poll(() => valueOf(16)).toBe(vehicles(77))
  expect(steps()).toEqual(['gesture.undo', 'gesture.redo'])
})

test('Esc leaves everything as it is and goes back to the cell; Ctrl+Z and Ctrl+Y meanwhile do nothing', async () => {
  await fill(130, 77)
  await cell(18).click()
  await press('Control+z')
  await dialog().waitFor()
  await press('Control+z')
  await press('Control+y')
  await press('Escape')
  await dialog().waitFor({ state: 'detached' })
  expect(bridge().asked.filter(({ name }) => name === 'gesture.preview')).toHaveLength(1)
  await expect.poll(active).toBe('2026-04-18 valetDaily')
  expect([steps(), valueOf(16)]).toEqual([[], vehicles(77)])
})

test('up to 500 cells nothing is asked', async () => {
  const before = valueOf(16)
  await fill(125, 77, 'Filled 500 cells')
  await cell(16).click()
  await press('Control+z')
  await expect.poll(() => valueOf(16)).toBe(before)
  expect([steps(), await dialog().count()]).toEqual([['gesture.undo'], 0])
})

test('from the list, the steps together count: each is named, and one Enter takes all of them', async () => {
  const before = valueOf(16)
  await fill(70, 71, 'Filled 280 cells')
  await fill(65, 72, 'Filled 260 cells')
  await cell(16).click()
  await press('Control+Alt+z')
  await page()
    .getByRole('button', { name: /^Undo up to and with: Filled 280/ })
    .click()
  await dialog().getByText('Undo 2 steps?').waitFor()
  expect((await facts()).slice(0, 2).map((fact) => fact.split(' · ')[0])).toEqual([
    'Filled 260 cells',
    'Filled 280 cells',
  ])
  await press('Enter')
  await expect.poll(() => valueOf(16)).toBe(before)
  await expect.poll(notice).toBe('2 steps undone')
  expect(gestures()).toHaveLength(2)
})

test('what is in the way comes first with its reason; passing over the step says why, and Enter does it', async () => {
  await fill(130, 77)
  const message = `“${LABEL}” cannot be undone: it was changed since.`
  bridge().state.undoRefusal = { cells: { 'selfDaily 2026-05-20': 'Owen changed it since.' }, message }
  await cell(16).click()
  await press('Control+z')
  await dialog().getByText('This step cannot be undone').waitFor()
  expect((await facts()).slice(1)).toEqual([
    'All 520 cells stay as they are: 0427; April 2026 to August 2026 (5 months); Valet daily, Self daily, Valet monthly, Self monthly.',
    '1 cell is in the way, the first in the list.',
    message,
    'It can be passed over; then the step before it comes next.',
  ])
  expect(await dialog().locator('tbody tr').first().locator('td').allTextContents()).toEqual([
    'Self daily, Wed, May 20',
    '77',
    expect.any(String),
    'Owen changed it since.',
  ])
  expect(await page().getByTestId('undo-take').textContent()).toBe('Pass over it')
  await press('Enter')
  await expect.poll(notice).toBe(message)
  expect(valueOf(16)).toBe(vehicles(77))
})
