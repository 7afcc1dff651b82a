import type { KeptWarning } from '../../shared/contract/kept-warning.ts'
import { shownSheet } from '../categories/shown-sheet.ts'
import type { AppState } from '../store/state.ts'
import { categoryFindings, type CellFinding, statisticsFindings } from './sheet-findings.ts'

/** A finding of the open sheet; `kept` when somebody looked at it and decided to leave the value. */
export type Check = CellFinding & { readonly kept: KeptWarning | null }

const NONE: readonly Check[] = []
/** By the state of the sheet: worked out once for the button, the list and the details. */
const bySheet = new WeakMap<object, { readonly kept: AppState['keptWarnings']; readonly checks: readonly Check[] }>()

/** Everything to look at in the open sheet, errors first; the same list as long as nothing changed. */
export function openChecks(state: AppState): readonly Check[] {
  const { sheet, category, keptWarnings, preferences } = state
  const isStatistics = preferences.tab === 'statistics'
  const shown = category.status === 'open' && category.base.loaded ? shownSheet(state, category.key) : null
  const source = isStatistics ? (sheet.status === 'open' && sheet.base.loaded ? sheet.model : null) : shown
  if (source === null || (!isStatistics && shown?.sheet.category !== preferences.tab)) return NONE
  const known = bySheet.get(source)
  if (known?.kept === keptWarnings) return known.checks
  const findings = 'month' in source ? statisticsFindings(source) : categoryFindings(source)
  const checks = checksOf(findings, keptWarnings, source.sheet.site.siteId)
  bySheet.set(source, { kept: keptWarnings, checks })
  return checks
}

/** Findings with what somebody decided about them, errors first, then by date. */
export function checksOf(
  findings: readonly CellFinding[],
  keptWarnings: AppState['keptWarnings'],
  siteId: string | null,
): readonly Check[] {
  const list = keptWarnings !== null && keptWarnings.siteId === siteId ? keptWarnings.list : []
  return findings
    .map((finding) => ({ ...finding, kept: keptOf(finding, list) }))
    .toSorted((a, b) => rank(a) - rank(b) || (a.period < b.period ? -1 : a.period > b.period ? 1 : 0))
}

/** What still wants a look. */
export const isOpen = ({ kept }: Check): boolean => kept === null

const rank = (check: Check): number => (check.kept ? 2 : check.level === 'error' ? 0 : 1)

const keptOf = (finding: CellFinding, list: readonly KeptWarning[]): KeptWarning | null =>
  list.find(
    ({ lineId, period, rule, value }) =>
      finding.level !== 'error' &&
      lineId === finding.lineId &&
      period === finding.period &&
      rule === finding.rule &&
      value === finding.value,
  ) ?? null
