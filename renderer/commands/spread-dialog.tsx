import { useContext, useEffect, useState } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { must } from '../../shared/core/bug.ts'
import { addMonths, isDay, monthOf } from '../../shared/core/calendar.ts'
import { monthSheet } from '../categories/month-sheet.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { type SpreadQuestion, totalTyped } from '../grid/pasted-sums.ts'
import { shortText } from '../grid/planned.ts'
import { planSpreads } from '../grid/spread-sums.ts'
import type { Shape } from '../grid/spread-chosen.ts'
import { Dialog } from '../shell/dialog.tsx'
import { StoreContext, useApp } from '../store/app-store.ts'
import { formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import { writePlanned } from './grid-commands.ts'
import { Shapes, Shares } from './spread-choices.tsx'

/** A number pasted or typed onto a sum (grid-and-pnl.md C4): how it is spread is asked, with every share, before anything is. */
export function SpreadDialog({ bridge }: { readonly bridge: Bridge }) {
  const question = useApp((state) => state.spreadQuestion)
  return question && <Spread bridge={bridge} question={question} />
}

function Spread({ bridge, question }: { readonly bridge: Bridge; readonly question: SpreadQuestion }) {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const ask = useApp((state) => state.askSpread)
  useApp((state) => state.sheet) // what the sums add up may be other now
  const { sums, leftOut, rest, show } = question
  const [first] = sums
  const [text, setText] = useState(first?.total ?? '')
  const [shape, setShape] = useState<Shape>('present')
  const befores = useMonthsBefore(bridge, question, shape === 'four-weeks')
  const close = () => ask(null)
  const isOne = sums.length === 1
  const total = totalTyped(text, first?.exact ?? '')
  const totals = isOne ? sums.map((sum) => ({ ...sum, total })) : sums
  const planned = befores === undefined ? null : planSpreads(totals, shape, befores)
  const told = planned?.ok === true ? (planned.told ?? []) : []
  const title = isOne ? words.change.spreadOnto(first?.name ?? '') : words.change.spreadOntoSeveral(sums.length)
  const apply = () => {
    if (planned === null || !planned.ok) return
    close()
    const labelOf = (cells: number) =>
      isOne ? words.change.label.spread(shortText(total.trim()), cells) : words.change.spreadSeveral(sums.length, cells)
    if (writePlanned(store.getState(), planned, labelOf)) show?.(planned.writes)
  }
  return (
    <Dialog label={title} testId="spread-pasted" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <h2>{title}</h2>
        <p className="hint">{words.change.spreadLead}</p>
        {isOne ? (
          <input
            type="text"
            inputMode="decimal"
            ref={(input) => input?.setAttribute('autofocus', '')} // what the browser's modal goes by
            aria-label={words.change.inputs.spread}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        ) : (
          <ul className="facts-list" aria-label={words.change.spreadTotals}>
            {sums.map(({ name, total }) => (
              <li key={name}>{words.change.at(name, total)}</li>
            ))}
          </ul>
        )}
        {isOne && total !== text && <p className="hint">{words.grid.comesTo(shortText(total))}</p>}
        <Shapes shape={shape} choose={setShape} />
        <output data-testid="change-would">
          {planned === null && words.change.readingWeeks}
          {planned && (planned.ok ? words.change.would(planned.cells, planned.writes.length) : planned.reason)}
          {leftOut > 0 && ` ${words.change.spreadLeft(leftOut)}`}
          {rest && ` ${words.change.spreadGoOn(rest.texts, formatMonth(rest.month))}`}
        </output>
        {told.length > 0 && <Shares told={told} />}
        <p className="actions">
          <button type="button" onClick={close}>
            {words.change.cancel}
          </button>
          {rest && (
            <button
              type="button"
              data-testid="spread-go-on"
              disabled={planned?.ok !== true}
              onClick={() => {
                apply()
                rest.goOn()
              }}
            >
              {words.change.applyAndGoOn(formatMonth(rest.month))}
            </button>
          )}
          <button type="submit" className="primary" disabled={planned?.ok !== true}>
            {words.change.apply}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

/** The month before each sum's days, where its weeks are wanted; undefined until they are read. */
function useMonthsBefore(
  bridge: Bridge,
  { sums }: SpreadQuestion,
  isWanted: boolean,
): readonly (GridSheet | null)[] | undefined {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const [read, setRead] = useState<readonly (GridSheet | null)[] | undefined>(undefined)
  useEffect(() => {
    if (!isWanted) return undefined
    let isCurrent = true
    const all = sums.map(({ addends }) => {
      const day = addends()?.spots[0]?.rowId ?? ''
      return isDay(day) ? monthSheet(bridge, store.getState(), addMonths(monthOf(day), -1)) : Promise.resolve(null)
    })
    void Promise.all(all).then((found) => isCurrent && setRead(found))
    return () => {
      isCurrent = false
    }
  }, [bridge, store, sums, isWanted])
  return isWanted ? read : sums.map(() => null)
}
