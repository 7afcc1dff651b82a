import { PAYROLL_METRICS, payrollLineId } from '../../shared/categories/payroll.ts'
import { isForecast } from '../../shared/calc/payroll/payroll-entry.ts'
import { changingWrites } from '../categories/line-cells.ts'
import type { AppStore } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { words } from '../text/words.ts'
import { openDaysOf, spanOf } from './payroll-places.ts'
import { payrollColumns, payrollView } from './payroll-view.ts'
import { payrollAt } from './use-payroll.ts'

/** Opens Payroll with the question whether to copy the schedule. */
export function askToCopySchedule(store: AppStore): void {
  const { guard, visit, showPanel } = store.getState()
  if (guard !== null && !guard()) return
  visit({ tab: 'payroll' })
  showPanel('copy-schedule')
}

/** Lets go of everything typed in the chosen cells, so that the budget counts again (domain.md 3.7); one gesture. */
export function resetPayroll(store: AppStore): void {
  const { guard } = store.getState()
  if (guard !== null && !guard()) return
  const state = store.getState() // with what was being typed until now
  const model = state.preferences.tab === 'payroll' ? payrollAt(state, state.chosen[0]?.rowId) : null
  if (model === null || state.chosen.length === 0) return state.say(words.payroll.reset.choose, 'problem')
  if (!model.shown.sheet.editable) return state.say(words.obstacles['read-only'], 'problem')
  const { writes, name } = resetOf(state)
  if (writes.length === 0) return state.say(words.payroll.reset.nothing)
  const label = words.payroll.reset.label(writes.length, name)
  state.say(label)
  void state.write({ source: 'clear', label, writes: [...writes] })
}

function resetOf(state: AppState) {
  const cells = state.chosen.flatMap(({ rowId, columnId }) => {
    const model = payrollAt(state, rowId)
    if (model === null) return []
    const columns = payrollColumns(model, payrollView(model, state.preferences).mode)
    const column = columns.find(({ id }) => id === columnId)
    return column ? [{ model, column, span: spanOf(model, rowId) }] : []
  })
  const writes = cells.flatMap(({ model, column, span }) =>
    changingWrites(
      model.shown,
      openDaysOf(model, column, span?.days ?? []).flatMap((period) =>
        column.jobs
          .filter(isForecast)
          .flatMap(({ code }) =>
            PAYROLL_METRICS.map((metric) => ({ lineId: payrollLineId(metric, code), period, value: null })),
          ),
      ),
    ),
  )
  const [first] = cells
  return { writes, name: first ? words.payroll.of(first.column.label, first.span?.title ?? '') : '' }
}
