import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { ProfitAndLoss } from '../../shared/contract/profit-and-loss.ts'
import { type Month, yearOf } from '../../shared/core/calendar.ts'
import { Failed, Loading, NotLoaded } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { formatMonth, formatMonthShort } from '../text/format.ts'
import { words } from '../text/words.ts'
import { PlLinesTable } from './pl-lines-table.tsx'
import { plLines } from './pl-lines.ts'
import { monthsIn } from './pl-periods.ts'
import { reportOf } from './pl-report.ts'
import { PlToolbar } from './pl-toolbar.tsx'
import { RowMonthsTable } from './row-months-table.tsx'

// The chart library is a third of the window's code; it is read when the first chart is looked at.
const Charts = lazy(async () => ({ default: (await import('./charts.tsx')).Charts }))

type Props = { readonly bridge: Bridge }

/** The P&L of the open site and year. */
export function ProfitAndLossPage({ bridge }: Props) {
  const siteId = useApp((state) => state.preferences.siteId)
  const month = useApp((state) => state.preferences.month)
  const shown = useApp((state) => state.profitAndLoss)
  const open = useApp((state) => state.openProfitAndLoss)
  const year = month === null ? null : yearOf(month)
  useEffect(() => {
    if (siteId !== null && year !== null) void open({ siteId, year })
  }, [open, siteId, year])

  if (shown.status === 'closed' || shown.status === 'opening') return <Loading label={words.states.loadingSheet} />
  if (shown.status === 'failed') return <Failed error={shown.error} again={() => void open(shown.key)} />
  if (!shown.report.loaded) return <NotLoaded />
  return <ReportView bridge={bridge} answer={shown.report} openMonth={month ?? `${shown.report.year}-01`} />
}

type ViewProps = Props & { readonly answer: ProfitAndLoss; readonly openMonth: Month }

function ReportView({ bridge, answer, openMonth }: ViewProps) {
  const { plPeriod, plBaseline } = useApp((state) => state.preferences)
  const [chosen, setChosen] = useState<PlRowCode>('ExternalRevenue')
  const report = useMemo(() => reportOf(answer), [answer])
  const isDecember = openMonth.endsWith('-12')
  const period = plPeriod === 'rest' && isDecember ? 'month' : plPeriod
  const { months, lines } = useMemo(() => {
    const counted = monthsIn(period, report.months, openMonth)
    return { months: counted, lines: plLines(report, counted, plBaseline) }
  }, [report, period, openMonth, plBaseline])
  const span = spanOf(months, answer.year)
  const title = words.plView.title(answer.siteName, span)
  const at = { siteId: answer.siteId, year: answer.year }
  const leftOut = lines.find(({ code }) => code === 'FLC')?.leftOut ?? []
  return (
    <section className="page report" role="tabpanel" aria-labelledby="tab-pl-view" data-testid="pl-view">
      <PlToolbar isDecember={isDecember} />
      <h2>{title}</h2>
      {notesOf(answer).map((note) => (
        <p key={note} className="banner" role="note" data-testid="pl-note">
          {note}
        </p>
      ))}
      <PlLinesTable lines={lines} baseline={plBaseline} title={title} chosen={chosen} choose={setChosen} />
      {leftOut.length > 0 && <p className="hint">{words.plView.leftOut(leftOut.map(formatMonth).join(', '))}</p>}
      <Suspense fallback={<Loading label={words.states.loadingSheet} />}>
        <Charts
          report={report}
          lines={lines}
          chosen={chosen}
          year={answer.year}
          span={span}
          baseline={plBaseline}
          choose={setChosen}
        />
      </Suspense>
      <RowMonthsTable
        key={chosen}
        bridge={bridge}
        report={report}
        at={at}
        code={chosen}
        baseline={plBaseline}
        openMonth={openMonth}
      />
    </section>
  )
}

/** What a reader has to know before trusting the figures. */
function notesOf({ error, hasReference, hasForecast }: ProfitAndLoss): string[] {
  return [
    ...(error === null ? [] : [words.plView.failed(error)]),
    ...(hasReference ? [] : [words.plView.noReference]),
    ...(hasForecast ? [] : [words.plView.untouched]),
  ]
}

/** `April 2026`, `Apr–Jun 2026`, `2026`. */
function spanOf(months: readonly Month[], year: number): string {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined || months.length === 12) return String(year)
  return first === last ? formatMonth(first) : `${formatMonthShort(first)}–${formatMonthShort(last)} ${year}`
}
