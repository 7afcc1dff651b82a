import { expect, test } from 'vitest'
import { aMove } from '../../../tests/support/an-act.ts'
import type { SiteReview } from '../../../shared/contract/review.ts'
import type { StoredAct } from '../db/acts.ts'
import { projectedMoves } from './projected-moves.ts'

const at = '2026-04-10T15:00:00.000Z'
const told = (...states: SiteReview['moves'][number]['state'][]): SiteReview => ({
  siteId: '0431',
  reviewVer: states.length,
  moves: states.map((state) => ({ period: '2026-08', state, comment: null, cells: [], by: 'Dana', at })),
  reasons: [],
  records: [],
  comments: [],
  kept: [],
})
const step = (changed: Parameters<typeof aMove>[0], state: StoredAct['state'] = 'waiting'): StoredAct => ({
  n: 1,
  act: aMove(changed),
  madeAt: at,
  afterOp: 0,
  state,
  resultSeq: null,
  code: null,
  message: null,
})
const shown = (review: SiteReview | null, ...open: StoredAct[]) =>
  projectedMoves(review, open, '2026-08', 'Mara').map(({ state, isWaiting }) => `${state}${isWaiting ? ' waits' : ''}`)

test('what waits is laid over what the server told, one step on the other', () => {
  expect(shown(told('submitted'), step({ action: 'return', seen: 1 }), step({ action: 'submit', seen: 2 }))).toEqual([
    'submitted',
    'returned waits',
    'submitted waits',
  ])
  expect(shown(null, step({}))).toEqual(['submitted waits'])
})

test('a step that is among the server’s moves already, or that somebody overtook, is not shown again', () => {
  expect(shown(told('submitted'), step({ seen: 0 }, 'inflight'))).toEqual(['submitted'])
  expect(shown(told('submitted', 'returned'), step({ seen: 1 }))).toEqual(['submitted', 'returned'])
})

test('a refused step and one of another month move nothing', () => {
  expect(shown(told(), step({}, 'refused'), step({ period: '2026-09' }))).toEqual([])
})
