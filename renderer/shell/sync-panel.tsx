import type { QueueItem } from '../../shared/contract/ipc.ts'
import { MANY_WAITING } from '../../shared/contract/sync.ts'
import { QueueSteps } from './queue-steps.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { ConflictList } from './conflict-list.tsx'
import { QueueEntry } from './queue-entry.tsx'

const KINDS = ['conflict', 'rejected', 'waiting'] as const
/** More than this is a number, not a list to read. */
const SHOWN = 50

/** Everything typed here that is not the server's yet, with what happened and what to do. */
export function SyncPanel({ close }: { readonly close: () => void }) {
  const sync = useApp((state) => state.sync)
  const queue = useApp((state) => state.queue)
  const syncNow = useApp((state) => state.syncNow)
  const exportUnsent = useApp((state) => state.exportUnsent)
  const saveDiagnostics = useApp((state) => state.saveDiagnostics)
  const expired = useApp((state) => state.session.status === 'needs-sign-in') || sync.state === 'needs-sign-in'
  const signIn = useApp((state) => state.signIn)
  const showPanel = useApp((state) => state.showPanel)
  return (
    <section className="panel sync-panel" aria-label={words.sync.title} data-testid="sync-panel">
      <header>
        <h2>{words.sync.title}</h2>
        <button type="button" className="quiet" onClick={close} aria-label={words.sync.close}>
          ✕
        </button>
      </header>
      <p>
        {words.sync.explain(sync)} {words.sync.last(sync.lastSyncedAt)}{' '}
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
        <button type="button" data-testid="open-backups" onClick={() => showPanel('backups')}>
          {words.backups.open}
        </button>
      </p>
      {sync.clockMinutes !== 0 && <p className="hint">{words.sync.clock(sync.clockMinutes)}</p>}
      {sync.waiting > MANY_WAITING && <p className="hint">{words.sync.many}</p>}
      {queue === null ? (
        <output>…</output>
      ) : (
        KINDS.map((kind) => (
          <QueueList key={kind} kind={kind} items={queue.filter((item) => item.mark.kind === kind)} />
        ))
      )}
      <QueueSteps />
      {queue?.length === 0 && sync.acts.unsent + sync.acts.refused === 0 && <p>{words.sync.nothing}</p>}
      <footer>
        {queue !== null && queue.length > 0 && (
          <p>
            <button
              type="button"
              className="link"
              data-testid="panel-export-unsent"
              onClick={() => void exportUnsent()}
            >
              {words.unsent.export}
            </button>
          </p>
        )}
        <button type="button" className="link" data-testid="save-report" onClick={() => void saveDiagnostics()}>
          {words.sync.report}
        </button>{' '}
        <span className="hint">{words.sync.reportHint}</span>
      </footer>
    </section>
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
      {kind === 'conflict' ? (
        <ConflictList items={items} />
      ) : (
        <ul>
          {items.slice(0, SHOWN).map((item) => (
            <QueueEntry key={item.opId} item={item} />
          ))}
        </ul>
      )}
      {kind !== 'conflict' && items.length > SHOWN && <p className="hint">{words.paste.more(items.length - SHOWN)}</p>}
    </div>
  )
}
