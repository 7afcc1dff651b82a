import type { Bridge } from '../../shared/contract/ipc.ts'
import { SHEET_CATEGORIES } from '../../shared/contract/sheet.ts'
import { ask } from '../bridge.ts'
import { shownSheet } from '../categories/shown-sheet.ts'
import { sheetModel } from '../statistics/sheet-model.ts'
import type { AppState } from '../store/state.ts'
import { categoryFindings, type CellFinding, statisticsFindings } from './sheet-findings.ts'

/** Tabs with cells that somebody types. */
export const CHECKED_TABS = ['statistics', ...SHEET_CATEGORIES] as const
export type CheckedTab = (typeof CHECKED_TABS)[number]
export type FindingsByTab = Readonly<Partial<Record<CheckedTab, readonly CellFinding[]>>>

/** What to look at in the tabs that are not open, read from the store once; a tab that cannot be read is left out. */
export async function otherFindings(bridge: Bridge, { preferences }: AppState): Promise<FindingsByTab> {
  const { siteId, month, tab: open } = preferences
  if (siteId === null || month === null) return {}
  const findingsOf = async (tab: CheckedTab): Promise<readonly CellFinding[]> => {
    if (tab === 'statistics') {
      const reply = await ask(bridge, 'sheet.read', { siteId, month })
      return reply.ok && reply.value.loaded ? statisticsFindings(sheetModel(reply.value)) : []
    }
    const key = { siteId, month, category: tab }
    const reply = await ask(bridge, 'category.read', key)
    if (!reply.ok || !reply.value.loaded) return []
    const shown = shownSheet({ category: { status: 'open', key, base: reply.value }, pending: [] }, key)
    return shown ? categoryFindings(shown) : []
  }
  const others = CHECKED_TABS.filter((tab) => tab !== open)
  return Object.fromEntries(await Promise.all(others.map(async (tab) => [tab, await findingsOf(tab)] as const)))
}
