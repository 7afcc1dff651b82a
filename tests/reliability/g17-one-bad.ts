import type { SyncOp } from '../../shared/contract/sync.ts'
import { anOp } from '../support/an-op.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { COUNT_LINES, openDays, servedApi, type ServedApi, siteIds } from './served-api.ts'

const OPS = 10_000
const SITES = 6
type Counts = { readonly applied: number; readonly rejected: number }
type Push = (served: ServedApi, ops: readonly SyncOp[]) => Promise<Counts>

const push: Push = async ({ api }, ops) => {
  const answer = await api.ask<{ results: { status: string }[] }>('POST', '/sync/push', { as: 'ines', body: { ops } })
  const count = (status: string): number => answer.data.results.filter((result) => result.status === status).length
  return { applied: count('applied'), rejected: count('rejected') }
}

const PLACES = openDays(330).flatMap((period) =>
  siteIds(SITES).flatMap((siteId) => COUNT_LINES.map((lineId) => ({ siteId, lineId, period }))),
)

/** 9,999 good edits and one bad one at a place; each round writes on top of the one before. */
const batchOf = (round: number, badAt: number): SyncOp[] => {
  const valueIn = (n: number, place: number): number | null => (n === 0 ? null : (place * 3 + n) * 1_000_000)
  const good = PLACES.slice(0, OPS - 1).map((place, i) =>
    anOp({ ...place, baseVer: round, baseValue: valueIn(round, i), value: valueIn(round + 1, i) }),
  )
  return [...good.slice(0, badAt), anOp({ siteId: '1000', lineId: 'noSuchLine' }), ...good.slice(badAt)]
}

const PLACES_OF_BAD: Readonly<Record<Effort, readonly number[]>> = {
  quick: [OPS / 2],
  full: [0, OPS / 2, OPS - 1],
  long: [0, OPS / 2, OPS - 1],
}

async function check(how: Push, effort: Effort): Promise<Outcome> {
  const served = await servedApi(SITES)
  const wrong: string[] = []
  try {
    for (const [round, badAt] of PLACES_OF_BAD[effort].entries()) {
      const { applied, rejected } = await how(served, batchOf(round, badAt))
      if (applied !== OPS - 1 || rejected !== 1) wrong.push(`at ${badAt}: ${applied} applied, ${rejected} refused`)
    }
  } finally {
    await served.close()
  }
  const figure = `9,999 applied and 1 refused, with the bad one at ${PLACES_OF_BAD[effort].join(', ')}`
  return wrong.length === 0 ? { met: true, figure } : { met: false, figure: wrong[0]!, trouble: wrong.join('; ') }
}

/** One bad edit is only its own answer (sync.md 3.3). */
export const G17: Goal = {
  id: 'G17',
  title: 'one bad edit among 10,000: 9,999 are applied, one is put aside',
  run: (effort) => check(push, effort),
  mutants: [
    {
      name: 'what comes after a bad edit is not looked at',
      isCaught: async () => {
        const stopsAtBad: Push = (served, ops) =>
          push(served, ops.slice(0, ops.findIndex((op) => op.lineId === 'noSuchLine') + 1))
        return !(await check(stopsAtBad, 'quick')).met
      },
    },
  ],
}
