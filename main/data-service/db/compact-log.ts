import type { EditsLog } from './edits-log.ts'
import { type Entry, unsettledPlaces } from './log-index.ts'
import { unsettledActs } from './replay-acts.ts'
import type { Database } from './store.ts'

const A_DAY = 24 * 60 * 60 * 1000
/** A server may be restored to this long ago (sync.md 3.6), and may ask for what it acknowledged since. */
const KEPT_DAYS = 35

const bytesOf = (entries: readonly Entry[]): number => entries.reduce((sum, { from, to }) => sum + to - from, 0)

/**
 * Lets go of what the server has had for 35 days, once that is at least as much as what stays. A stretch that cannot
 * be read is handed to `setAside` before it leaves the log. Returns how many of those were damaged: what a crash cut short
 * at the end was never called saved. Needs the index.
 */
export function compactLog(
  db: Database,
  log: EditsLog,
  entries: readonly Entry[],
  now: number,
  setAside: (bytes: Buffer, at: number) => void,
): number {
  const unreadable = entries.filter(({ savedAt }) => savedAt === null)
  const isOld = ({ savedAt }: Entry): boolean => savedAt !== null && now - savedAt > KEPT_DAYS * A_DAY
  if (unreadable.length === 0 && !entries.some(isOld)) return 0
  for (const stretch of unreadable) setAside(log.bytes(stretch), stretch.from)
  const [places, acts] = [unsettledPlaces(db), unsettledActs(db)]
  const isUnsettled = ({ from, actId }: Entry): boolean => (actId === undefined ? places.has(from) : acts.has(actId))
  const readable = entries.filter(({ savedAt }) => savedAt !== null)
  const over = readable.filter((entry) => isOld(entry) && !isUnsettled(entry))
  const kept = readable.filter((entry) => !isOld(entry) || isUnsettled(entry))
  const isWorthIt = over.length > 0 && bytesOf(over) >= bytesOf(kept)
  if (isWorthIt) log.keepOnly(kept)
  else if (unreadable.length > 0) log.keepOnly(readable)
  return unreadable.filter(({ kind }) => kind === 'unreadable').length
}
