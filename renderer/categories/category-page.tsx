import { type ReactNode, useEffect, useMemo } from 'react'
import type { CategorySheet, CategorySheetKey, SheetCategory } from '../../shared/contract/sheet.ts'
import { type Month, monthOf } from '../../shared/core/calendar.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { Failed, Loading, NotLoaded } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { mayStartEditing } from '../store/read-mode.ts'
import { words } from '../text/words.ts'
import type { SheetReader } from './mount-sheet.ts'
import { SheetGridView } from './sheet-grid-view.tsx'
import { type ShownSheet, shownSheet } from './shown-sheet.ts'

/** A grid of a category, made of what is shown. */
export type CategoryGrid = GridSheet & { readonly shown: ShownSheet }

type Props = {
  readonly category: SheetCategory
  /** The same function as long as the columns are the same: another one makes a new grid. */
  readonly toGrid: (shown: ShownSheet, before: CategoryGrid | null) => CategoryGrid
  /** What is chosen and done above the grid. */
  readonly tools?: ReactNode
  /** Changes with the columns: another one makes a new grid. */
  readonly columnsKey?: (base: CategorySheet) => string
  /** Shown in place of the grid, where it would show nothing. */
  readonly instead?: (base: CategorySheet) => ReactNode
  /** The grid of the months around that of the sheet, while a person looks at those. */
  readonly year?: ReactNode
  /** The months on the screen where they are others than those of the sheet. */
  readonly months?: readonly Month[] | undefined
}

/** The page of a category other than Statistics: tools, what limits typing, and the grid. */
export function CategoryPage({ category, toGrid, tools, columnsKey, instead, year, months }: Props) {
  const siteId = useApp((state) => state.preferences.siteId)
  const month = useApp((state) => state.preferences.month)
  const open = useApp((state) => state.openCategory)
  const reread = useApp((state) => state.rereadCategory)
  const reads = useApp(mayStartEditing) // then it is said above, with the way to change it
  const opened = useApp((state) => state.category)
  const beside = useApp((state) => state.preferences.beside)
  const key = useMemo(
    () => (siteId === null || month === null ? null : { siteId, category, month }),
    [siteId, category, month],
  )
  useEffect(() => {
    if (key !== null) void open(key)
  }, [open, key])
  const read = useMemo(() => (key === null ? () => null : readerOf(key, toGrid)), [key, toGrid])

  const isHere = opened.status !== 'closed' && opened.key.category === category
  if (!isHere || opened.status === 'opening') return <Loading label={words.states.loadingSheet} />
  if (opened.status === 'failed') return <Failed error={opened.error} again={() => void reread()} />
  const { base } = opened
  if (!base.loaded) return <NotLoaded />
  const shownMonths = months ?? base.months
  const isClosed = shownMonths.every((month) => month < monthOf(base.today))
  const shownInstead = instead?.(base) ?? null
  return (
    <section className="page" role="tabpanel" aria-labelledby={`tab-${category}`} data-testid={`page-${category}`}>
      {tools}
      {!base.editable && !reads && (
        <p className="banner" role="note" data-testid="read-only">
          {words.grid.readOnly}
        </p>
      )}
      {base.editable && isClosed && (
        <p className="banner" role="note" data-testid="month-closed">
          {shownMonths.length === 1 ? words.grid.closed : words.grid.closedYear}
        </p>
      )}
      {shownInstead ?? year ?? (
        <SheetGridView
          key={`${opened.key.siteId} ${base.months.join()} ${beside} ${columnsKey?.(base) ?? ''}`}
          read={read}
        />
      )}
    </section>
  )
}

const readerOf =
  (key: CategorySheetKey, toGrid: Props['toGrid']): SheetReader<CategoryGrid> =>
  (state, before) => {
    const shown = shownSheet(state, key)
    if (shown === null) return null
    return shown === before?.shown ? before : toGrid(shown, before)
  }
