import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { chanceOf } from '../../oracle/chance.ts'
import { historyOf, type HistoryShape } from './actions.ts'
import { CASTS } from './casts.ts'
import { type History, play } from './play.ts'
import { shrink, traceOf } from './shrink.ts'

export type Many = {
  /** A name of `CASTS`. */
  readonly cast: string
  readonly from: number
  readonly count: number
  readonly shape?: HistoryShape
}
export type Failed = { readonly seed: number; readonly violations: readonly string[] }
export type Counted = {
  readonly histories: number
  readonly edits: number
  readonly restores: number
  /** Acknowledged edits that a restore took away, and conflicts that were shown. */
  readonly vanished: number
  readonly conflicts: number
  readonly failed: Failed | null
}

/** What a history comes to; what is thrown is a violation like any other. */
export function violationsOf(history: History, cast: string): { violations: readonly string[]; counted: Counted } {
  const none = { histories: 1, edits: 0, restores: 0, vanished: 0, conflicts: 0, failed: null }
  try {
    const { violations, edits, world } = play(history, CASTS[cast])
    const restores = world.server.epochs.length - 1
    const conflicts = world.laptops.reduce((sum, laptop) => sum + laptop.conflicts, 0)
    return { violations, counted: { ...none, edits, restores, vanished: world.server.vanished.size, conflicts } }
  } catch (thrown) {
    return { violations: [`threw: ${thrown instanceof Error ? thrown.stack : String(thrown)}`], counted: none }
  }
}

/** Plays one history for each seed, in this thread, until one fails. */
export function playMany({ cast, from, count, shape }: Many): Counted {
  Error.stackTraceLimit = 5 // a power cut is an error a thousand times a second
  let sum: Counted = { histories: 0, edits: 0, restores: 0, vanished: 0, conflicts: 0, failed: null }
  for (let seed = from; seed < from + count; seed += 1) {
    const { violations, counted } = violationsOf(historyOf(chanceOf(seed), shape), cast)
    sum = add(sum, counted)
    if (violations.length > 0) return { ...sum, failed: { seed, violations } }
  }
  return sum
}

const add = (a: Counted, b: Counted): Counted => ({
  histories: a.histories + b.histories,
  edits: a.edits + b.edits,
  restores: a.restores + b.restores,
  vanished: a.vanished + b.vanished,
  conflicts: a.conflicts + b.conflicts,
  failed: a.failed ?? b.failed,
})

/** The same on several threads, in portions, so that a failure stops all of them soon. */
export async function playOnThreads(many: Many, threads: number): Promise<Counted> {
  const portion = 2000
  let next = many.from
  let sum: Counted = { histories: 0, edits: 0, restores: 0, vanished: 0, conflicts: 0, failed: null }
  const lane = async (): Promise<void> => {
    const worker = new Worker(new URL('./play-worker.ts', import.meta.url))
    try {
      while (next < many.from + many.count && sum.failed === null) {
        const from = next
        next += portion
        const count = Math.min(portion, many.from + many.count - from)
        const answer = once(worker, 'message') // rejects with what the thread throws, and takes both listeners away
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ ...many, from, count })
        const [counted] = (await answer) as [Counted]
        sum = add(sum, counted)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: threads }, lane))
  return sum
}

/** All that is needed to see a failure again: the seed, what does not hold, the shortest history that shows it. */
export function troubleOf({ seed, violations }: Failed, cast: string, shape?: HistoryShape): string {
  const clause = violations[0]!.split(':')[0]!
  const short = shrink(historyOf(chanceOf(seed), shape), (history) =>
    violationsOf(history, cast).violations.some((violation) => violation.startsWith(`${clause}:`)),
  )
  return [`seed ${seed}: ${violations.slice(0, 3).join('; ')}`, traceOf(short)].join('\n')
}
