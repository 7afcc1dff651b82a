import { type KeyboardEvent, useCallback, useEffect } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { ProfitAndLoss } from '../../shared/contract/profit-and-loss.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import { ask } from '../bridge.ts'
import { FilterBar } from '../filters/filter-bar.tsx'
import { useFilter } from '../filters/use-filter.ts'
import { Failed, Loading, NotLoaded } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { levelAbove, PlBreadcrumb } from './pl-breadcrumb.tsx'
import { ReportView } from './report-view.tsx'
import type { AskRowWhy } from './row-why.tsx'
import { isTyping } from './is-typing.ts'
import { RollupReport } from './rollup-report.tsx'

type Props = { readonly bridge: Bridge }

/** The P&L of the open site and year, or of the sites around it. */
export function ProfitAndLossPage({ bridge }: Props) {
  const { siteId, month, plLevel } = useApp((state) => state.preferences)
  const prefer = useApp((state) => state.prefer)
  const sites = useApp((state) => state.sites)
  const { isOn, left } = useFilter()
  const site = sites.status === 'ready' ? sites.list.find((one) => one.site.siteId === siteId)?.site : undefined
  /** Backspace goes up a level (grid-and-pnl.md D5). */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Backspace' || isTyping(event.target)) return
    event.preventDefault()
    event.currentTarget.focus() // what had the keyboard may go with the level
    prefer({ plLevel: levelAbove(plLevel) })
  }
  if (month === null || site === undefined) return <Loading label={words.states.loadingReport} />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one key for all that is inside; the breadcrumb does the same
    <section
      className="page report"
      role="tabpanel"
      aria-labelledby="tab-pl-view"
      data-testid="pl-view"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <PlBreadcrumb site={site} />
      <FilterBar />
      {plLevel === 'site' && isOn && !left.some((one) => one.siteId === siteId) && (
        <p className="hint" data-testid="filter-outside">
          {words.filters.outside}
        </p>
      )}
      {plLevel === 'site' ? (
        <SiteReport bridge={bridge} siteId={site.siteId} month={month} />
      ) : (
        <RollupReport bridge={bridge} level={plLevel} site={site} month={month} />
      )}
    </section>
  )
}

function SiteReport({ bridge, siteId, month }: Props & { readonly siteId: string; readonly month: string }) {
  const shown = useApp((state) => state.profitAndLoss)
  const open = useApp((state) => state.openProfitAndLoss)
  const year = yearOf(month)
  useEffect(() => void open({ siteId, year }), [open, siteId, year])

  const askWhy = useCallback<AskRowWhy>(
    (question) => ask(bridge, 'profit-and-loss.why', { siteId, year, ...question }),
    [bridge, siteId, year],
  )
  if (shown.status === 'closed' || shown.status === 'opening') return <Loading label={words.states.loadingReport} />
  if (shown.status === 'failed') return <Failed error={shown.error} again={() => void open(shown.key)} />
  const { report } = shown
  if (!report.loaded) return <NotLoaded />
  return (
    <ReportView
      bridge={bridge}
      askWhy={askWhy}
      name={report.siteName}
      at={{ siteId: report.siteId, year: report.year }}
      rows={report.rows}
      records={report}
      openMonth={month}
      today={report.today}
      usual={report.usual}
      notes={notesOf(report)}
    />
  )
}

function notesOf({ error, hasReference, hasForecast }: ProfitAndLoss): string[] {
  return [
    ...(error === null ? [] : [words.plView.failed(error)]),
    ...(hasReference ? [] : [words.plView.noReference]),
    ...(hasForecast ? [] : [words.plView.untouched]),
  ]
}
