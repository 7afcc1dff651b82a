import { findLine } from '../../shared/categories/index.ts'
import type { TurnedCell, UndoPreview } from '../../shared/contract/undo-preview.ts'
import { cellName } from '../review/cell-link.tsx'
import { useApp } from '../store/app-store.ts'
import { formatMoment, formatMonth, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

/** As many steps and lines are named; the rest is counted. */
const MOST_STEPS = 5
const MOST_LINES = 4

/** What undo or redo of many cells would do, before anything happens: Enter takes it, Esc leaves it (grid-and-pnl.md C2). */
export function UndoPreviewDialog() {
  const question = useApp((state) => state.undoQuestion)
  return question && <Preview question={question} />
}

function Preview({ question }: { readonly question: UndoPreview }) {
  const { turn, steps, refusal } = question
  const ask = useApp((state) => state.askUndo)
  const take = useApp((state) => state.takeUndo)
  const { preview } = words.undo
  const close = () => ask(null)
  /** The last step is refused: those before it can be taken. */
  const taken = steps.length - (refusal === null ? 0 : 1)
  const title = taken === 0 ? preview.refusedTitle[turn] : preview.title[turn](taken)
  const canGo = taken > 0 || refusal?.isPassedOver === true
  return (
    <Dialog label={title} className="wide" testId="undo-preview" close={close}>
      <h2>{title}</h2>
      <ul className="facts-list" aria-label={preview.steps}>
        {steps.slice(0, MOST_STEPS).map(({ gestureId, label, savedAt }) => (
          <li key={gestureId}>{preview.step(label, question.by, formatMoment(savedAt))}</li>
        ))}
        {steps.length > MOST_STEPS && <li>{preview.moreSteps(steps.length - MOST_STEPS)}</li>}
      </ul>
      <ul className="facts-list" data-testid="undo-facts">
        {factsOf(question, taken).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Cells question={question} />
      <p className="actions">
        <button type="button" data-testid="undo-leave" ref={canGo ? null : focusFirst} onClick={close}>
          {canGo ? preview.cancel : words.undo.close}
        </button>
        {canGo && (
          <button
            type="button"
            className="primary"
            data-testid="undo-take"
            ref={focusFirst}
            onClick={() => void take()}
          >
            {taken === 0 ? preview.pass : preview.go[turn]}
          </button>
        )}
      </p>
    </Dialog>
  )
}

/** The button Enter presses: what the browser's modal goes by. */
const focusFirst = (button: HTMLButtonElement | null): void => button?.setAttribute('autofocus', '')

/** How much of what changes where, and what is in the way. */
function factsOf(question: UndoPreview, taken: number): string[] {
  const { turn, cells, inTheWay, refusal } = question
  const { preview } = words.undo
  const places = placesOf(question)
  return [
    taken === 0 ? preview.stays(cells, places) : preview.would[turn](cells, places),
    ...(inTheWay > 0 ? [preview.inTheWay(inTheWay)] : []),
    ...(refusal === null ? [preview.nothingYet] : [refusal.message]),
    ...(taken === 0 && refusal?.isPassedOver ? [preview.passedOver] : []),
  ]
}

/** Sites, months and lines in a few words. */
function placesOf({ siteIds, months, lineIds }: UndoPreview): string {
  const { preview } = words.undo
  const names = lineIds.map((lineId) => findLine(lineId)?.label ?? lineId)
  const span = preview.months(formatMonth(months[0] ?? ''), formatMonth(months.at(-1) ?? ''), months.length)
  const lines = preview.lines(names.slice(0, MOST_LINES), Math.max(0, names.length - MOST_LINES))
  return [siteIds.join(', '), span, lines].join('; ')
}

/** Cells in the way first, then the others; what is not named is counted. */
function Cells({ question: { siteIds, named, cells, inTheWay } }: { readonly question: UndoPreview }) {
  const { preview } = words.undo
  const others = named.filter(({ reason }) => reason === null).length
  const left = Math.max(0, cells - others - inTheWay)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard
    <section className="scroll" tabIndex={0} aria-label={preview.list}>
      <table>
        <thead>
          <tr>
            <th scope="col">{preview.cell}</th>
            <th scope="col">{preview.now}</th>
            <th scope="col">{preview.after}</th>
            {inTheWay > 0 && <th scope="col">{preview.why}</th>}
          </tr>
        </thead>
        <tbody>
          {named.map((cell) => (
            <tr key={`${cell.siteId} ${cell.lineId} ${cell.period}`} data-in-the-way={cell.reason !== null}>
              <td>{siteIds.length > 1 ? `${cell.siteId} · ${cellName(cell)}` : cellName(cell)}</td>
              <td>{valueOf(cell, cell.now)}</td>
              <td>{valueOf(cell, cell.after)}</td>
              {inTheWay > 0 && <td>{cell.reason}</td>}
            </tr>
          ))}
          {left > 0 && (
            <tr>
              <td colSpan={4} className="hint">
                {preview.more(left)}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}

function valueOf({ lineId }: TurnedCell, value: number | null): string {
  const line = findLine(lineId)
  if (value === null) return words.undo.preview.empty
  return line ? formatStored(value, line) : String(value)
}
