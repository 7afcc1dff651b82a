import { words } from '../text/words.ts'
import type { GridSheet } from './grid-sheet.ts'
import type { PastedSum } from './pasted-sums.ts'
import { type Planned, refuse } from './planned.ts'
import { planSpread, type Shape } from './spread-chosen.ts'

/** Each total over what its sum adds up, in one shape; all of them, or the first reason why one cannot be. */
export function planSpreads(sums: readonly PastedSum[], shape: Shape, befores: readonly (GridSheet | null)[]): Planned {
  const plans = sums.map(({ name, total, addends }, i) => {
    const found = addends()
    const planned =
      found === null
        ? refuse(words.change.gone)
        : planSpread(found.sheet(), found.spots, { total, shape, before: befores[i] ?? null })
    return { name, planned }
  })
  const bad = plans.find(({ planned }) => !planned.ok)
  if (bad?.planned.ok === false)
    return refuse(plans.length === 1 ? bad.planned.reason : words.change.at(bad.name, bad.planned.reason))
  const all = plans.flatMap(({ planned }) => (planned.ok ? [planned] : []))
  return {
    ok: true,
    writes: all.flatMap(({ writes }) => writes),
    cells: all.reduce((cells, one) => cells + one.cells, 0),
    told: all.flatMap(({ told = [] }) => told),
  }
}
