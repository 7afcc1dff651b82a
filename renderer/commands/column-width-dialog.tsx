import { useContext, useState } from 'react'
import { must } from '../../shared/core/bug.ts'
import { Dialog } from '../shell/dialog.tsx'
import { StoreContext, useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

const LEAST = 20
const MOST = 2000

/** How wide the column of the active cell is, in pixels; kept for this tab as a width chosen with the mouse is. */
export function ColumnWidthDialog() {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const show = useApp((state) => state.showPanel)
  const column = useApp(({ gridWidths, focusSpot }) =>
    gridWidths === null || focusSpot === null ? null : focusSpot.columnId,
  )
  const title = useApp(
    ({ openGrid, focusSpot }) => openGrid?.().columns.find(({ id }) => id === focusSpot?.columnId)?.fullTitle,
  )
  const [text, setText] = useState(() => {
    const { gridWidths, focusSpot } = store.getState()
    return String((focusSpot && gridWidths?.of(focusSpot.columnId)) ?? '')
  })
  const close = () => show(null)
  const set = (width: number | null) => {
    close()
    if (column !== null) store.getState().gridWidths?.set(column, width)
  }
  const width = Number(text)
  const isRight = Number.isInteger(width) && width >= LEAST && width <= MOST
  return (
    <Dialog label={words.width.title(title ?? '')} testId="column-width" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isRight) set(width)
        }}
      >
        <h2>{words.width.title(title ?? '')}</h2>
        <label>
          {words.width.pixels}{' '}
          <input
            type="text"
            inputMode="numeric"
            ref={(input) => input?.setAttribute('autofocus', '')} // what the browser's modal goes by
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <output className="hint">{isRight ? words.width.least : words.width.wrong(LEAST, MOST)}</output>
        <p className="actions">
          <button type="button" onClick={close}>
            {words.width.cancel}
          </button>
          <button type="button" data-testid="column-width-own" onClick={() => set(null)}>
            {words.width.own}
          </button>
          <button type="submit" className="primary" disabled={!isRight}>
            {words.width.set}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
