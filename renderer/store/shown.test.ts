import { expect, test } from 'vitest'
import type { Reply } from '../../shared/contract/reply.ts'
import { opener, type Shown } from './shown.ts'

type Key = { readonly id: string }

function aPlace() {
  let now: Shown<Key, string> = { status: 'closed' }
  const answers: ((reply: Reply<string>) => void)[] = []
  const open = opener<Key, string>({
    shown: () => now,
    show: (shown) => (now = shown),
    read: () => new Promise((resolve) => answers.push(resolve)),
  })
  return { open, answers, shown: () => now }
}
const yes = (value: string): Reply<string> => ({ ok: true, value })

test('of two questions under way the later one’s answer is shown, whichever comes first', async () => {
  const { open, answers, shown } = aPlace()
  const both = [open({ id: 'a' }), open({ id: 'b' })]
  answers[1]?.(yes('of b'))
  answers[0]?.(yes('of a'))
  await Promise.all(both)
  expect(shown()).toEqual({ status: 'open', key: { id: 'b' }, answer: 'of b' })
})

test('read again, the old answer stays until the new one is there; of another key it does not', async () => {
  const { open, answers, shown } = aPlace()
  const first = open({ id: 'a' })
  answers[0]?.(yes('old'))
  await first
  const again = open({ id: 'a' })
  expect(shown()).toMatchObject({ status: 'open', answer: 'old' })
  answers[1]?.(yes('new'))
  await again
  expect(shown()).toMatchObject({ status: 'open', answer: 'new' })
  void open({ id: 'b' })
  expect(shown()).toEqual({ status: 'opening', key: { id: 'b' } })
})

test('a refusal is shown with what was asked for', async () => {
  const { open, answers, shown } = aPlace()
  const asked = open({ id: 'a' })
  const error = { code: 'NOT_FOUND' as const, message: 'No.', requestId: null, issues: [] }
  answers[0]?.({ ok: false, error } as never)
  await asked
  expect(shown()).toMatchObject({ status: 'failed', key: { id: 'a' }, error: { message: 'No.' } })
})
