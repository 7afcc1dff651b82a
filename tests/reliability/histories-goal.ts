import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Effort, Mutant, Outcome } from './goal.ts'
import type { Action, HistoryShape } from './simulator/actions.ts'
import type { History } from './simulator/play.ts'
import { type Counted, playMany, playOnThreads, troubleOf, violationsOf } from './simulator/play-many.ts'

const Kept = z.array(
  z.object({
    /** What went wrong before it was mended. */
    was: z.string(),
    people: z.number().int(),
    actions: z.array(z.object({ do: z.string(), who: z.number(), a: z.number(), b: z.number() })),
  }),
)

/** Histories that failed once, each as short as it could be. */
export function keptHistories(): (History & { readonly was: string })[] {
  const text = readFileSync(new URL('./regressions.json', import.meta.url), 'utf8')
  return Kept.parse(JSON.parse(text)).map((kept) => ({ ...kept, actions: kept.actions as Action[] }))
}

/** A first seed: the one asked for, or any; a seed says all there is to say about a history. */
export const firstSeed = (seed: number | null): number => seed ?? randomInt(1, 2_000_000_000)

/**
 * Plays the histories that failed once, then new ones: few in this thread, many on two. `say` makes the figure; what
 * fails is shrunk, to be added to regressions.json with the day it was mended.
 */
export async function playHistories(
  count: number,
  seed: number | null,
  shape: HistoryShape | undefined,
  say: (counted: Counted) => string,
): Promise<Outcome> {
  for (const { was, ...history } of keptHistories()) {
    const { violations } = violationsOf(history, 'product')
    if (violations.length > 0) {
      return { met: false, figure: `a kept history fails again: ${was}`, trouble: violations.slice(0, 3).join('; ') }
    }
  }
  const from = firstSeed(seed)
  const many = { cast: 'product', from, count, ...(shape === undefined ? {} : { shape }) }
  const counted = count > 20_000 ? await playOnThreads(many, 2) : playMany(many)
  const figure = `${say(counted)}; seeds from ${from}`
  if (counted.failed === null) return { met: true, figure }
  return { met: false, figure, trouble: troubleOf(counted.failed, 'product', shape) }
}

/** A protocol with one wrong part: the checker must see it within so many histories. */
export const variant = (cast: string, within = 5000): Mutant => ({
  name: cast,
  isCaught: async (_effort: Effort) => playMany({ cast, from: firstSeed(null), count: within }).failed !== null,
})

export const counted = (n: number): string => n.toLocaleString('en-US')
