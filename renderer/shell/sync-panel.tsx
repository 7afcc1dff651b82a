import type { QueueItem } from '../../shared/contract/ipc.ts'
import { MANY_WAITING } from '../../shared/contract/sync.ts'
import { findLine } from '../../shared/categories/index.ts'
import { monthOf } from '../../shared/core/calendar.ts'
import { useApp } from '../store/app-store.ts'
import { tabOf } from '../categories/tab-of.ts'
import { formatMoment, formatPeriod, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'

const KINDS = ['conflict', 'rejected', 'waiting'] as const
/** More than this is a number, not a list to read. */
const SHOWN = 50

function valueOf(item: QueueItem, value: number | null | undefined): string {
  const line = findLine(item.mark.lineId)
  if (value == null) return words.sync.cleared
  return line ? formatStored(value, line) : String(value)
}

/** Everything typed here that is not the server's yet, with what happened and what to do. */
export function SyncPanel({ close }: { readonly close: () => void }) {
  const sync = useApp((state) => state.sync)
  const queue = useApp((state) => state.queue)
  const syncNow = useApp((state) => state.syncNow)
  const expired = useApp((state) => state.session.status === 'needs-sign-in')
  const signIn = useApp((state) => state.signIn)
  return (
    <section className="panel sync-panel" aria-label={words.sync.title} data-testid="sync-panel">
      <header>
        <h2>{words.sync.title}</h2>
        <button type="button" className="quiet" onClick={close} aria-label={words.sync.close}>
          ✕
        </button>
      </header>
      <p>
        {sync.error?.message ?? words.sync.state[sync.state]} {words.sync.last(sync.lastSyncedAt)}{' '}
        {sync.nextAttemptAt !== null && words.sync.next(sync.nextAttemptAt)}
      </p>
      <p className="actions">
        <button
          type="button"
          className="primary"
          data-testid="sync-now"
          disabled={sync.state === 'syncing'}
          onClick={() => void syncNow()}
        >
          {words.sync.now}
        </button>
        {expired && (
          <button type="button" onClick={() => void signIn()}>
            {words.signIn.retry}
          </button>
        )}
      </p>
      {sync.waiting > MANY_WAITING && <p className="hint">{words.sync.many}</p>}
      {queue === null ? (
        <output>…</output>
      ) : (
        KINDS.map((kind) => (
          <QueueList key={kind} kind={kind} items={queue.filter((item) => item.mark.kind === kind)} />
        ))
      )}
      <Steps />
      {queue?.length === 0 && sync.acts.unsent + sync.acts.refused === 0 && <p>{words.sync.nothing}</p>}
    </section>
  )
}

/** Steps of a review wait on a page of their own: how many, and the way there. */
function Steps() {
  const { unsent, refused } = useApp((state) => state.sync.acts)
  const showReview = useApp((state) => state.showReview)
  if (unsent + refused === 0) return null
  const said = [refused > 0 && words.sync.acts.refused(refused), unsent > 0 && words.sync.acts.unsent(unsent)]
  return (
    <p>
      <button type="button" className="link" data-testid="sync-steps" onClick={() => showReview('checklist')}>
        {said.filter((text) => text !== false).join(' · ')}
      </button>
    </p>
  )
}

function QueueList({ kind, items }: { readonly kind: (typeof KINDS)[number]; readonly items: readonly QueueItem[] }) {
  if (items.length === 0) return null
  return (
    <div className="queue">
      <h3>
        {words.sync[kind]} ({items.length})
      </h3>
      {kind === 'waiting' && <p className="hint">{words.sync.safe}</p>}
      <ul>
        {items.slice(0, SHOWN).map((item) => (
          <QueueEntry key={item.opId} item={item} />
        ))}
      </ul>
      {items.length > SHOWN && <p className="hint">{words.paste.more(items.length - SHOWN)}</p>}
    </div>
  )
}

function QueueEntry({ item }: { readonly item: QueueItem }) {
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
