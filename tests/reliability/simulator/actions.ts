import type { Chance } from '../../oracle/chance.ts'

/** One thing that happens, with what chance it takes; a list of them is a history that can be played again. */
export type Action = {
  readonly do: ActionName
  readonly who: number
  readonly a: number
  readonly b: number
}

/** Every kind of step with its weight. The faults come last: a history may leave any of them out. */
const STEPS = {
  type: 30,
  paste: 3,
  ask: 9,
  go: 26,
  wake: 5,
  'sign-in': 2,
  resolve: 4,
  backup: 2,
  act: 3,
} as const

/** The fault kinds of sync.md 4.1. */
export const FAULTS = {
  /** The request never arrives. */
  'lose-request': 3,
  /** The server did it, its answer never arrives. */
  'lose-answer': 4,
  /** The laptop gives up; the request arrives later, or twice. */
  'give-up': 3,
  'deliver-late': 4,
  duplicate: 2,
  /** The power goes inside a transaction, or between two. */
  'cut-power': 3,
  crash: 2,
  /** The server dies between two commits of a push. */
  'break-server': 2,
  restore: 2,
  'refuse-401': 2,
  'refuse-429': 1,
  'fail-5xx': 2,
  /** HTML in place of the server, from a proxy or a portal. */
  portal: 2,
  /** An answer that holds only some of the results. */
  truncate: 2,
  /** 400, 403, 409, 410, 413 and 500 of the whole request. */
  'refuse-whole': 2,
  'jump-clock': 2,
  'change-access': 2,
  lock: 2,
  'remove-line': 1,
  'forget-feed': 1,
} as const

export type ActionName = keyof typeof STEPS | keyof typeof FAULTS
const FAULT_NAMES = Object.keys(FAULTS) as (keyof typeof FAULTS)[]

/** What kind of histories are wanted. */
export type HistoryShape = {
  /** Steps in a history; 165 of them are about 54 edits. */
  readonly length?: number
  /** How many of 100 histories a fault kind may happen in; the others as they come. */
  readonly percent?: Readonly<Partial<Record<keyof typeof FAULTS, number>>>
}

/** A history: about 54 edits of two to five people, with a choice of fault kinds that may happen in it. */
export function historyOf(
  chance: Chance,
  { length = 165, percent = {} }: HistoryShape = {},
): { readonly people: number; readonly actions: Action[] } {
  const names: ActionName[] = []
  for (const [name, weight] of Object.entries(STEPS)) for (let i = 0; i < weight; i += 1) names.push(name as ActionName)
  for (const name of FAULT_NAMES) {
    const weight = chance.percent(percent[name] ?? (name === 'restore' ? 30 : 60)) ? FAULTS[name] : 0
    for (let i = 0; i < weight; i += 1) names.push(name)
  }
  const people = chance.whole(2, 5)
  const actions = Array.from({ length }, (): Action => ({
    do: chance.pick(names),
    who: chance.whole(0, people - 1),
    a: chance.whole(0, 1_000_000),
    b: chance.whole(0, 1_000_000),
  }))
  return { people, actions }
}
