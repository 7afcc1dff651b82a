import { lazy, Suspense, useEffect, useState } from 'react'
import { yearOf } from '../../shared/core/calendar.ts'
import { Failed, Loading, NotLoaded, StatePage } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { ProfitAndLossTable } from './profit-and-loss-table.tsx'

// The chart library is a third of the window's code; it is read when the first chart is looked at.
const ProfitAndLossChart = lazy(async () => ({
  default: (await import('./profit-and-loss-chart.tsx')).ProfitAndLossChart,
}))

/** The P&L of the open site and year. */
export function ProfitAndLossPage() {
  const siteId = useApp((state) => state.preferences.siteId)
  const month = useApp((state) => state.preferences.month)
  const shown = useApp((state) => state.profitAndLoss)
  const open = useApp((state) => state.openProfitAndLoss)
  const [chosen, setChosen] = useState<string | null>(null)
  const year = month === null ? null : yearOf(month)
  useEffect(() => {
    if (siteId !== null && year !== null) void open({ siteId, year })
  }, [open, siteId, year])

  if (shown.status === 'closed' || shown.status === 'opening') return <Loading label={words.states.loadingSheet} />
  if (shown.status === 'failed') return <Failed error={shown.error} again={() => void open(shown.key)} />
  const { report } = shown
  if (!report.loaded) return <NotLoaded />
  const row = report.rows.find(({ code }) => code === chosen) ?? report.rows[0]
  if (row === undefined) {
    return (
      <StatePage title={words.plView.title(report.siteName, report.year)} testId="state-pl-empty">
        <p>{words.plView.empty}</p>
      </StatePage>
    )
  }
  return (
    <section className="page report" role="tabpanel" aria-labelledby="tab-pl-view" data-testid="pl-view">
      <h2>{words.plView.title(report.siteName, report.year)}</h2>
      {report.rows.length > 1 && (
        <fieldset className="segments" aria-label={words.tabs['pl-view']}>
          {report.rows.map(({ code, label }) => (
            <button key={code} type="button" aria-pressed={code === row.code} onClick={() => setChosen(code)}>
              {label}
            </button>
          ))}
        </fieldset>
      )}
      <ProfitAndLossTable row={row} openMonth={month} />
      <Suspense fallback={<Loading label={words.states.loadingSheet} />}>
        <ProfitAndLossChart row={row} year={report.year} />
      </Suspense>
    </section>
  )
}
