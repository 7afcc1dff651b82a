import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'
import type { FakeState } from '../../tests/support/fake-state.ts'
import { aSpokenSite } from '../../tests/support/fake-comments.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

const DANA: FakeState['session'] = {
  status: 'signed-in',
  user: { sub: 'dana', name: 'Dana Whitfield', roles: ['district_manager'] },
}
const open = async (changed: Partial<FakeState> = {}) => {
  const bridge = fakeBridge(changed)
  const window = await host.open(bridge)
  const cell = (lineId: string, day: string) => window.page.locator(`[row-id="${day}"] [col-id="${lineId}"]`).first()
  await cell('valetDaily', '2026-04-16').waitFor()
  return { bridge, cell, ...window }
}
const asked = (bridge: ReturnType<typeof fakeBridge>, name: string) =>
  bridge.asked.filter((one) => one.name === name).map(({ input }) => input)

test('Shift+F2 opens the thread of the cell as text; what is kept answers it, and what was looked at is not new', async () => {
  const { bridge, page, cell, close, complaints } = await open(aSpokenSite())
  await page.getByTestId('new-comments-0427').filter({ hasText: '2 new comments' }).waitFor()
  await page.getByRole('gridcell', { name: /has 2 comments$/ }).waitFor()
  await cell('valetDaily', '2026-04-16').click()
  await page.keyboard.press('Shift+F2')
  const box = page.getByTestId('comment-box')
  await box.getByText('<b>Two coaches</b> a day.').waitFor()
  expect(await box.locator('b').count()).toBe(0)
  expect(await violations(page)).toEqual([])
  // The keyboard is in the field, and typing does not reach the grid.
  await page.keyboard.type('Then it is right.')
  await page.getByTestId('comment-settle').click()
  await box.waitFor({ state: 'detached' })
  expect(asked(bridge, 'review.act').at(-1)).toMatchObject({
    kind: 'comment',
    siteId: '0427',
    lineId: 'valetDaily',
    period: '2026-04-16',
    text: 'Then it is right.',
    answers: bridge.state.comments[0]?.id,
    settles: true,
  })
  expect(asked(bridge, 'cells.write')).toEqual([])
  await page.getByTestId('new-comments-0427').filter({ hasText: '1 new comment' }).waitFor()
  await close()
  expect(complaints).toEqual([])
})

test('what is being written stays while the person looks elsewhere; an own one that was not sent may be deleted', async () => {
  const { bridge, page, cell, close } = await open(aSpokenSite())
  const ownId = bridge.state.comments.find(({ isMine }) => isMine)?.id
  await cell('valetDaily', '2026-04-16').click()
  await page.keyboard.press('Shift+F2')
  await page.getByTestId('comment-text').fill('A long explanation.')
  await page.keyboard.press('Escape')
  await cell('valetDaily', '2026-04-17').click()
  await page.keyboard.press('Shift+F2')
  expect(await page.getByTestId('comment-text').inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await cell('valetDaily', '2026-04-16').click()
  await page.keyboard.press('Shift+F2')
  expect(await page.getByTestId('comment-text').inputValue()).toBe('A long explanation.')
  await page.getByTestId('comment-box').getByTestId('comment-remove').click()
  await expect.poll(() => asked(bridge, 'review.withdraw')).toEqual([{ actId: ownId }])
  await close()
})

test('the list of open comments goes to the cell of each', async () => {
  const { page, close } = await open(aSpokenSite())
  await page.getByTestId('open-comments').filter({ hasText: '2 open comments' }).click()
  await page.getByTestId('comment-at-valetDaily-2026-04-21').click()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[row-id]')?.getAttribute('row-id')))
    .toBe('2026-04-21')
  await close()
})

test('a question of a return is marked at its cell, and is done with a word of its own', async () => {
  const { bridge, page, cell, close } = await open(aSpokenSite())
  await expect.poll(() => cell('selfDaily', '2026-04-17').getAttribute('class')).toContain('asked')
  await cell('selfDaily', '2026-04-17').click()
  await page.keyboard.press('Shift+F2')
  await page.getByTestId('asked-done').click()
  await expect
    .poll(() => asked(bridge, 'review.act').at(-1))
    .toMatchObject({ kind: 'comment', lineId: 'selfDaily', answers: null, settles: true, text: 'Done.' })
  await close()
})

test('a reviewer names the chosen cells of a return; of a month that cannot be returned it is said', async () => {
  const run = async (page: Awaited<ReturnType<typeof open>>['page']) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('return the chosen')
    await page.keyboard.press('Enter')
  }
  const submitted = { state: 'submitted' as const, actions: ['return' as const], returned: null }
  const { page, cell, close } = await open({ session: DANA, review: submitted })
  await cell('valetDaily', '2026-04-16').click()
  await page.keyboard.press('Shift+ArrowDown')
  await run(page)
  await page.getByTestId('decide').getByRole('listitem').nth(1).waitFor()
  expect(await page.getByTestId('decide').getByRole('listitem').count()).toBe(2)
  await close()

  const other = await open({ review: submitted })
  await other.cell('valetDaily', '2026-04-16').click()
  await run(other.page)
  await other.page.getByText('cannot be returned now').waitFor()
  expect(await other.page.getByTestId('checklist-page').count()).toBe(0)
  await other.close()
})
