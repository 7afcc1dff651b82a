import { expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'
import type { FakeState } from '../../tests/support/fake-state.ts'

const { bridge, open, page } = gridWindow()

const DANA: FakeState['session'] = {
  status: 'signed-in',
  user: { sub: 'dana', name: 'Dana Whitfield', roles: ['district_manager'] },
}
const of = (siteId: string, changed: Partial<FakeState['monthStates'][number]> = {}) => ({
  siteId,
  month: '2026-04',
  state: 'submitted' as const,
  isWaiting: false,
  cells: 0,
  ...changed,
})
const said = (siteId: string) => page().getByTestId(`month-state-${siteId}`)

test('the list of sites says how the open month stands, and nothing of drafts and of other months', async () => {
  await open({
    monthStates: [
      of('0427', { state: 'returned', cells: 2 }),
      of('0431', { isWaiting: true }),
      of('0612', { month: '2026-05' }),
    ],
  })
  await expect.poll(() => said('0427').textContent()).toBe('Returned · 2 cells')
  expect(await said('0431').textContent()).toBe('Submitted · waiting to be sent')
  expect(await said('0612').count()).toBe(0)
  await page().keyboard.press('Control+]')
  await expect.poll(() => said('0612').textContent()).toBe('Submitted')
  expect(await said('0427').count()).toBe(0)
})

test('a month that is returned while the window is open is said at once', async () => {
  await open()
  expect(await said('0427').count()).toBe(0)
  bridge().state.monthStates = [of('0427', { state: 'returned' })]
  bridge().emit('review.changed', { siteId: '0427' })
  await expect.poll(() => said('0427').textContent()).toBe('Returned')
})

test('whoever reviews sees at the queue how many months wait for them', async () => {
  await open({ session: DANA, monthStates: [of('0427'), of('0431'), of('0612', { state: 'approved' })] })
  await expect.poll(() => page().getByTestId('to-review').textContent()).toBe('2 submitted')
})
