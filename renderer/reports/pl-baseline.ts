import type { Amounts } from '../../shared/calc/profit-and-loss/data-sets.ts'
import { comparedLabel, type PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import type { ProfitAndLoss, RecordYear } from '../../shared/contract/profit-and-loss.ts'
import { words } from '../text/words.ts'

/** What a P&L is compared with (domain.md 9.4). */
export type PlBaseline = Preferences['plBaseline']
type Records = { readonly record: RecordYear | null; readonly priorRecord: RecordYear | null }

/** The amount of a cell it stands for; a forecast of record stands in the budget's place (`withRecord`). */
export const baselineSet = (baseline: PlBaseline): 'budget' | 'priorYear' =>
  baseline === 'prior-year' ? 'priorYear' : 'budget'

/** The comparison it is, over amounts in which a forecast of record has taken its place. */
export const comparisonOf = (baseline: PlBaseline): { readonly type: 'budget' | 'prior-year' } => ({
  type: baseline === 'prior-year' ? 'prior-year' : 'budget',
})

const NAMES = {
  budget: words.plView.budget,
  'prior-year': words.plView.lastYear,
  record: words.plView.record,
  'prior-record': words.plView.priorRecord,
} as const

/** Its name above a column and beside a bar. */
export const baselineName = (baseline: PlBaseline): string => NAMES[baseline]

/** What a row is called beside it: the running difference is called after its baseline. */
export const rowName = (code: PlRowCode, baseline: PlBaseline): string =>
  comparedLabel(code, words.plView.bridgeFrom[baseline])

/** True when it is a forecast that was frozen. */
export const isRecord = (baseline: PlBaseline): boolean => baseline === 'record' || baseline === 'prior-record'

/** The forecast of record a baseline stands for; null where there is none. */
export const recordFor = ({ record, priorRecord }: Records, baseline: PlBaseline): RecordYear | null =>
  baseline === 'record' ? record : baseline === 'prior-record' ? priorRecord : null

/** The rows with a forecast of record in the place of the budget; without one there is nothing to compare with. */
export function withRecord(
  rows: ProfitAndLoss['rows'],
  baseline: PlBaseline,
  frozen: RecordYear | null,
): ProfitAndLoss['rows'] {
  if (!isRecord(baseline)) return rows
  const trends = new Map(frozen?.rows.map(({ code, trend }) => [code, trend]))
  return rows.map(({ code, cells }) => ({
    code,
    cells: cells.map((cell, month) => ({
      ...cell,
      amounts: { ...cell.amounts, budget: trends.get(code)?.[month] ?? null },
    })),
  }))
}

/** The same for the amounts of one row. */
export const amountsWith = (amounts: Amounts, baseline: PlBaseline, frozen: Amounts['trend']): Amounts =>
  isRecord(baseline) ? { ...amounts, budget: frozen } : amounts
