import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { ScopesAnswer } from '../../main/data-service/sync/apply.ts'
import { startRunner } from '../../main/data-service/sync/runner.ts'
import type { SyncApi } from '../../main/data-service/sync/sync-api.ts'
import { sqliteStore } from '../reliability/simulator/sqlite-store.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const ROUNDS = 20
const NOBODY = () => Promise.reject(new Error('nothing is asked of a server without sites'))

/** Rounds of sync with a server that has nothing; each answer watched from outside. */
async function answersOfRounds(): Promise<WeakRef<object>[]> {
  const answers: WeakRef<object>[] = []
  const store = sqliteStore()
  const api: SyncApi = {
    scopes: async () => {
      const answer: ScopesAnswer = { epoch: 'e1', restoredToSeq: 0, businessDay: '2026-04-10', scopes: [], sites: [] }
      answers.push(new WeakRef(answer))
      return answer
    },
    push: NOBODY,
    reference: NOBODY,
    snapshot: NOBODY,
    changes: NOBODY,
    acts: NOBODY,
    review: NOBODY,
    requestId: () => undefined,
  }
  const runner = startRunner({
    store,
    api,
    me: { sub: 'mara', name: 'Mara Ellison' },
    now: Date.now,
    random: () => 0.5,
    newId: randomUUID,
    later: () => () => {},
    year: () => 2026,
    onStatus: () => {},
    onSites: () => {},
    onReview: () => {},
    onCells: () => {},
    report: (bug) => {
      throw bug
    },
  })
  for (let round = 0; round < ROUNDS; round += 1) {
    runner.tell({ type: 'asked' })
    while (runner.status().phase !== 'idle') await new Promise(setImmediate)
  }
  alive.push(runner)
  return answers
}
const alive: unknown[] = []

test('a laptop that stays open for weeks does not keep the answers of the server', async () => {
  const answers = await answersOfRounds()
  await new Promise(setImmediate)
  collectGarbage()
  expect(answers).toHaveLength(ROUNDS)
  expect(answers.filter((answer) => answer.deref() !== undefined).length).toBeLessThan(2)
})
