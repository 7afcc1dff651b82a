import type { AppState } from '../store/state.ts'
import { type Check, checksOf, isOpen, openChecks } from './open-findings.ts'
import { CHECKED_TABS, type CheckedTab, type FindingsByTab } from './other-findings.ts'

type Kept = AppState['keptWarnings']
type Known = { readonly kept: Kept; readonly checks: ReadonlyMap<CheckedTab, readonly Check[]> }
const byFindings = new WeakMap<FindingsByTab, Known>()

/** What there is to look at in the tabs that are not open, as far as it was read; the same lists while nothing changed. */
function otherChecks({ otherFindings, keptWarnings: kept, preferences }: AppState): Known['checks'] {
  const { siteId, month } = preferences
  if (otherFindings === null || otherFindings.siteId !== siteId || otherFindings.month !== month) return NOTHING
  const { byTab } = otherFindings
  const known = byFindings.get(byTab)
  if (known?.kept === kept) return known.checks
  const checks = new Map(CHECKED_TABS.map((tab) => [tab, checksOf(byTab[tab] ?? [], kept, siteId)] as const))
  byFindings.set(byTab, { kept, checks })
  return checks
}
const NOTHING: Known['checks'] = new Map()

/** What there is to look at in a tab of the open site and month. */
export const checksIn = (state: AppState, tab: CheckedTab): readonly Check[] =>
  (tab === state.preferences.tab ? openChecks(state) : otherChecks(state).get(tab)) ?? NONE
const NONE: readonly Check[] = []

/** How many want a look in every tab of the open site and month, and how bad the worst is: `2 bad`, `0 good`. */
export function checksLeft(state: AppState): `${number} ${'bad' | 'wait' | 'good'}` {
  let [count, hasError] = [0, false]
  for (const tab of CHECKED_TABS) {
    for (const check of checksIn(state, tab)) {
      if (!isOpen(check)) continue
      count += 1
      hasError ||= check.level === 'error'
    }
  }
  return `${count} ${hasError ? 'bad' : count > 0 ? 'wait' : 'good'}`
}
