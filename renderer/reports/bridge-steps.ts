import { FLC_INPUTS } from '../../shared/calc/profit-and-loss/flc.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { ZERO } from '../../shared/core/decimal.ts'
import type { PlLine } from './pl-lines.ts'

/** One bar of the bridge: `from` and `to` are where it begins and ends, in dollars. */
export type BridgeStep = {
  readonly id: 'start' | 'end' | PlRowCode
  readonly label: string
  readonly from: Decimal
  readonly to: Decimal
  /** What it adds to the contribution; of start and end their height. */
  readonly amount: Decimal
}

/**
 * The way from the baseline's contribution to the forecast's in the order of the statement (grid-and-pnl.md D6): start
 * and all steps add up to the end, exactly. A row that one side does not know counts as 0 there, as it does in FLC.
 * Null when a side has no contribution at all.
 */
export function bridgeSteps(lines: readonly PlLine[], startLabel: string, endLabel: string): BridgeStep[] | null {
  const lineOf = (code: PlRowCode) => lines.find((line) => line.code === code)
  const flc = lineOf('FLC')
  if (flc === undefined || flc.baseline === null || flc.value === null) return null
  const steps: BridgeStep[] = [{ id: 'start', label: startLabel, from: ZERO, to: flc.baseline, amount: flc.baseline }]
  let at = flc.baseline
  for (const { code, label, inFlc } of FLC_INPUTS) {
    const line = lineOf(code)
    const amount = (line?.value ?? ZERO).minus(line?.baseline ?? ZERO).times(inFlc)
    const to = at.plus(amount)
    steps.push({ id: code, label, from: at, to, amount })
    at = to
  }
  return [...steps, { id: 'end', label: endLabel, from: ZERO, to: flc.value, amount: flc.value }]
}

/** Below this share of the whole the steps are too small to be read on an axis from 0. */
const CUT_BELOW = 0.25

/** Most labels on the axis before it looks crowded. */
const MOST_TICKS = 6

/**
 * The round amounts along the axis, in dollars, where the ends dwarf the steps: from a round amount below the steps to
 * one above them; that the axis is cut there has to be said (grid-and-pnl.md D6). Empty when the axis begins at 0.
 */
export function axisTicks(steps: readonly BridgeStep[]): number[] {
  const ends = steps.map(({ to }) => to.toNumber())
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const range = high - low
  if (low <= 0 || range === 0 || range >= high * CUT_BELOW) return []
  const unit = 10 ** Math.floor(Math.log10(range))
  const shown = high - Math.max(0, low - range)
  const apart = unit * ([0.5, 1, 2, 5].find((times) => shown / (times * unit) <= MOST_TICKS - 2) ?? 5)
  const first = Math.max(0, Math.floor((low - range) / apart))
  const count = Math.ceil(high / apart) - first + 1
  return Array.from({ length: count }, (_, i) => (first + i) * apart)
}
