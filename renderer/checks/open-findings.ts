import type { KeptWarning } from '../../shared/contract/kept-warning.ts'
import { shownSheet } from '../categories/shown-sheet.ts'
import type { AppState } from '../store/state.ts'
import { categoryFindings, type CellFinding, statisticsFindings } from './sheet-findings.ts'

/** A finding; `kept` when somebody looked at it and decided to leave the value, `refused` when that was not taken. */
export type Check = CellFinding & { readonly kept: KeptWarning | null; readonly refused: KeptWarning | null }

const NONE: readonly Check[] = []
type Known = { readonly findings: readonly CellFinding[]; kept: AppState['keptWarnings']; checks: readonly Check[] }
/** By the state of the sheet: worked out once for the button, the list and the details. */
const bySheet = new WeakMap<object, Known>()

function knownOf(state: AppState): Known | null {
  const { sheet, category, keptWarnings, preferences } = state
  const isStatistics = preferences.tab === 'statistics'
  const shown = category.status === 'open' && category.base.loaded ? shownSheet(state, category.key) : null
  const source = isStatistics ? (sheet.status === 'open' && sheet.base.loaded ? sheet.model : null) : shown
  if (source === null || (!isStatistics && shown?.sheet.category !== preferences.tab)) return null
  const known = bySheet.get(source)
  if (known?.kept === keptWarnings) return known
  const findings = known?.findings ?? ('month' in source ? statisticsFindings(source) : categoryFindings(source))
  const checks = checksOf(findings, keptWarnings, source.sheet.site.siteId)
  const now = { findings, kept: keptWarnings, checks }
  bySheet.set(source, now)
  return now
}

/** Everything to look at in the open sheet, errors first; the same list as long as nothing changed. */
export const openChecks = (state: AppState): readonly Check[] => knownOf(state)?.checks ?? NONE

/** The same without what somebody decided about it; null where no sheet with typed cells is open. */
export const openFindings = (state: AppState): readonly CellFinding[] | null => knownOf(state)?.findings ?? null

/** Findings with what somebody decided about them, errors first, then by date. */
export function checksOf(
  findings: readonly CellFinding[],
  keptWarnings: AppState['keptWarnings'],
  siteId: string | null,
): readonly Check[] {
  const list = keptWarnings !== null && keptWarnings.siteId === siteId ? keptWarnings.list : []
  return findings
    .map((finding) => {
      const said = finding.level === 'error' ? [] : list.filter((one) => isAbout(one, finding))
      return {
        ...finding,
        kept: said.find(({ state }) => state !== 'refused') ?? null,
        refused: said.find(({ state }) => state === 'refused') ?? null,
      }
    })
    .toSorted((a, b) => rank(a) - rank(b) || (a.period < b.period ? -1 : a.period > b.period ? 1 : 0))
}

/** What still wants a look. */
export const isOpen = ({ kept }: Check): boolean => kept === null

const rank = (check: Check): number => (check.kept ? 2 : check.level === 'error' ? 0 : 1)

/** Whether a word on a warned cell is about this warning: another value is another question. */
const isAbout = (kept: KeptWarning, { lineId, period, rule, value }: CellFinding): boolean =>
  kept.lineId === lineId && kept.period === period && kept.rule === rule && kept.value === value
