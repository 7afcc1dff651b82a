import { useState } from 'react'
import { sampleOf } from '../../shared/entry/local-text.ts'
import type { PasteQuestion } from '../grid/pasting.ts'
import type { PastePlan, Verdict } from '../grid/plan-paste.ts'
import { useApp } from '../store/app-store.ts'
import { numbersHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'
import { PasteSpecialDialog } from './paste-special-dialog.tsx'

const SHOWN = 100

/** What is said and asked around pasting and filling. */
export function PasteDialogs() {
  const refused = useApp((state) => state.refusedBlock)
  const question = useApp((state) => state.pasteQuestion)
  const paste = useApp((state) => state.pasteInManner)
  if (refused !== null) return <RefusedBlock plan={refused} />
  if (question !== null) return <PastePreview question={question} />
  return paste === null ? null : <PasteSpecialDialog paste={paste} />
}

/** A fill that cannot be done whole is not done at all; every cell in the way says why. */
function RefusedBlock({ plan }: { readonly plan: PastePlan }) {
  const show = useApp((state) => state.showRefusedBlock)
  return (
    <Dialog label={words.paste.refusedTitle} className="wide" testId="fill-refused" close={() => show(null)}>
      <h2>{words.paste.refusedTitle}</h2>
      <p>{words.paste.refusedLead(plan.refusals.length, plan.cells)}</p>
      <Verdicts plan={plan} />
      <p className="actions">
        <button type="button" className="primary" data-testid="fill-refused-close" onClick={() => show(null)}>
          {words.paste.close}
        </button>
      </p>
    </Dialog>
  )
}

/** What a paste would do, with a verdict for each cell, before anything is done (grid-and-pnl.md C4). */
function PastePreview({ question: { choices, isAsShown } }: { readonly question: PasteQuestion }) {
  const ask = useApp((state) => state.askPaste)
  const [chosen, setChosen] = useState(0)
  const choice = choices[chosen]
  if (choice === undefined) return null
  const { plan } = choice
  const taken = plan.cells - plan.refusals.length
  const close = () => ask(null)
  return (
    <Dialog label={words.paste.title} className="wide" testId="paste-preview" close={close}>
      <h2>{words.paste.title}</h2>
      {choices.length > 1 && (
        <fieldset className="segments">
          <legend>{words.paste.choicesLabel}</legend>
          {choices.map(({ name }, i) => (
            <button key={name} type="button" aria-pressed={i === chosen} onClick={() => setChosen(i)}>
              {words.paste.choices[name]}
            </button>
          ))}
        </fieldset>
      )}
      <ul className="facts-list" data-testid="paste-summary">
        {words.paste.summary(taken, plan.refusals.length, plan.notes.length, plan.skipped, plan.clipped).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Verdicts plan={plan} />
      <p className="hint">
        {words.paste.locale(sampleOf(numbersHere()))}
        {isAsShown && ` ${words.paste.asShown}`}
      </p>
      <p className="actions">
        <button type="button" data-testid="paste-nothing" onClick={close}>
          {words.paste.cancel}
        </button>
        {taken > 0 && (
          <button
            type="button"
            className="primary"
            data-testid="paste-take"
            ref={(button) => button?.setAttribute('autofocus', '')} // what the browser's modal goes by
            onClick={() => {
              close()
              choice.take()
            }}
          >
            {words.paste.take(taken)}
          </button>
        )}
      </p>
    </Dialog>
  )
}

/** The cells that need looking at first; of those that are taken as they are the first ones. */
function Verdicts({ plan }: { readonly plan: PastePlan }) {
  const kinds = [
    { kind: 'refused', list: plan.refusals, all: plan.refusals.length },
    { kind: 'noted', list: plan.notes, all: plan.notes.length },
    {
      kind: 'plain',
      list: plan.samples,
      all: plan.cells - plan.refusals.length - plan.notes.length,
    },
  ] as const
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard
    <section className="scroll" tabIndex={0} aria-label={words.paste.reason}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.paste.cell}</th>
            <th scope="col">{words.paste.text}</th>
            <th scope="col">{words.paste.verdict}</th>
            <th scope="col">{words.paste.reason}</th>
          </tr>
        </thead>
        {kinds.map(({ kind, list, all }) => (
          <tbody key={kind} data-verdict={kind}>
            {keyed(list).map(({ key, place, text, reason }) => (
              <tr key={key}>
                <td>{place}</td>
                <td className="pasted">{text}</td>
                <td>{words.paste.verdicts[kind]}</td>
                <td>{reason}</td>
              </tr>
            ))}
            {all > SHOWN && (
              <tr>
                <td colSpan={4} className="hint">
                  {words.paste.more(all - SHOWN)}
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </section>
  )
}

const keyed = (list: readonly Verdict[]) =>
  list.slice(0, SHOWN).map((verdict, i) => ({ ...verdict, key: `${i} ${verdict.place}` }))
