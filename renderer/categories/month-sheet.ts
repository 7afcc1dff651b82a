import type { Month } from '../../shared/core/calendar.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { ask } from '../bridge.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { payrollSheet } from '../payroll/payroll-sheet.ts'
import { sheetModel } from '../statistics/sheet-model.ts'
import { statisticsSheet } from '../statistics/statistics-sheet.ts'
import { isEditing } from '../store/read-mode.ts'
import type { AppState } from '../store/state.ts'
import { shownSheet } from './shown-sheet.ts'

/** Another month of the open site in the columns of the open grid of days; null where it is not on this laptop. */
export async function monthSheet(bridge: Bridge, state: AppState, month: Month): Promise<GridSheet | null> {
  const { siteId, tab } = state.preferences
  if (siteId === null) return null
  const byDay = { ...state.preferences, zoom: 'day' } as const
  const mayEdit = isEditing(state, siteId)
  if (tab === 'statistics') {
    const reply = await ask(bridge, 'sheet.read', { siteId, month })
    if (!reply.ok || !reply.value.loaded) return null
    const editable = reply.value.editable && mayEdit
    return statisticsSheet(sheetModel({ ...reply.value, editable }), byDay, null)
  }
  if (tab !== 'payroll') return null
  const key = { siteId, month, category: 'payroll' } as const
  const reply = await ask(bridge, 'category.read', key)
  if (!reply.ok || !reply.value.loaded || reply.value.reference === null) return null
  const base = { ...reply.value, editable: reply.value.editable && mayEdit }
  const shown = shownSheet({ category: { status: 'open', key, base }, pending: [] }, key)
  return shown && payrollSheet(shown, byDay, null)
}
