import { useCallback } from 'react'
import type { CategorySheet } from '../../shared/contract/sheet.ts'
import { monthsOf, yearOf } from '../../shared/core/calendar.ts'
import { type CategoryGrid, CategoryPage } from '../categories/category-page.tsx'
import type { ShownSheet } from '../categories/shown-sheet.ts'
import { YearView } from '../categories/year-view.tsx'
import { useCommand } from '../commands/use-commands.ts'
import { StatePage } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { words } from '../text/words.ts'
import { CopyScheduleDialog } from './copy-schedule-dialog.tsx'
import { gridColumnsOf } from './payroll-columns.ts'
import { type PayrollSheet, payrollSheet } from './payroll-sheet.ts'
import { PayrollTools } from './payroll-tools.tsx'
import { type PayrollYearSheet, payrollYearSheet } from './payroll-year-sheet.ts'
import { metricsOf, payrollColumns, payrollView } from './payroll-view.ts'
import { usePayroll } from './use-payroll.ts'

/** Payroll of the open site and month, or of the months of its year. */
export function PayrollPage() {
  const payrollMode = useApp((state) => state.preferences.payrollMode)
  const payrollMetric = useApp((state) => state.preferences.payrollMetric)
  const zoom = useApp((state) => state.preferences.zoom)
  const model = usePayroll()
  const toGrid = useCallback(
    (shown: ShownSheet, before: CategoryGrid | null) =>
      payrollSheet(shown, { payrollMode, payrollMetric, zoom }, before as PayrollSheet | null), // its own, drawn last
    [payrollMode, payrollMetric, zoom],
  )
  const toYear = useCallback(
    (months: readonly CategorySheet[], { pending }: AppState, before: PayrollYearSheet | null) =>
      payrollYearSheet(months, pending, { payrollMode, payrollMetric }, before),
    [payrollMode, payrollMetric],
  )
  const view = model && payrollView(model, { payrollMode, payrollMetric })
  const columns = model && view ? gridColumnsOf(model, view, payrollColumns(model, view.mode)) : []
  const year = zoom === 'month' && model ? { siteId: model.shown.sheet.site.siteId, month: model.month } : null
  const columnsKey = `${view?.metric} ${zoom} ${columns.map(({ id }) => id).join(' ')}`
  return (
    <>
      <CategoryPage
        category="payroll"
        toGrid={toGrid}
        tools={
          model && view && model.jobs.length > 0 && <PayrollTools view={view} metrics={metricsOf(model, view.mode)} />
        }
        columnsKey={() => columnsKey}
        instead={nobody}
        year={
          year && (
            <YearView tab="payroll" siteId={year.siteId} month={year.month} toSheet={toYear} columnsKey={columnsKey} />
          )
        }
        months={year ? monthsOf(yearOf(year.month)) : undefined}
      />
      <CopyScheduleDialog />
    </>
  )
}

/** Shown where there are no columns: the staff is not here yet, or the site has none (domain.md 3.3). */
function nobody({ reference }: CategorySheet) {
  if (reference === null) return <NoStaff />
  if (reference.jobs.length > 0) return null
  return (
    <StatePage title={words.payroll.noJobs} testId="payroll-no-jobs">
      <p>{words.payroll.noJobsMore}</p>
    </StatePage>
  )
}

function NoStaff() {
  const syncNow = useCommand('sync-now')
  return (
    <StatePage title={words.payroll.noStaff} testId="payroll-no-staff">
      <p>{words.payroll.noStaffMore}</p>
      <button type="button" className="primary" onClick={syncNow}>
        {words.sync.now}
      </button>
    </StatePage>
  )
}
