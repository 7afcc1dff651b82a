import { useContext, useState } from 'react'
import { must } from '../../shared/core/bug.ts'
import { type Change, planChange, type Shape, SHAPES } from '../grid/change-chosen.ts'
import { Dialog } from '../shell/dialog.tsx'
import { StoreContext, useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { writePlanned } from './grid-commands.ts'

const KINDS = ['percent', 'amount', 'spread'] as const

/** Ctrl+Shift+A: changes the chosen cells by a percentage or an amount, or spreads a total over them. */
export function ChangeDialog() {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const show = useApp((state) => state.showPanel)
  const openGrid = useApp((state) => state.openGrid)
  const chosen = useApp((state) => state.chosen)
  const [kind, setKind] = useState<Change['kind']>('percent')
  const [text, setText] = useState('')
  const [shape, setShape] = useState<Shape>('present')
  const close = () => show(null)
  const change: Change = kind === 'spread' ? { kind, total: text, shape } : { kind, by: text }
  const planned = openGrid && text.trim() !== '' ? planChange(openGrid(), chosen, change) : null
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
        {kind === 'spread' && (
          <fieldset className="choices">
            <legend>{words.change.shape}</legend>
            {SHAPES.map((one) => (
              <label key={one}>
                <input type="radio" name="shape" checked={shape === one} onChange={() => setShape(one)} />
                {words.change.shapes[one]}
              </label>
            ))}
          </fieldset>
        )}
        <output data-testid="change-would">
          {planned && (planned.ok ? words.change.would(planned.cells, planned.writes.length) : planned.reason)}
        </output>
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
