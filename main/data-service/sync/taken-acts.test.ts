import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteStore } from '../../../tests/reliability/simulator/sqlite-store.ts'
import { aMove, aReason } from '../../../tests/support/an-act.ts'
import type { ReviewAct, ReviewMove, SiteReview } from '../../../shared/contract/review.ts'
import { settleActs, takeActs } from './act-outbox.ts'
import { absorb, setAside } from './exchange.ts'

const MARA = { sub: 'mara', name: 'Mara Lindqvist' }
const AT = '2026-04-10T15:00:00.000Z'
const WORLD = { me: MARA, newId: () => '', at: AT, year: 2026, wasQuick: true }
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const submit = (n: number, seen: number): ReviewAct => ({
  kind: 'move',
  actId: id(n),
  siteId: '0427',
  period: '2026-05',
  action: 'submit',
  comment: 'July as last year.',
  cells: [],
  seen,
  asOfSeq: null,
})
const move = (changed: Partial<ReviewMove> = {}): ReviewMove => ({
  period: '2026-05',
  state: 'submitted',
  comment: 'July as last year.',
  cells: [],
  by: MARA.name,
  at: AT,
  ...changed,
})
const NOTHING: SiteReview = {
  siteId: '0427',
  reviewVer: 1,
  moves: [],
  reasons: [],
  records: [],
  comments: [],
  kept: [],
}

let store: ReturnType<typeof sqliteStore>
beforeEach(() => void (store = sqliteStore()))
afterEach(() => store.close())

const make = (act: ReviewAct): void => store.addAct({ act, madeAt: AT, afterOp: 0 })
const stateOf = (n: number) => store.findAct(id(n))?.state
const arrives = (review: Partial<SiteReview>): void => {
  store.saveScope(SCOPE)
  absorb(
    store,
    { kind: 'review', scopeId: SCOPE.scopeId, siteId: '0427' },
    { kind: 'review', answer: { ...NOTHING, ...review } },
    WORLD,
  )
}
const SCOPE = {
  scopeId: '0427:2026',
  siteId: '0427',
  year: 2026,
  visible: true,
  loaded: true,
  cursor: 1,
  headSeq: 1,
  needsSnapshot: false,
  snapshotPage: null,
  generation: 0,
  doubt: 0,
  removal: 0,
}
const isSetAside = (): void =>
  void setAside(store, { code: 'INVALID_DATA_TYPE', message: 'Not in this form.', issues: [] }, WORLD)

test('a step whose answer was lost and whose resend is refused as a whole is not called refused once the state shows it', () => {
  make(submit(1, 0))
  takeActs(store, 1)
  isSetAside()
  expect(stateOf(1)).toBe('refused')
  arrives({ moves: [move({ period: '2026-04' }), move()] })
  expect(stateOf(1)).toBe('accepted')
})

test('a step on its way that the state shows is settled by that, and not sent again', () => {
  make(submit(1, 0))
  takeActs(store, 1)
  arrives({ moves: [move()] })
  expect([stateOf(1), takeActs(store, 1)]).toEqual(['accepted', []])
})

test.each([
  ['somebody else’s move stands there', move({ by: 'Owen' })],
  ['it says something else', move({ comment: null })],
  ['it went another way', move({ state: 'returned' })],
])('it stays refused where %s', (_name, other) => {
  make(submit(1, 0))
  takeActs(store, 1)
  isSetAside()
  arrives({ moves: [other] })
  expect(stateOf(1)).toBe('refused')
})

test('a step that was never sent waits on, and one move is never the answer to two steps', () => {
  make(submit(1, 0))
  arrives({ moves: [move()] })
  expect(stateOf(1)).toBe('waiting')
  takeActs(store, 1)
  store.setActAccepted(id(1), 7)
  make(submit(2, 0))
  takeActs(store, 1)
  arrives({ moves: [move()] })
  expect(stateOf(2)).toBe('inflight')
})

test('after a restore of the server such a step is offered again, under its id', () => {
  make(submit(1, 0))
  takeActs(store, 1)
  arrives({ moves: [move()] })
  expect(store.acceptedActsAfter(1_000_000).map(({ act }) => act.actId)).toEqual([id(1)])
})

test('a reason and a frozen forecast are known again by their words and their id', () => {
  const reason = aReason({ actId: id(3), siteId: '0427', period: '2026-05' })
  make(reason)
  make({ kind: 'freeze', actId: id(4), siteId: '0427', period: '2026-05', months: 3 })
  takeActs(store, 2)
  const { period, row, reference, parts, explained } = reason
  const said = { period, row, reference, parts, explained, by: MARA.name, at: AT }
  const record = { snapshotId: id(4), name: 'May', by: 'mara', at: AT, year: 2026, rows: [] }
  arrives({ reasons: [said], records: [record] })
  expect([stateOf(3), stateOf(4)]).toEqual(['accepted', 'accepted'])
})

test('sent one by one, a refused finalise takes its own freeze back, and the freeze of another month goes on', () => {
  make(aMove({ actId: id(1), siteId: '0427', period: '2026-05', action: 'finalise' }))
  make({ kind: 'freeze', actId: id(2), siteId: '0427', period: '2026-05', months: 3 })
  make({ kind: 'freeze', actId: id(3), siteId: '0427', period: '2026-06', months: 3 })
  takeActs(store, 1)
  settleActs(store, [{ actId: id(1), status: 'refused', code: 'VERSION_CONFLICT', message: 'Returned.' }], [], MARA)
  expect([1, 2, 3].map(stateOf)).toEqual(['refused', 'refused', 'waiting'])
  expect(store.findAct(id(2))?.message).toContain('was not finalised, so it was not frozen')
})
