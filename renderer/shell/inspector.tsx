import { useEffect, useState } from 'react'
import { variance } from '../../shared/calc/variance.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { CellHistory } from '../../shared/contract/sheet.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { ask } from '../bridge.ts'
import { useCommand } from '../commands/use-commands.ts'
import { explain } from '../statistics/explain.ts'
import { isStatistic, lineOf, markKey, obstacleOf, type SheetModel } from '../statistics/sheet-model.ts'
import { useApp } from '../store/app-store.ts'
import { formatDayLong, formatExact, formatMoment, formatSignedPercent, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'

/** Everything about the active cell: where its number comes from, what it is measured against, who typed it. */
export function Inspector({ bridge }: { readonly bridge: Bridge }) {
  const sheet = useApp((state) => state.sheet)
  const focus = useApp((state) => state.focus)
  const hide = useCommand('toggle-inspector')
  return (
    <aside className="inspector" aria-label={words.inspector.title} data-region="inspector" data-testid="inspector">
      {sheet.status === 'open' && focus !== null && sheet.base.loaded ? (
        <CellDetails bridge={bridge} model={sheet.model} lineId={focus.lineId} period={focus.period} hide={hide} />
      ) : (
        <>
          <InspectorHead title={words.inspector.title} hide={hide} />
          <p className="hint">{words.inspector.none}</p>
        </>
      )}
    </aside>
  )
}

function InspectorHead({ title, hide }: { readonly title: string; readonly hide: () => void }) {
  return (
    <header>
      <h2>{title}</h2>
      <button type="button" className="quiet" onClick={hide} aria-label={words.inspector.hide}>
        ✕
      </button>
    </header>
  )
}

type DetailsProps = {
  readonly bridge: Bridge
  readonly model: SheetModel
  readonly lineId: string
  readonly period: string
  readonly hide: () => void
}

function CellDetails({ bridge, model, lineId, period, hide }: DetailsProps) {
  const mode = useApp((state) => state.preferences.inputMode)
  const dayIndex = model.month.days.findIndex(({ day }) => day === period)
  const day = model.month.days[dayIndex]
  const line = lineOf(lineId)
  if (day === undefined || line === undefined || !isStatistic(lineId)) return null
  const value = day.figures[lineId]
  const budget = model.budget.days[dayIndex]?.[lineId] ?? null
  const lastYear = model.sheet.lastYear[lineId]?.[dayIndex] ?? null
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
        <Fact
          name={words.inspector.lastYear}
          value={formatExact(lastYear === null ? null : fromScaled(lastYear, line.scale), line)}
        />
      </dl>
      {mark && (
        <div className="note" data-tone={mark.kind === 'waiting' ? 'wait' : 'bad'}>
          <strong>{words.marks.names[mark.kind]}</strong>
          <p>{mark.message}</p>
          {mark.kind === 'conflict' && (
            <p>
              {words.sync.theirs(mark.theirsBy ?? words.sync.somebody)}{' '}
              <strong>{mark.theirs == null ? words.sync.cleared : formatStored(mark.theirs, line)}</strong>
            </p>
          )}
        </div>
      )}
      {obstacle !== null && (
        <div className="note" data-testid="lock-reason">
          {obstacle !== 'computed' && <strong>{words.inspector.locked}</strong>}
          <p>{words.obstacles[obstacle]}</p>
        </div>
      )}
      {steps.length > 0 && (
        <section className="note">
          <h3>{words.inspector.how}</h3>
          <ul>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      )}
      {line.entry === 'input' && (
        <History bridge={bridge} siteId={model.sheet.site.siteId} lineId={lineId} period={period} />
      )}
    </>
  )
}

function Fact({
  name,
  value,
  strong = false,
}: {
  readonly name: string
  readonly value: string
  readonly strong?: boolean
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{strong ? <strong>{value}</strong> : value}</dd>
    </div>
  )
}

type HistoryProps = {
  readonly bridge: Bridge
  readonly siteId: string
  readonly lineId: string
  readonly period: string
}

/** Who typed what and when, newest first; read again when the sheet changes. */
function History({ bridge, siteId, lineId, period }: HistoryProps) {
  const [history, setHistory] = useState<CellHistory | null>(null)
  const sheet = useApp((state) => state.sheet)
  const base = sheet.status === 'open' ? sheet.base : null
  const line = lineOf(lineId)
  useEffect(() => {
    if (base === null) return undefined
    let isCurrent = true
    const read = async () => {
      const reply = await ask(bridge, 'cell.history', { siteId, lineId, period })
      if (isCurrent) setHistory(reply.ok ? reply.value : null)
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [bridge, siteId, lineId, period, base])
  return (
    <section className="note">
      <h3>{words.inspector.history}</h3>
      {history?.length === 0 && <p className="hint">{words.inspector.noHistory}</p>}
      <ol className="history" data-testid="history">
        {history?.map((entry, i) => (
          // It only grows, at its top: counted from the oldest, an entry keeps its number.
          <li key={history.length - i}>
            <strong>{entry.value === null || !line ? words.inspector.cleared : formatStored(entry.value, line)}</strong>
            <span>
              {entry.by}, {formatMoment(entry.at)}
            </span>
            <span className="hint">
              {entry.source} · {words.inspector.states[entry.state]}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
