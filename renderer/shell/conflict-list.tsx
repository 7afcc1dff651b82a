import type { QueueItem } from '../../shared/contract/ipc.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { QueueEntry } from './queue-entry.tsx'

/** More than this is a number, not a list to read. */
const SHOWN = 50

/** Conflicts by what they were typed or pasted with: one by one, or a whole paste at once (sync.md 3.1). */
export function ConflictList({ items }: { readonly items: readonly QueueItem[] }) {
  const gestures = new Map<string, QueueItem[]>()
  for (const item of items) {
    const own = gestures.get(item.gesture.id)
    if (own) own.push(item)
    else gestures.set(item.gesture.id, [item])
  }
  return [...gestures.values()].map((own) => <ConflictsOfGesture key={own[0]?.gesture.id} items={own} />)
}

function ConflictsOfGesture({ items }: { readonly items: readonly QueueItem[] }) {
  const write = useApp((state) => state.write)
  const readQueue = useApp((state) => state.readQueue)
  const [first] = items
  if (!first) return null
  const { label } = first.gesture
  const choose = async (valueOf: (item: QueueItem) => number | null, said: string) => {
    await write({
      siteId: first.siteId,
      label: said,
      source: 'resolve',
      writes: items.map((item) => ({ lineId: item.mark.lineId, period: item.mark.period, value: valueOf(item) })),
    })
    await readQueue()
  }
  return (
    <>
      {items.length > 1 && (
        <div className="gesture" data-testid="conflict-gesture">
          <strong>{words.sync.together(label, items.length)}</strong>
          <span className="actions">
            <button
              type="button"
              data-testid="keep-all-mine"
              onClick={() => void choose((item) => item.value, words.sync.resolvedAllMine(label))}
            >
              {words.sync.allMine}
            </button>
            <button
              type="button"
              data-testid="take-all-theirs"
              onClick={() => void choose((item) => item.mark.theirs ?? null, words.sync.resolvedAllTheirs(label))}
            >
              {words.sync.allTheirs}
            </button>
          </span>
        </div>
      )}
      <ul>
        {items.slice(0, SHOWN).map((item) => (
          <QueueEntry key={item.opId} item={item} />
        ))}
      </ul>
      {items.length > SHOWN && <p className="hint">{words.paste.more(items.length - SHOWN)}</p>}
    </>
  )
}
