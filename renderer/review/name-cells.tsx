import { useState } from 'react'
import { CATEGORIES, findLine, LINES } from '../../shared/categories/index.ts'
import type { NamedCell } from '../../shared/contract/review.ts'
import { daysOf } from '../../shared/core/calendar.ts'
import { useApp } from '../store/app-store.ts'
import { formatPeriod } from '../text/format.ts'
import { words } from '../text/words.ts'
import { cellName } from './cell-link.tsx'

type Props = {
  readonly month: string
  readonly cells: readonly NamedCell[]
  readonly change: (cells: readonly NamedCell[]) => void
}

/** Where a reviewer names the cells a return asks about: chosen from the lines, or the one looked at last. */
export function NameCells({ month, cells, change }: Props) {
  const focus = useApp((state) => state.focus)
  const [lineId, setLineId] = useState('valetDaily')
  const [period, setPeriod] = useState(month)
  const grain = findLine(lineId)?.grain ?? 'day'
  const periods = grain === 'day' ? daysOf(month) : [month]
  const chosen = periods.includes(period) ? period : (periods[0] ?? month)
  const add = (cell: NamedCell) => {
    if (!cells.some((one) => one.lineId === cell.lineId && one.period === cell.period)) change([...cells, cell])
  }
  const looked =
    focus !== null && focus.period.startsWith(month) ? { lineId: focus.lineId, period: focus.period } : null
  return (
    <fieldset className="name-cells">
      <legend>{words.review.chooseCells}</legend>
      <ul className="chips">
        {cells.map((cell) => (
          <li key={`${cell.lineId}|${cell.period}`}>
            {cellName(cell)}{' '}
            <button
              type="button"
              className="quiet"
              aria-label={words.review.removeCell(cellName(cell))}
              onClick={() => change(cells.filter((one) => one !== cell))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <div className="reason-part">
        <label className="wide">
          {words.review.line}
          <select value={lineId} data-testid="name-line" onChange={(event) => setLineId(event.target.value)}>
            {CATEGORIES.filter(({ id }) => id !== 'pl-view').map(({ id }) => (
              <optgroup key={id} label={words.tabs[id]}>
                {LINES.filter(({ category, entry }) => category === id && entry === 'input').map((line) => (
                  <option key={line.id} value={line.id}>
                    {line.label}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label>
          {words.review.when}
          <select value={chosen} data-testid="name-period" onChange={(event) => setPeriod(event.target.value)}>
            {periods.map((one) => (
              <option key={one} value={one}>
                {formatPeriod(one)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" data-testid="name-add" onClick={() => add({ lineId, period: chosen })}>
          {words.review.addCell}
        </button>
        {looked !== null && (
          <button type="button" onClick={() => add(looked)}>
            {words.review.addChosen(cellName(looked))}
          </button>
        )}
      </div>
    </fieldset>
  )
}
