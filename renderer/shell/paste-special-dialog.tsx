import { type KeyboardEvent, useState } from 'react'
import type { PasteManner } from '../grid/pasting.ts'
import { OPERATIONS } from '../../shared/entry/combined-text.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

const CHOICES = ['values', ...OPERATIONS] as const
/** The letters of Excel's own dialog, and where it has none, the first of the word. */
const LETTERS: Readonly<Record<string, (typeof CHOICES)[number]>> = {
  v: 'values',
  a: 'add',
  d: 'divide',
  s: 'subtract',
  m: 'multiply',
  i: 'divide',
}

/** Ctrl+Alt+V: how to put in what was copied. */
export function PasteSpecialDialog({ paste }: { readonly paste: (manner: PasteManner) => void }) {
  const ask = useApp((state) => state.askManner)
  const [manner, setManner] = useState<PasteManner>({ operation: 'values', skipsBlanks: false, isTransposed: false })
  const { special } = words.paste
  const close = () => ask(null)
  const onKey = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase()
    const operation = LETTERS[key]
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (operation !== undefined) setManner({ ...manner, operation })
    else if (key === 'b') setManner({ ...manner, skipsBlanks: !manner.skipsBlanks })
    else if (key === 'e') setManner({ ...manner, isTransposed: !manner.isTransposed })
    else return
    event.preventDefault()
  }
  return (
    <Dialog label={special.title} testId="paste-special" close={close}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- letters choose as in Excel; every choice is a field too */}
      <form
        onKeyDown={onKey}
        onSubmit={(event) => {
          event.preventDefault()
          close()
          paste(manner)
        }}
      >
        <h2>{special.title}</h2>
        <fieldset className="choices">
          <legend>{special.operation}</legend>
          {CHOICES.map((operation) => (
            <label key={operation}>
              <input
                type="radio"
                name="operation"
                checked={manner.operation === operation}
                onChange={() => setManner({ ...manner, operation })}
              />
              {special.operations[operation]}
            </label>
          ))}
        </fieldset>
        <fieldset className="choices">
          {(['skipsBlanks', 'isTransposed'] as const).map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={manner[name]}
                onChange={() => setManner({ ...manner, [name]: !manner[name] })}
              />
              {special[name]}
            </label>
          ))}
        </fieldset>
        <p className="hint">{special.hint}</p>
        <p className="actions">
          <button type="button" onClick={close}>
            {special.cancel}
          </button>
          <button type="submit" className="primary" data-testid="paste-special-paste">
            {special.paste}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
