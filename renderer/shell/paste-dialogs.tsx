import { useState } from 'react'
import { sampleOf } from '../../shared/entry/local-text.ts'
import type { PasteQuestion } from '../grid/pasting.ts'
import type { PastePlan, Verdict } from '../grid/plan-paste.ts'
import { useApp } from '../store/app-store.ts'
import { formatMonth } from '../text/format.ts'
import { numbersHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'
import { PasteSpecialDialog } from './paste-special-dialog.tsx'

/** What needs looking at is shown up to so many; of what is taken as it is the first ones. */
const mostOf = (kind: 'refused' | 'skipped' | 'noted' | 'plain'): number => (kind === 'plain' ? 100 : 1000)

/** What is said and asked around pasting and filling. */
export function PasteDialogs() {
  const refused = useApp((state) => state.refusedBlock)
  const question = useApp((state) => state.pasteQuestion)
  const left = useApp((state) => state.leftCells)
  const paste = useApp((state) => state.pasteInManner)
  if (refused !== null) return <RefusedBlock plan={refused} />
  if (left !== null) return <LeftCells plan={left} />
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

/** The cells a paste or fill passed over, each with why. */
function LeftCells({ plan }: { readonly plan: PastePlan }) {
  const show = useApp((state) => state.showLeftCells)
  return (
    <Dialog label={words.paste.leftTitle} className="wide" testId="left-cells" close={() => show(null)}>
      <h2>{words.paste.leftTitle}</h2>
      <Verdicts plan={{ ...plan, notes: [], samples: [], cells: plan.refusals.length }} />
      <p className="actions">
        <button
          type="button"
          className="primary"
          ref={(button) => button?.setAttribute('autofocus', '')} // what the browser's modal goes by
          onClick={() => show(null)}
        >
          {words.paste.close}
        </button>
      </p>
    </Dialog>
  )
}

/** What a paste would do, with a verdict for each cell, before anything is done (grid-and-pnl.md C4). */
function PastePreview({ question: { choices, isAsShown, month, isWhole } }: { readonly question: PasteQuestion }) {
  const ask = useApp((state) => state.askPaste)
  const showSetting = useApp((state) => state.showSetting)
  const [chosen, setChosen] = useState(0)
  const choice = choices[chosen]
  if (choice === undefined) return null
  const { plan, rest } = choice
  const isHeld = isWhole && plan.refusals.length > 0
  const taken = isHeld ? 0 : plan.cells - plan.refusals.length
  const close = () => ask(null)
  const open = month === null ? words.paste.title : words.paste.titleIn(formatMonth(month))
  const title = isHeld ? words.paste.heldTitle : open
  const facts = isHeld
    ? words.paste.held(plan.refusals.length, plan.cells)
    : words.paste.summary(taken, plan.refusals.length, plan.notes.length, plan.skips.length, plan.clipped)
  if (isHeld) facts.push(words.paste.heldBy(words.settings.of.pasteRefused.title))
  else if (rest) facts.push(words.paste.goOn(rest.texts, formatMonth(rest.month)))
  else if (plan.clipped > 0) facts.push(words.paste.leftOut)
  return (
    <Dialog label={title} className="wide" testId="paste-preview" close={close}>
      <h2>{title}</h2>
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
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Verdicts plan={plan} isHeld={isHeld} />
      <p className="hint">
        {words.paste.locale(sampleOf(numbersHere()))}
        {isAsShown && ` ${words.paste.asShown}`}
      </p>
      <p className="actions">
        {isHeld && (
          <button
            type="button"
            data-testid="paste-setting"
            onClick={() => {
              close()
              showSetting('pasteRefused')
            }}
          >
            {words.settings.open}
          </button>
        )}
        <button
          type="button"
          data-testid="paste-nothing"
          ref={isHeld ? (button) => button?.setAttribute('autofocus', '') : null} // what the browser's modal goes by
          onClick={close}
        >
          {isHeld ? words.paste.close : words.paste.cancel}
        </button>
        {rest && !isHeld && (
          <button
            type="button"
            data-testid="paste-go-on"
            onClick={() => {
              close()
              if (taken > 0) choice.take()
              rest.goOn()
            }}
          >
            {words.paste.takeAndGoOn(taken, formatMonth(rest.month))}
          </button>
        )}
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
function Verdicts({ plan, isHeld = false }: { readonly plan: PastePlan; readonly isHeld?: boolean }) {
  const kinds = [
    { kind: 'refused', list: plan.refusals, all: plan.refusals.length },
    { kind: 'skipped', list: plan.skips, all: plan.skips.length },
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
            {keyed(list, mostOf(kind)).map(({ key, place, text, reason }) => (
              <tr key={key}>
                <td>{place}</td>
                <td className="pasted">{text}</td>
                <td>{words.paste[isHeld ? 'heldVerdicts' : 'verdicts'][kind]}</td>
                <td>{reason}</td>
              </tr>
            ))}
            {all > mostOf(kind) && (
              <tr>
                <td colSpan={4} className="hint">
                  {words.paste.more(all - mostOf(kind))}
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </section>
  )
}

const keyed = (list: readonly Verdict[], most: number) =>
  list.slice(0, most).map((verdict, i) => ({ ...verdict, key: `${i} ${verdict.place}` }))
