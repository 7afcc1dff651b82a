import type { Preferences } from '../../shared/contract/ipc.ts'
import type { GridHabits } from '../grid/grid-habits.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

/** How the grids behave, for who is signed in: what is chosen counts at once (decision 37). */
export function GridSettingsDialog() {
  const show = useApp((state) => state.showPanel)
  const close = () => show(null)
  const { of, title, lead } = words.settings
  return (
    <Dialog label={title} className="wide" testId="grid-settings" close={close}>
      <h2>{title}</h2>
      <p className="hint">{lead}</p>
      {/* Radio buttons inside take the keyboard, and with it the place is scrolled. */}
      <div className="scroll settings">
        <Setting of="quoteKeys" values={['reference', 'above']} texts={of.quoteKeys} />
        <Setting of="fillDrag" values={['repeat', 'series']} texts={of.fillDrag} />
        <Setting of="pasteRefused" values={['take-others', 'all-or-nothing']} texts={of.pasteRefused} />
        <Setting of="shorthand" values={[true, false]} texts={of.shorthand} />
      </div>
      <p className="actions">
        <button type="button" className="primary" data-testid="grid-settings-close" onClick={close}>
          {words.settings.close}
        </button>
      </p>
    </Dialog>
  )
}

type Props<K extends keyof GridHabits> = {
  readonly of: K
  readonly values: readonly GridHabits[K][]
  readonly texts: {
    readonly title: string
    readonly choices: Readonly<Record<`${GridHabits[K]}`, { readonly label: string; readonly example: string }>>
  }
}

/** One setting: its choices, each with an example. */
function Setting<K extends keyof GridHabits>({ of, values, texts }: Props<K>) {
  const now = useApp((state) => state.preferences[of])
  const asked = useApp((state) => state.settingAsked)
  const prefer = useApp((state) => state.prefer)
  const choose = (value: GridHabits[K]) => {
    const changed: Partial<Preferences> = { [of]: value }
    prefer(changed)
  }
  return (
    <fieldset className="choices">
      <legend>{texts.title}</legend>
      {values.map((value) => {
        const { label, example } = texts.choices[`${value}`]
        const id = `${of}-${String(value)}`
        const isFirst = asked === of && value === now
        return (
          <div key={id}>
            <label>
              <input
                type="radio"
                name={of}
                data-testid={id}
                checked={value === now}
                aria-describedby={`${id}-example`}
                ref={isFirst ? (input) => input?.setAttribute('autofocus', '') : null} // what the browser's modal goes by
                onChange={() => choose(value)}
              />
              {label}
            </label>
            <p className="hint" id={`${id}-example`}>
              {example}
            </p>
          </div>
        )
      })}
    </fieldset>
  )
}
