import { useContext, useEffect, useState } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { must } from '../../shared/core/bug.ts'
import { type Change, planChange } from '../grid/change-chosen.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import type { Shape } from '../grid/spread-chosen.ts'
import { Dialog } from '../shell/dialog.tsx'
import { StoreContext, useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { writePlanned } from './grid-commands.ts'
import { monthBefore } from './month-before.ts'
import { Shapes, Shares } from './spread-choices.tsx'

const KINDS = ['percent', 'amount', 'spread'] as const

/** Ctrl+Shift+A: changes the chosen cells by a percentage or an amount, or spreads a total over them. */
export function ChangeDialog({ bridge }: { readonly bridge: Bridge }) {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const show = useApp((state) => state.showPanel)
  const openGrid = useApp((state) => state.openGrid)
  const chosen = useApp((state) => state.chosen)
  const [kind, setKind] = useState<Change['kind']>('percent')
  const [text, setText] = useState('')
  const [shape, setShape] = useState<Shape>('present')
  /** The month before; undefined until it is read. */
  const [before, setBefore] = useState<GridSheet | null | undefined>(undefined)
  const wantsBefore = kind === 'spread' && shape === 'four-weeks'
  useEffect(() => {
    if (wantsBefore) void monthBefore(bridge, store.getState()).then(setBefore)
  }, [bridge, store, wantsBefore])
  const close = () => show(null)
  const isReading = wantsBefore && before === undefined
  const change: Change = kind === 'spread' ? { kind, total: text, shape, before: before ?? null } : { kind, by: text }
  const planned = openGrid && text.trim() !== '' && !isReading ? planChange(openGrid(), chosen, change) : null
  const told = planned?.ok === true ? (planned.told ?? []) : []
  return (
    <Dialog label={words.change.title} testId="change-chosen" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (planned === null || !planned.ok) return
          close()
          writePlanned(store.getState(), planned, (cells) => words.change.label[kind](text.trim(), cells))
        }}
      >
        <h2>{words.change.title}</h2>
        <input
          type="text"
          inputMode="decimal"
          ref={(input) => input?.setAttribute('autofocus', '')} // what the browser's modal goes by
          aria-label={words.change.inputs[kind]}
          placeholder={words.change.inputs[kind]}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <fieldset className="choices">
          <legend>{words.change.how}</legend>
          {KINDS.map((one) => (
            <label key={one}>
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
              {words.change.kinds[one]}
            </label>
          ))}
        </fieldset>
        {kind === 'spread' && <Shapes shape={shape} choose={setShape} />}
        <output data-testid="change-would">
          {isReading && words.change.readingWeeks}
          {planned && (planned.ok ? words.change.would(planned.cells, planned.writes.length) : planned.reason)}
        </output>
        {told.length > 0 && <Shares told={told} />}
        <p className="actions">
          <button type="button" onClick={close}>
            {words.change.cancel}
          </button>
          <button type="submit" className="primary" disabled={planned?.ok !== true}>
            {words.change.apply}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
