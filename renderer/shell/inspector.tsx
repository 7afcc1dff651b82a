import { memo } from 'react'
import { variance } from '../../shared/calc/variance.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { StatisticsSheet } from '../../shared/contract/sheet.ts'
import { CellComments } from '../comments/cell-comments.tsx'
import { useCommand } from '../commands/use-commands.ts'
import { besideFigure } from '../statistics/beside-figure.ts'
import { explain } from '../statistics/explain.ts'
import { nameOfCell } from '../statistics/gestures.ts'
import { isStatistic, lineOf, markKey, obstacleOf, type SheetModel } from '../statistics/sheet-model.ts'
import { statisticsSum } from '../statistics/statistics-sum.ts'
import { useApp } from '../store/app-store.ts'
import { formatDayLong, formatExact, formatSignedPercent } from '../text/format.ts'
import { words } from '../text/words.ts'
import { CellHistory } from './cell-history.tsx'
import { Fact, HowComputed, InspectorHead, MarkNote } from './inspector-parts.tsx'
import { SumDetails } from './sum-details.tsx'
import { TypedAs } from './typed-as.tsx'
import { useAfterPaint } from './use-after-paint.ts'

/**
 * Everything about the active cell: where its number comes from, what it is measured against, who typed it. It follows
 * the grid one picture later: a key is painted first.
 */
export function Inspector({ bridge }: { readonly bridge: Bridge }) {
  const sheet = useAfterPaint(useApp((state) => state.sheet))
  const focus = useAfterPaint(useApp((state) => state.focus))
  const spot = useAfterPaint(useApp((state) => state.focusSpot))
  useAfterPaint(useApp((state) => state.year)) // the months of a year are other than the open one
  const openGrid = useApp((state) => state.openGrid)
  const mode = useApp((state) => state.preferences.inputMode)
  const hide = useCommand('toggle-inspector')
  const grid = spot === null || focus !== null ? undefined : openGrid?.()
  const sum = grid && spot ? statisticsSum(grid, spot, mode) : null
  return (
    <aside className="inspector" aria-label={words.inspector.title} data-region="inspector" data-testid="inspector">
      {sheet.status === 'open' && focus !== null && isStatistic(focus.lineId) && sheet.base.loaded ? (
        <CellDetails
          bridge={bridge}
          model={sheet.model}
          base={sheet.base}
          lineId={focus.lineId}
          period={focus.period}
          hide={hide}
        />
      ) : sum !== null ? (
        <SumDetails facts={sum} hide={hide} />
      ) : (
        <>
          <InspectorHead title={words.inspector.title} hide={hide} />
          <p className="hint">{words.inspector.none}</p>
        </>
      )}
    </aside>
  )
}

type DetailsProps = {
  readonly bridge: Bridge
  readonly model: SheetModel
  readonly base: StatisticsSheet
  readonly lineId: string
  readonly period: string
  readonly hide: () => void
}

const CellDetails = memo(function CellDetails({ bridge, model, base, lineId, period, hide }: DetailsProps) {
  const mode = useApp((state) => state.preferences.inputMode)
  const { siteId } = model.sheet.site
  const dayIndex = model.month.days.findIndex(({ day }) => day === period)
  const day = model.month.days[dayIndex]
  const line = lineOf(lineId)
  if (day === undefined || line === undefined || !isStatistic(lineId)) return null
  const value = day.figures[lineId]
  const budget = model.budget.days[dayIndex]?.[lineId] ?? null
  const lastYear = besideFigure(model, 'last-year', lineId, { first: dayIndex, count: 1 })
  const obstacle = obstacleOf(model, lineId, dayIndex, mode)
  const mark = model.marks.get(markKey(lineId, period))
  const steps = explain(model, { lineId, dayIndex })
  const against = variance(value, budget, line.polarity)
  return (
    <>
      <InspectorHead title={`${line.label} · ${formatDayLong(period)}`} hide={hide} />
      <p className="hint">{words.origins[day.origins[lineId]]}</p>
      <dl className="facts">
        <Fact name={words.inspector.value} value={formatExact(value, line)} strong />
        <Fact name={words.inspector.budget} value={formatExact(budget, line)} />
        {against?.percent && line.unit !== 'ratio' && (
          <Fact name={words.inspector.versusBudget} value={formatSignedPercent(against.percent)} />
        )}
        <Fact name={words.inspector.lastYear} value={formatExact(lastYear, line)} />
      </dl>
      <TypedAs place={{ lineId, period }} />
      {mark && <MarkNote mark={mark} line={line} />}
      {obstacle !== null && (
        <div className="note" data-testid="lock-reason">
          {obstacle !== 'computed' && <strong>{words.inspector.locked}</strong>}
          <p>{words.obstacles[obstacle]}</p>
        </div>
      )}
      <HowComputed steps={steps} />
      <CellComments siteId={siteId} lineId={lineId} period={period} />
      {line.entry === 'input' && (
        <CellHistory
          bridge={bridge}
          siteId={siteId}
          lineId={lineId}
          period={period}
          name={nameOfCell(model, { lineId, dayIndex })}
          since={base}
          mayRestore={obstacle === null}
        />
      )}
    </>
  )
})
