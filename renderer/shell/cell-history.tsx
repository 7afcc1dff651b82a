import { useEffect, useRef, useState } from 'react'
import { findLine } from '../../shared/categories/index.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { CellHistory as Entries } from '../../shared/contract/sheet.ts'
import { ask } from '../bridge.ts'
import { useApp } from '../store/app-store.ts'
import { formatMoment, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'

type Props = {
  readonly bridge: Bridge
  readonly siteId: string
  readonly lineId: string
  readonly period: string
  /** `Valet daily, Thu, Apr 16`. */
  readonly name: string
  /** What the history belongs to; read again when it is another object, for something was saved or arrived. */
  readonly since: unknown
  /** False where the cell cannot be typed now: its history is only read. */
  readonly mayRestore: boolean
}

/** Who typed what in a stored cell and when, newest first; one press brings an old value back. */
export function CellHistory({ bridge, siteId, lineId, period, name, since, mayRestore }: Props) {
  const [history, setHistory] = useState<Entries | null>(null)
  const write = useApp((state) => state.write)
  const asked = useApp((state) => state.historyAsked)
  const list = useRef<HTMLOListElement>(null)
  const askHistory = useApp((state) => state.askHistory)
  const resumeGrid = useApp((state) => state.resumeGrid)
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
  useEffect(() => {
    if (history === null || !asked) return
    askHistory(false)
    const target = list.current?.querySelector('button') ?? list.current
    target?.focus()
  }, [asked, askHistory, history])

  const told = (value: number | null) => (value === null || !line ? words.inspector.cleared : formatStored(value, line))
  const current = history?.[0]?.value
  return (
    <section className="note">
      <h3>{words.inspector.history}</h3>
      {history?.length === 0 && <p className="hint">{words.inspector.noHistory}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the way back from what stands in it */}
      <ol
        className="history"
        data-testid="history"
        ref={list}
        tabIndex={-1}
        onKeyDown={({ key }) => key === 'Escape' && resumeGrid?.()}
      >
        {history?.map(({ at, by, value, source, state }, i) => (
          // It only grows, at its top: counted from the oldest, an entry keeps its number.
          <li key={history.length - i}>
            <strong>{told(value)}</strong>
            <span>
              {by}, {formatMoment(at)}
            </span>
            <span className="hint">
              {source} · {words.inspector.states[state]}
              {i === 0 && ` · ${words.inspector.current}`}
            </span>
            {mayRestore && value !== current && (
              <button
                type="button"
                aria-label={words.inspector.restoreOf(told(value), formatMoment(at))}
                onClick={() =>
                  void write({
                    siteId,
                    source: 'typed',
                    label: words.inspector.restored(told(value), name),
                    writes: [{ lineId, period, value }],
                  })
                }
              >
                {words.inspector.restore}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
