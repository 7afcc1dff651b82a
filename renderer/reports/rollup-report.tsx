import { useCallback, useEffect } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Rollup, RollupKey } from '../../shared/contract/profit-and-loss.ts'
import type { SyncSite } from '../../shared/contract/sync.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import { ask } from '../bridge.ts'
import { NoSiteLeft } from '../filters/no-site-left.tsx'
import { useFilter } from '../filters/use-filter.ts'
import { Failed, Loading } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { rowLabel } from '../review/open-steps.tsx'
import { formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { AskRowWhy, AskSiteCauses } from './row-why.tsx'
import { ReportView } from './report-view.tsx'
import { isRecord, type PlBaseline, recordFor } from './pl-baseline.ts'
import { rollupRecords } from './rollup-records.ts'
import { RollupMembers } from './rollup-members.tsx'

type Props = {
  readonly bridge: Bridge
  readonly level: RollupKey['level']
  readonly site: SyncSite
  readonly month: string
}

/** The P&L of the district or region of a site, or of all sites, as far as they are on this laptop. */
export function RollupReport({ bridge, level, site, month }: Props) {
  const shown = useApp((state) => state.rollup)
  const open = useApp((state) => state.openRollup)
  const preferred = useApp((state) => state.preferences.plBaseline)
  const year = yearOf(month)
  const id = level === 'district' ? site.districtId : level === 'region' ? site.regionName : 'all'
  const { filter, isOn, left } = useFilter()
  const isEmpty = isOn && !left.some((one) => isIn(one, level, id))
  useEffect(() => {
    if (!isEmpty) void open({ level, id, year, ...(isOn && { filter }) })
  }, [open, level, id, year, filter, isOn, isEmpty])

  const askWhy = useCallback<AskRowWhy>(
    (question) => ask(bridge, 'rollup.why', { level, id, year, ...question, ...(isOn && { filter }) }),
    [bridge, level, id, year, filter, isOn],
  )
  const askSite = useCallback<AskSiteCauses>(
    (question) => ask(bridge, 'rollup.siteCauses', { level, id, year, ...question, ...(isOn && { filter }) }),
    [bridge, level, id, year, filter, isOn],
  )
  if (isEmpty) return <NoSiteLeft />
  if (shown.status === 'closed' || shown.status === 'opening') return <Loading label={words.states.loadingReport} />
  if (shown.status === 'failed') return <Failed error={shown.error} again={() => void open(shown.key)} />
  const { answer } = shown
  return (
    <ReportView
      bridge={null}
      askWhy={askWhy}
      askSite={askSite}
      name={words.plView.rollupName(nameOf(answer), answer.sites.length)}
      at={{ year: answer.year }}
      rows={answer.rows}
      records={rollupRecords(answer)}
      openMonth={month}
      today={answer.today}
      rollup={answer}
      notes={notesOf(answer, preferred, month)}
    >
      {(months, baseline) => <RollupMembers rollup={answer} months={months} baseline={baseline} month={month} />}
    </ReportView>
  )
}

const isIn = (site: SyncSite, level: RollupKey['level'], id: string): boolean =>
  level === 'company' || (level === 'district' ? site.districtId === id : site.regionName === id)

function nameOf({ name, filter }: Rollup): string {
  if (filter === undefined) return name === '' ? words.plView.allSites : name
  return name === '' ? words.filters.filteredSites : words.plView.filtered(name)
}

function notesOf({ sites, year, outside: rows }: Rollup, preferred: PlBaseline, month: string): string[] {
  const outside = yearOf(month) === year ? (rows[Number(month.slice(5)) - 1] ?? []) : []
  const counted = sites.filter(({ loaded }) => loaded)
  const without = isRecord(preferred) ? counted.filter((site) => recordFor(site, preferred) === null).length : 0
  const missing = sites.filter(({ loaded }) => !loaded).length
  const failed = sites.filter(({ loaded, error }) => loaded && error !== null).length
  const untouched = sites.filter(({ loaded, hasForecast }) => loaded && !hasForecast).length
  return [
    ...(without > 0 ? [words.plView.sitesWithoutRecord(without)] : []),
    ...(outside.length > 0 ? [words.plView.outside(formatMonth(month), outside.map(rowLabel).join(', '))] : []),
    ...(missing > 0 ? [words.plView.sitesMissing(missing)] : []),
    ...(failed > 0 ? [words.plView.sitesFailed(failed)] : []),
    ...(untouched > 0 ? [words.plView.sitesUntouched(untouched)] : []),
  ]
}
