import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Part } from '../../shared/calc/explained.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { DrillCell, PlDrill } from '../../shared/contract/pl-drill.ts'
import type { PlCellKey } from '../../shared/contract/profit-and-loss.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import { formatMonth, formatPeriod } from '../text/format.ts'
import { words } from '../text/words.ts'
import { DrillCells, DrillOrigin } from './pl-drill-cells.tsx'
import { DrillDays, DrillLines, DrillFollows } from './pl-drill-tables.tsx'
import { isTyping } from './is-typing.ts'

type Props = {
  readonly bridge: Bridge
  readonly at: PlCellKey
  readonly label: string
  /** What the month is the sum of: each is a way down of its own. */
  readonly parts: readonly Part[]
  /** Changes with the figure: then it is asked again. */
  readonly cell: unknown
}
/** How far down: a part, a day, a line of it, a cell. Each is within the one before. */
type Down = {
  readonly part: string | null
  readonly day: string | null
  readonly line: string | null
  readonly cell: DrillCell | null
}
const TOP: Down = { part: null, day: null, line: null, cell: null }
type Shown = { readonly status: 'asked' } | { readonly answer: PlDrill } | { readonly error: WireError }

/** From a month of the P&L down to the cells it was made from and who brought them (grid-and-pnl.md D5). */
export function PlDrillPath({ bridge, at, label, parts, cell }: Props) {
  const [down, setDown] = useState<Down>(TOP)
  const [shown, setShown] = useState<Shown>({ status: 'asked' })
  const heading = useRef<HTMLHeadingElement>(null)
  const { siteId, year, code, month } = at
  const { part, day } = down
  useEffect(() => {
    if (cell === undefined) return undefined
    let isOver = false
    void (async () => {
      const reply = await ask(bridge, 'profit-and-loss.drill', { siteId, year, code, month, day, line: part })
      if (!isOver) setShown(reply.ok ? { answer: reply.value } : { error: reply.error })
    })()
    return () => {
      isOver = true
    }
  }, [bridge, siteId, year, code, month, day, part, cell])

  const go = (to: Partial<Down>) => {
    setDown({ ...down, ...to })
    heading.current?.focus() // what had the keyboard goes with the step
  }
  const above = stepAbove(down)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Backspace' || above === null || isTyping(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    go(above)
  }
  const answer = 'answer' in shown ? shown.answer : null
  const line = answer?.lines.find(({ id }) => id === down.line) ?? null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Backspace for all that is inside; the path does the same
    <section
      className="drill"
      aria-label={words.plView.drill.title(label, formatMonth(month))}
      data-testid="pl-drill"
      onKeyDown={onKeyDown}
    >
      <h3 ref={heading} tabIndex={-1}>
        {words.plView.drill.title(label, formatMonth(month))}
      </h3>
      <Path down={down} month={month} parts={parts} lineLabel={line?.label ?? null} go={go} above={above} />
      {'error' in shown && <p role="alert">{shown.error.message}</p>}
      {answer !== null && down.cell !== null && (
        <DrillOrigin bridge={bridge} siteId={siteId} cell={down.cell} since={cell} />
      )}
      {answer !== null && down.cell === null && line !== null && (
        <DrillCells cells={line.cells} open={(one) => go({ cell: one })} />
      )}
      {answer !== null && down.cell === null && line === null && (
        <>
          {day === null && part === null && parts.length > 1 && answer.days.length > 0 && (
            <Parts parts={parts} open={(id) => go({ part: id })} />
          )}
          {answer.days.length > 0 && <DrillDays drill={answer} open={(one) => go({ day: one })} />}
          {answer.lines.length > 0 && <DrillLines drill={answer} open={(id) => go({ line: id })} />}
          <DrillFollows drill={answer} month={month} />
          {answer.days.length + answer.lines.length + answer.follows.length === 0 && (
            <p className="hint">{words.plView.drill.nothing}</p>
          )}
        </>
      )}
    </section>
  )
}

/** One step up; null at the month. */
function stepAbove({ part, day, line, cell }: Down): Partial<Down> | null {
  if (cell !== null) return { cell: null }
  if (line !== null) return { line: null }
  if (day !== null) return { day: null }
  return part === null ? null : { part: null }
}

type PathProps = {
  readonly down: Down
  readonly month: string
  readonly parts: readonly Part[]
  readonly lineLabel: string | null
  readonly go: (to: Partial<Down>) => void
  readonly above: Partial<Down> | null
}

function Path({ down, month, parts, lineLabel, go, above }: PathProps) {
  if (above === null) return null
  const { part, day, line, cell } = down
  const steps: readonly (readonly [string, Partial<Down>])[] = [
    [formatMonth(month), TOP],
    ...(part === null ? [] : [[parts.find(({ id }) => id === part)?.label ?? part, { ...TOP, part }] as const]),
    ...(day === null ? [] : [[formatPeriod(day), { ...TOP, part, day }] as const]),
    ...(line === null ? [] : [[lineLabel ?? line, { cell: null }] as const]),
    ...(cell === null ? [] : [[nameOf(cell), {}] as const]),
  ]
  return (
    <nav className="breadcrumb" aria-label={words.plView.drill.path}>
      <button type="button" title={words.plView.drill.backMore} data-testid="pl-drill-back" onClick={() => go(above)}>
        {words.plView.drill.back}
      </button>
      <ol>
        {steps.map(([name, to], i) => (
          <li key={name}>
            <button type="button" aria-current={i === steps.length - 1 ? 'step' : undefined} onClick={() => go(to)}>
              {name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const nameOf = ({ lineId, period }: DrillCell): string =>
  words.plView.drill.cell(findLine(lineId)?.label ?? lineId, formatPeriod(period))

/** The parts of a month as ways down: its days of one rate category or one job family. */
function Parts({ parts, open }: { readonly parts: readonly Part[]; readonly open: (id: string) => void }) {
  return (
    <p className="drill-parts">
      {words.plView.drill.lines}:{' '}
      {parts
        .filter(({ value }) => value !== null && !value.isZero())
        .map(({ id, label }) => (
          <button key={id} type="button" className="link" data-testid={`pl-drill-part-${id}`} onClick={() => open(id)}>
            {label}
          </button>
        ))}
    </p>
  )
}
