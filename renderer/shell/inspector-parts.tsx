import { useEffect, useState } from 'react'
import { findLine } from '../../shared/categories/index.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import type { CellHistory, CellMark } from '../../shared/contract/sheet.ts'
import { ask } from '../bridge.ts'
import { formatMoment, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'

/** The name of what is looked at, and the way out. */
export function InspectorHead({ title, hide }: { readonly title: string; readonly hide: () => void }) {
  return (
    <header>
      <h2>{title}</h2>
      <button type="button" className="quiet" onClick={hide} aria-label={words.inspector.hide}>
        ✕
      </button>
    </header>
  )
}

/** One figure with its name. */
export function Fact({
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

type MarkProps = { readonly mark: CellMark; readonly line: Pick<LineDefinition, 'unit' | 'scale'> }

/** What a person should know of a stored cell beyond its value; of a conflict, the other number. */
export function MarkNote({ mark, line }: MarkProps) {
  return (
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
  )
}

type HistoryProps = {
  readonly bridge: Bridge
  readonly siteId: string
  readonly lineId: string
  readonly period: string
  /** What the history belongs to; read again when it is another object, for something was saved or arrived. */
  readonly since: unknown
}

/** Who typed what in a stored cell and when, newest first. */
export function History({ bridge, siteId, lineId, period, since }: HistoryProps) {
  const [history, setHistory] = useState<CellHistory | null>(null)
  const line = findLine(lineId)
  useEffect(() => {
    if (since === null) return undefined
    let isCurrent = true
    const read = async () => {
      const reply = await ask(bridge, 'cell.history', { siteId, lineId, period })
      if (isCurrent) setHistory(reply.ok ? reply.value : null)
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [bridge, siteId, lineId, period, since])
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
