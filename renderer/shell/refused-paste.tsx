import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

const SHOWN = 100

/** A paste that cannot be taken whole is not taken at all; every cell in the way says why. */
export function RefusedPaste() {
  const plan = useApp((state) => state.refusedPaste)
  const show = useApp((state) => state.showRefusedPaste)
  if (plan === null) return null
  const rows = plan.refusals.slice(0, SHOWN).map((refusal, i) => ({ ...refusal, key: `${i} ${refusal.place}` }))
  return (
    <Dialog label={words.paste.title} className="wide" testId="paste-refused" close={() => show(null)}>
      <h2>{words.paste.title}</h2>
      <p>{words.paste.lead(plan.refusals.length, plan.cells)}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={words.paste.reason}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.paste.cell}</th>
              <th scope="col">{words.paste.text}</th>
              <th scope="col">{words.paste.reason}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, place, text, reason }) => (
              <tr key={key}>
                <td>{place || '–'}</td>
                <td className="pasted">{text}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {plan.refusals.length > SHOWN && <p>{words.paste.more(plan.refusals.length - SHOWN)}</p>}
      <p className="actions">
        <button type="button" className="primary" data-testid="paste-refused-close" onClick={() => show(null)}>
          {words.paste.close}
        </button>
      </p>
    </Dialog>
  )
}
