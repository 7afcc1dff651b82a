import { useContext, useEffect, useRef } from 'react'
import { must } from '../../shared/core/bug.ts'
import { SheetGrid } from '../grid/sheet-grid.ts'
import { Failed, Loading, NotLoaded } from '../shell/states.tsx'
import { type AppStore, StoreContext, useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { selectionFigures } from '../grid/selection-figures.ts'
import { statisticsSheet } from './statistics-sheet.ts'
import { Toolbar } from './toolbar.tsx'

/** Statistics of the open site and month: toolbar, what limits typing, and the grid. */
export function StatisticsPage() {
  const sheet = useApp((state) => state.sheet)
  const reread = useApp((state) => state.rereadSheet)
  if (sheet.status === 'closed' || sheet.status === 'opening') return <Loading label={words.states.loadingSheet} />
  if (sheet.status === 'failed') return <Failed error={sheet.error} again={() => void reread()} />
  const { base, model, key } = sheet
  if (!base.loaded) return <NotLoaded />
  const closed = model.locks.every((lock) => lock === 'month-closed')
  return (
    <section className="page" role="tabpanel" aria-labelledby="tab-statistics">
      <Toolbar />
      {!base.editable && (
        <p className="banner" role="note" data-testid="read-only">
          {words.grid.readOnly}
        </p>
      )}
      {base.editable && closed && (
        <p className="banner" role="note" data-testid="month-closed">
          {words.grid.closed}
        </p>
      )}
      <Grid key={`${key.siteId} ${key.month}`} />
    </section>
  )
}

/** Joins the grid and the store: what is typed goes one way, what is stored comes the other. */
function Grid() {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => mountGrid(must(root.current, 'mounted'), store), [store])
  return <div className="grid" ref={root} data-region="grid" data-testid="grid" />
}

function mountGrid(root: HTMLElement, store: AppStore): () => void {
  const state = () => store.getState()
  const { sheet, preferences } = state()
  if (sheet.status !== 'open') return () => undefined
  let shown = statisticsSheet(sheet.model, preferences.inputMode, null)
  const grid = new SheetGrid(
    root,
    {
      write: (source, label, writes) => void state().write({ source, label, writes }),
      focused: (spot) => state().setFocus(spot && shown.placeAt(spot)),
      selected: (spots, size) => state().setSelection(selectionFigures(shown, spots, size)),
      refusedPaste: (plan) => state().showRefusedPaste(plan),
      say: (text, tone) => state().say(text, tone),
      ready: () => {
        performance.mark('frontline:editable')
        queueMicrotask(() => arrive())
      },
    },
    shown,
  )
  /** Goes where an undo or a conflict asked for, once this month is the one. */
  const arrive = () => {
    const { goTo } = state()
    if (goTo === null || shown.spotOf(goTo) === null) return
    store.setState({ goTo: null })
    grid.goTo(goTo)
  }
  const follow = () => {
    const now = state()
    if (now.sheet.status !== 'open') return
    if (now.sheet.key.siteId !== sheet.key.siteId || now.sheet.key.month !== sheet.key.month) return
    if (now.sheet.model !== shown.drawn.model || now.preferences.inputMode !== shown.drawn.mode) {
      shown = statisticsSheet(now.sheet.model, now.preferences.inputMode, shown)
      grid.update(shown)
    }
    arrive()
  }
  const stop = store.subscribe(follow)
  state().setGuard(() => {
    const mayLeave = grid.finishEntry()
    if (!mayLeave) grid.focus()
    return mayLeave
  })
  return () => {
    stop()
    state().setGuard(null)
    state().setSelection(null)
    grid.destroy()
  }
}
