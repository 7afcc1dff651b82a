import type { QueueItem } from '../../shared/contract/ipc.ts'
import { findLine } from '../../shared/categories/index.ts'
import { monthOf } from '../../shared/core/calendar.ts'
import { useApp } from '../store/app-store.ts'
import { tabOf } from '../categories/tab-of.ts'
import { formatMoment, formatPeriod, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'

function valueOf(item: QueueItem, value: number | null | undefined, empty: string = words.sync.cleared): string {
  const line = findLine(item.mark.lineId)
  if (value == null) return empty
  return line ? formatStored(value, line) : String(value)
}

/** One edit that is not the server's yet: where it is, what it says, and for a conflict which value shall count. */
export function QueueEntry({ item }: { readonly item: QueueItem }) {
  const { mark, siteId } = item
  const write = useApp((state) => state.write)
  const readQueue = useApp((state) => state.readQueue)
  const visit = useApp((state) => state.visit)
  const requestFocus = useApp((state) => state.requestFocus)
  const where = `${findLine(mark.lineId)?.label ?? mark.lineId}, ${formatPeriod(mark.period)}`
  const choose = async (value: number | null, label: string) => {
    await write({
      siteId,
      label,
      source: 'resolve',
      writes: [{ lineId: mark.lineId, period: mark.period, value }],
    })
    await readQueue()
  }
  const go = () => {
    visit({ siteId, month: monthOf(mark.period), tab: tabOf(mark.lineId) })
    requestFocus({ lineId: mark.lineId, period: mark.period })
  }
  return (
    <li data-testid={`queue-${mark.kind}`}>
      <button type="button" className="link" onClick={go}>
        {siteId} · {where}
      </button>
      <span className="hint">{formatMoment(item.editedAt)}</span>
      {mark.kind === 'conflict' ? (
        <div className="choose">
          <span className="hint">
            {words.sync.before} {valueOf(item, item.base, words.sync.empty)}
          </span>
          <span />
          <span>
            {words.sync.mine} <strong>{valueOf(item, item.value)}</strong>
          </span>
          <button
            type="button"
            data-testid="keep-mine"
            onClick={() => void choose(item.value, words.sync.resolvedMine(where))}
          >
            {words.sync.keepMine}
          </button>
          <span>
            {words.sync.theirs(mark.theirsBy ?? words.sync.somebody)} <strong>{valueOf(item, mark.theirs)}</strong>
          </span>
          <button
            type="button"
            data-testid="take-theirs"
            onClick={() => void choose(mark.theirs ?? null, words.sync.resolvedTheirs(where))}
          >
            {words.sync.takeTheirs}
          </button>
        </div>
      ) : (
        <span>
          <strong>{valueOf(item, item.value)}</strong> {mark.kind === 'rejected' && mark.message}
        </span>
      )}
    </li>
  )
}
