import { useEffect, useMemo } from 'react'
import { yearOf } from '../../shared/core/calendar.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { Failed, Loading, NotLoaded } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { openMonths, type YearSheets, type YearTab } from '../store/year-slice.ts'
import { words } from '../text/words.ts'
import type { SheetReader } from './mount-sheet.ts'
import { SheetGridView } from './sheet-grid-view.tsx'

type Props<T extends YearTab, S extends GridSheet> = {
  readonly tab: T
  readonly siteId: string
  /** Any month of the year. */
  readonly month: string
  /** The same function as long as the columns are the same. `before` is the sheet drawn last. */
  readonly toSheet: (months: readonly YearSheets[T][], state: AppState, before: S | null) => S
  /** Changes with the columns: another one makes a new grid. */
  readonly columnsKey?: string
}

/** A page of the open site by the months of the open year. */
export function YearView<T extends YearTab, S extends GridSheet>(props: Props<T, S>) {
  const { tab, siteId, month, toSheet, columnsKey = '' } = props
  const shown = useApp((state) => state.year)
  const open = useApp((state) => state.openYear)
  const close = useApp((state) => state.closeYear)
  const reread = useApp((state) => state.rereadYear)
  const beside = useApp((state) => state.preferences.beside)
  const year = yearOf(month)
  useEffect(() => {
    void open({ siteId, year, tab })
  }, [open, siteId, year, tab])
  useEffect(() => close, [close])
  const read = useMemo<SheetReader<S>>(() => {
    const key = { siteId, year, tab }
    return (state, before) => {
      const months = openMonths(state, key)
      return months && toSheet(months, state, before)
    }
  }, [siteId, year, tab, toSheet])
  const isHere = shown.status !== 'closed' && shown.key.tab === tab
  if (!isHere || shown.status === 'opening') return <Loading label={words.states.loadingSheet} />
  if (shown.status === 'failed') return <Failed error={shown.error} again={() => void reread()} />
  if (shown.answer.some(({ loaded }) => !loaded)) return <NotLoaded />
  return <SheetGridView key={`${siteId} ${year} months ${beside} ${columnsKey}`} read={read} />
}
