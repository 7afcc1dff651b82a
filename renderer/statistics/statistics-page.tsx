import { useMemo } from 'react'
import type { SheetKey, StatisticsSheet } from '../../shared/contract/sheet.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import type { SheetReader } from '../categories/mount-sheet.ts'
import { SheetGridView } from '../categories/sheet-grid-view.tsx'
import { YearView } from '../categories/year-view.tsx'
import { Failed, Loading, NotLoaded } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { mayStartEditing } from '../store/read-mode.ts'
import type { AppState } from '../store/state.ts'
import { words } from '../text/words.ts'
import { statisticsSheet, type StatisticsSheetView } from './statistics-sheet.ts'
import { type StatisticsYearSheet, statisticsYearSheet } from './statistics-year-sheet.ts'
import { Toolbar } from './toolbar.tsx'

/** Statistics of the open site and month: toolbar, what limits typing, and the grid. */
export function StatisticsPage() {
  const reads = useApp(mayStartEditing) // then it is said above, with the way to change it
  const sheet = useApp((state) => state.sheet)
  const reread = useApp((state) => state.rereadSheet)
  const zoom = useApp((state) => state.preferences.zoom)
  const beside = useApp((state) => state.preferences.beside)
  const { siteId = null, month = null } = sheet.status === 'closed' ? {} : sheet.key
  const read = useMemo(
    () => (siteId === null || month === null ? () => null : readStatistics({ siteId, month })),
    [siteId, month],
  )
  if (sheet.status === 'closed' || sheet.status === 'opening') return <Loading label={words.states.loadingSheet} />
  if (sheet.status === 'failed') return <Failed error={sheet.error} again={() => void reread()} />
  const { base, model, key } = sheet
  if (!base.loaded) return <NotLoaded />
  const isYear = zoom === 'month'
  const isClosed = isYear
    ? yearOf(key.month) < yearOf(base.today)
    : model.locks.every((lock) => lock === 'month-closed')
  return (
    <section className="page" role="tabpanel" aria-labelledby="tab-statistics">
      <Toolbar />
      {!base.editable && !reads && (
        <p className="banner" role="note" data-testid="read-only">
          {words.grid.readOnly}
        </p>
      )}
      {base.editable && isClosed && (
        <p className="banner" role="note" data-testid="month-closed">
          {isYear ? words.grid.closedYear : words.grid.closed}
        </p>
      )}
      {isYear ? (
        <YearView tab="statistics" siteId={key.siteId} month={key.month} toSheet={toYear} />
      ) : (
        <SheetGridView key={`${key.siteId} ${key.month} ${zoom} ${beside}`} read={read} />
      )}
    </section>
  )
}

const toYear = (
  months: readonly StatisticsSheet[],
  { pending, preferences: { inputMode } }: AppState,
  before: StatisticsYearSheet | null,
) => statisticsYearSheet(months, pending, inputMode, before)

/** Statistics as long as this site and month are the open ones. */
const readStatistics =
  (key: SheetKey): SheetReader<StatisticsSheetView> =>
  ({ sheet, preferences }, before) => {
    if (sheet.status !== 'open' || sheet.key.siteId !== key.siteId || sheet.key.month !== key.month) return null
    const isAsBefore = before?.drawn.model === sheet.model && before.drawn.mode === preferences.inputMode
    return isAsBefore ? before : statisticsSheet(sheet.model, preferences, before)
  }
