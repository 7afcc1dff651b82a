import { useEffect, useMemo } from 'react'
import { yearOf } from '../../shared/core/calendar.ts'
import type { SheetReader } from '../categories/mount-sheet.ts'
import { SheetGridView } from '../categories/sheet-grid-view.tsx'
import { Failed, Loading, NotLoaded } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import type { StatisticsYearKey } from '../store/statistics-year-slice.ts'
import { words } from '../text/words.ts'
import { type StatisticsYearSheet, statisticsYearSheet } from './statistics-year-sheet.ts'

/** Statistics of the open site by the months of the open year. */
export function StatisticsYear({ siteId, month }: { readonly siteId: string; readonly month: string }) {
  const shown = useApp((state) => state.statisticsYear)
  const open = useApp((state) => state.openStatisticsYear)
  const close = useApp((state) => state.closeStatisticsYear)
  const reread = useApp((state) => state.rereadStatisticsYear)
  const beside = useApp((state) => state.preferences.beside)
  const year = yearOf(month)
  useEffect(() => {
    void open({ siteId, year })
  }, [open, siteId, year])
  useEffect(() => close, [close])
  const read = useMemo(() => readYear({ siteId, year }), [siteId, year])
  if (shown.status === 'closed' || shown.status === 'opening') return <Loading label={words.states.loadingSheet} />
  if (shown.status === 'failed') return <Failed error={shown.error} again={() => void reread()} />
  if (shown.answer.some(({ loaded }) => !loaded)) return <NotLoaded />
  return <SheetGridView key={`${siteId} ${year} months ${beside}`} read={read} />
}

/** The year as long as it is the open one. */
const readYear =
  ({ siteId, year }: StatisticsYearKey): SheetReader<StatisticsYearSheet> =>
  ({ statisticsYear: shown, pending, preferences: { inputMode: mode } }, before) => {
    if (shown.status !== 'open' || shown.key.siteId !== siteId || shown.key.year !== year) return null
    const drawn = before?.drawn
    const isAsBefore = drawn?.base === shown.answer && drawn.pending === pending && drawn.mode === mode
    return before !== null && isAsBefore ? before : statisticsYearSheet(shown.answer, pending, mode, before)
  }
