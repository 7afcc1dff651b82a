import { type Day, yearOf } from '../../../shared/core/calendar.ts'
import type { Rollups } from './rollup.ts'

const AFTER_START_MS = 5_000
/** One site takes some 40 ms, in which nothing else is answered; whoever types hardly notices one in four of these. */
const BETWEEN_SITES_MS = 150
/** Somebody who saved so lately is typing: nothing is computed beside. */
const PAUSE_MS = 2000
/** What others changed and a new business day are computed now and again, not at once. */
const NEXT_LOOK_MS = 600_000

/**
 * Computes the years of all sites one after the other while the person does something else, so that the rollup of a
 * whole company is there when it is opened. Gives the end of it, to be waited for before the store is closed.
 */
export function prepareRollups(
  rollups: Pick<Rollups, 'prepareOne'>,
  today: () => Day,
  later: (ms: number, work: () => void) => () => void,
  report: (thrown: unknown) => void,
  sinceSaved: () => number = () => Infinity,
): () => Promise<void> {
  let isStopped = false
  let looking = Promise.resolve()
  let cancel = later(AFTER_START_MS, start)

  function start(): void {
    if (sinceSaved() < PAUSE_MS) cancel = later(PAUSE_MS, start)
    else looking = look()
  }

  async function look(): Promise<void> {
    let isMore = false
    try {
      isMore = await rollups.prepareOne(yearOf(today()), today())
    } catch (thrown) {
      report(thrown) // opening the rollup says it in words
    }
    if (!isStopped) cancel = later(isMore ? BETWEEN_SITES_MS : NEXT_LOOK_MS, start)
  }

  return async () => {
    isStopped = true
    cancel()
    await looking
  }
}
