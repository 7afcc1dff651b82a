import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { violations } from '../../tests/support/accessibility.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'
import type { FakeState } from '../../tests/support/fake-state.ts'

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
  await window.page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await window.page.getByTestId('open-checklist').click()
  await window.page.getByTestId('checklist-page').waitFor()
  return { bridge, ...window }
}
const asked = (bridge: ReturnType<typeof fakeBridge>) =>
  bridge.asked.filter(({ name }) => name === 'review.act').map(({ input }) => input)

test('grid-and-pnl.md D4: a surprising row is a note in the checklist that opens it in the P&L, and nothing in the way', async () => {
  const surprise = {
    code: 'Payroll' as const,
    month: '2026-04',
    value: '61250.4',
    low: '50000',
    expected: '52000',
    high: '54000',
    weeks: 41,
    lies: 'above' as const,
    isSurprising: true,
  }
  const { page, close, complaints } = await open({ review: { surprises: [surprise] } })
  const note = page.getByTestId('surprise-Payroll')
  await note.filter({ hasText: 'Payroll of 61,250 is surprising' }).waitFor()
  expect(await note.textContent()).toContain('expect 50,000 to 54,000')
  expect(await page.getByTestId('move-submit').isEnabled()).toBe(true)
  expect(await violations(page)).toEqual([])
  await note.getByRole('button').click()
  await page.getByTestId('pl-Payroll-2026-04').waitFor()
  expect(await page.getByTestId('pl-expand-2026-04').getAttribute('aria-expanded')).toBe('true')
  await close()
  expect(complaints).toEqual([])
})

test('what is in the way is said, and what was typed stays, also while the person looks elsewhere', async () => {
  const { bridge, page, close, complaints } = await open()
  bridge.state.failing['review.act'] = new AppError(
    'MISSING_REQUIRED_FIELD',
    'Payroll is far from its budget: say why first.',
  )
  await page.getByTestId('review-comment').fill('A long explanation.')
  await page.getByTestId('move-submit').click()
  await page.getByTestId('review-problem').filter({ hasText: 'say why first' }).waitFor()
  await page.getByTestId('tab-statistics').click()
  await page.getByTestId('open-checklist').click()
  expect(await page.getByTestId('review-comment').inputValue()).toBe('A long explanation.')
  delete bridge.state.failing['review.act']
  await page.getByTestId('move-submit').click()
  await page.getByTestId('step-waiting').filter({ hasText: 'A long explanation.' }).waitFor()
  expect(await page.getByTestId('review-comment').inputValue()).toBe('')
  expect(asked(bridge).at(-1)).toMatchObject({
    kind: 'move',
    action: 'submit',
    comment: 'A long explanation.',
    period: '2026-04',
  })
  await close()
  expect(complaints).toEqual([])
})

test('the text of a refused step goes back into the form', async () => {
  const step = {
    act: {
      kind: 'move' as const,
      actId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a05',
      siteId: '0427',
      period: '2026-04',
      action: 'submit' as const,
      comment: 'Typed with care.',
      cells: [],
      seen: 0,
      asOfSeq: null,
    },
    madeAt: '2026-04-10T14:42:00Z',
    state: 'refused' as const,
    code: 'VERSION_CONFLICT' as const,
    message: 'Dana Whitfield has returned this month meanwhile.',
  }
  const { page, close } = await open({ review: { open: [step] } })
  await page.getByTestId('step-refused').filter({ hasText: 'returned this month meanwhile' }).waitFor()
  await page.getByTestId('step-again').click()
  await page.getByTestId('step-refused').waitFor({ state: 'detached' })
  expect(await page.getByTestId('review-comment').inputValue()).toBe('Typed with care.')
  await close()
})

test('the sync panel lists steps of every site, and leads to each', async () => {
  const step = {
    act: {
      kind: 'freeze' as const,
      actId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a07',
      siteId: '0612',
      period: '2026-05',
      months: 3,
    },
    madeAt: '2026-04-10T14:42:00Z',
    state: 'waiting' as const,
    code: null,
    message: null,
  }
  const gone = { ...step, act: { ...step.act, actId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a08', siteId: '9999' } }
  const { page, close } = await open({
    review: { open: [step, { ...gone, state: 'refused', message: 'You do not have access to this site.' }] },
  })
  await page.getByTestId('sync-pill').click()
  const steps = page.getByTestId('queue-steps')
  await steps.getByText('You do not have access to this site.').waitFor()
  await steps.getByRole('button', { name: 'Put away' }).click()
  await steps.getByText('9999').waitFor({ state: 'detached' })
  expect(await steps.getByRole('listitem').count()).toBe(1)
  await page.getByTestId('queue-step-waiting').click()
  await page.getByTestId('checklist-page').filter({ hasText: 'Union Tower · May 2026' }).waitFor()
  await close()
})

test('a reason is split by amount: what is left is told, and what is no amount is asked about', async () => {
  const { bridge, page, close } = await open()
  await page.getByTestId('explain-Payroll').click()
  await page.getByTestId('reason-amount-0').fill('6,000.12')
  expect(await page.getByTestId('reason-rest').textContent()).toContain('204.00')
  await page.getByTestId('reason-amount-0').fill('6,00')
  await page.getByTestId('keep-reason').click()
  await page.getByRole('alert').filter({ hasText: '“6,00” is not an amount' }).waitFor()
  await page.getByTestId('reason-amount-0').fill('6,204.12')
  await page.getByTestId('keep-reason').click()
  await page.getByTestId('reason-form-Payroll').waitFor({ state: 'detached' })
  expect(asked(bridge)).toMatchObject([
    {
      kind: 'reason',
      row: 'Payroll',
      parts: [{ code: 'event', text: 'Extra valets for the convention.', amount: '6204.12' }],
    },
  ])
  await close()
})

test('a named cell is one click away, and a site of the queue opens its month', async () => {
  const { page, close } = await open()
  await page.getByTestId('cell-link-valetDaily-2026-04-16').click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('col-id'))).toBe('valetDaily')
  expect(await page.getByTestId('open-queue').count()).toBe(0)
  await close()
  const danas = await open({ session: DANA })
  await danas.page.getByTestId('open-queue').click()
  await danas.page.getByTestId('queue-submitted').click()
  expect(await danas.page.locator('[data-testid^="queue-site-"]').count()).toBe(1)
  await danas.page.getByTestId('queue-all').click()
  await danas.page.getByTestId('queue-site-0612').getByRole('button').click()
  await danas.page.getByTestId('checklist-page').filter({ hasText: 'Union Tower' }).waitFor()
  await danas.close()
})

test('the checklist tells which warnings were kept and why, and leads to the cell', async () => {
  const kept = {
    id: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a07',
    lineId: 'valetDaily',
    period: '2026-04-16',
    rule: 'value',
    value: 1,
    reason: 'A convention.',
    by: 'Mara Ellison',
    at: '2026-04-10T14:42:00Z',
    state: 'sent' as const,
    message: null,
  }
  const { page, close } = await open({ session: DANA, review: { kept: [kept] } })
  const list = page.getByTestId('kept-warnings')
  await list.waitFor()
  expect(await list.innerText()).toContain('“A convention.” · Mara Ellison, Apr 10, 9:42 AM')
  await list.getByRole('button').click()
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"].ag-cell-focus').waitFor()
  await close()
})

test('a reviewer reads first: what they type changes nothing until they say that they want to edit', async () => {
  const { bridge, page, close } = await open({ session: DANA })
  await page.getByTestId('tab-statistics').click()
  const cell = page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]')
  await cell.click()
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  expect(bridge.gestures).toEqual([])
  await page.getByTestId('edit-site').click()
  await cell.click()
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await expect.poll(() => bridge.gestures.length).toBe(1)
  await page.getByTestId('site-0612').click()
  await page.getByTestId('read-mode').filter({ hasText: 'You are reading' }).waitFor()
  await close()
})

test('checklist and queue can be used by everybody', async () => {
  const { page, close } = await open({ session: DANA, review: { actions: ['submit', 'return'] } })
  expect(await violations(page)).toEqual([])
  await page.getByTestId('open-queue').click()
  await page.getByTestId('queue-sites').waitFor()
  expect(await violations(page)).toEqual([])
  await close()
})

test('finance sees which approved sites are frozen and which stay and why, and freezes them in one step', async () => {
  const bridge = fakeBridge({
    session: { status: 'signed-in', user: { sub: 'ines', name: 'Ines', roles: ['forecasting_admin'] } },
  })
  const { page, close, complaints } = await host.open(bridge)
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.getByTestId('open-queue').click()
  await page.getByTestId('freeze-will').filter({ hasText: '1 site will be frozen: 0612' }).waitFor()
  await page.getByTestId('freeze-left').click()
  await page.getByText('0427 Harbor Grand Hotel: submitted, not approved yet').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByTestId('freeze-sites').click()
  await page.getByTestId('freeze-done').filter({ hasText: '1 site frozen on this laptop' }).waitFor()
  const asked = bridge.asked.filter(({ name }) => name === 'review.freezeSites').map(({ input }) => input)
  expect(asked).toMatchObject([{ month: '2026-04', months: 3, sites: [{ siteId: '0612' }] }])
  await close()
  expect(complaints).toEqual([])
})
