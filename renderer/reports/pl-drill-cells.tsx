import { useContext } from 'react'
import { must } from '../../shared/core/bug.ts'
import { findLine } from '../../shared/categories/index.ts'
import { isMonth, monthOf } from '../../shared/core/calendar.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { DrillCell } from '../../shared/contract/pl-drill.ts'
import { tabOf } from '../categories/tab-of.ts'
import { CellHistory } from '../shell/cell-history.tsx'
import { Fact } from '../shell/inspector-parts.tsx'
import { mayReturn, returnCells } from '../comments/comment-commands.ts'
import { CellImports } from './cell-imports.tsx'
import { StoreContext, useApp } from '../store/app-store.ts'
import { formatMoment, formatPeriod, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'

const text = words.plView.drill

const nameOf = ({ lineId, period }: DrillCell): string =>
  text.cell(findLine(lineId)?.label ?? lineId, formatPeriod(period))

function valueOf({ lineId, value }: DrillCell): string {
  const line = findLine(lineId)
  return line === undefined ? String(value) : formatStored(value, line)
}

/** Who brought a cell and when. */
export function originText({ origin: { kind, by, at, source, isWaiting } }: DrillCell): string {
  return [
    text.origins[kind](by, at === null ? '' : formatMoment(at)),
    ...(source === null || source === 'typed' ? [] : [text.sources(source)]),
    ...(isWaiting ? [text.waiting] : []),
  ].join(' · ')
}

/** The stored cells a line was made from. */
export function DrillCells({
  cells,
  open,
}: {
  readonly cells: readonly DrillCell[]
  readonly open: (cell: DrillCell) => void
}) {
  if (cells.length === 0) return <p className="hint">{text.noCells}</p>
  return (
    <table data-testid="pl-drill-cells">
      <caption>{text.cells}</caption>
      <thead>
        <tr>
          <th scope="col">{text.cells}</th>
          <th scope="col">{text.scenario}</th>
          <th scope="col" className="number">
            {text.value}
          </th>
          <th scope="col">{text.origin}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={`${cell.scenario} ${cell.lineId} ${cell.period}`}>
            <th scope="row">
              <button
                type="button"
                className="link"
                data-testid={`pl-drill-cell-${cell.lineId}`}
                onClick={() => open(cell)}
              >
                {nameOf(cell)}
              </button>
            </th>
            <td>{text.scenarios[cell.scenario]}</td>
            <td className="number">{valueOf(cell)}</td>
            <td>{originText(cell)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type OriginProps = {
  readonly bridge: Bridge
  readonly siteId: string
  readonly cell: DrillCell
  readonly since: unknown
}

/** The end of the way: one cell, where it came from, all it ever was, and the way to its grid. */
export function DrillOrigin({ bridge, siteId, cell, since }: OriginProps) {
  const visit = useApp((state) => state.visit)
  const requestFocus = useApp((state) => state.requestFocus)
  const canReturn = useApp((state) => mayReturn(state.session))
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const { lineId, period, scenario } = cell
  const tab = tabOf(lineId)
  const month = isMonth(period) ? period : monthOf(period)
  return (
    <div className="drill-origin" data-testid="pl-drill-origin">
      <dl className="facts">
        <Fact name={text.value} value={valueOf(cell)} strong />
        <Fact name={text.scenario} value={text.scenarios[scenario]} />
        <Fact name={text.origin} value={originText(cell)} />
      </dl>
      {cell.origin.kind === 'loaded' && <CellImports bridge={bridge} siteId={siteId} cell={cell} />}
      {tab !== 'pl-view' && (
        <button
          type="button"
          data-testid="pl-drill-open"
          onClick={() => {
            visit({ siteId, month, tab })
            requestFocus({ lineId, period })
          }}
        >
          {text.open(words.tabs[tab])}
        </button>
      )}
      {scenario === 'forecast' && canReturn && (
        <button
          type="button"
          data-testid="pl-drill-return"
          onClick={() => void returnCells(store, [{ lineId, period }])}
        >
          {text.returnWith}
        </button>
      )}
      {scenario === 'forecast' && (
        <CellHistory
          bridge={bridge}
          siteId={siteId}
          lineId={lineId}
          period={period}
          name={nameOf(cell)}
          since={since}
          mayRestore={false}
        />
      )}
    </div>
  )
}
