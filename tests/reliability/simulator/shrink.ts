import type { Action } from './actions.ts'
import type { History } from './play.ts'

/** The same history with every action left out that it fails without: in halves first, then one by one. */
export function shrink(history: History, fails: (history: History) => boolean): History {
  let actions = history.actions
  for (let size = Math.ceil(actions.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < actions.length;) {
      const without: readonly Action[] = [...actions.slice(0, from), ...actions.slice(from + size)]
      if (fails({ ...history, actions: without })) actions = without
      else from += size
    }
  }
  return { ...history, actions }
}

/** A history as lines to read and to play again. */
export const traceOf = ({ people, actions }: History): string =>
  [`${people} people`, ...actions.map((action) => JSON.stringify(action))].join('\n')
