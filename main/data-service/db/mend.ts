import type { RecoveryReport } from '../../../shared/contract/recovery.ts'
import { must } from '../../../shared/core/bug.ts'
import { compactLog } from './compact-log.ts'
import type { EditsLog } from './edits-log.ts'
import { findGesture, type GestureRow } from './gestures.ts'
import { dropIndex, indexLog, onlyStored } from './log-index.ts'
import { findOperation, type Operation } from './operations.ts'
import { setBytesAside } from './quarantine.ts'
import { addRecovery } from './recoveries.ts'
import { replay } from './replay.ts'
import { replayActs } from './replay-acts.ts'
import { type Database, inTransaction } from './store.ts'

/** A store that was rebuilt: what came over and what was set aside. */
export type Rebuilt = { readonly saved: number; readonly lost: number; readonly setAside: readonly string[] }

/**
 * Makes store and log say the same again, each from the other, and writes down for the person what that took
 * (sync.md 3.2, 3.10). After a clean start there is nothing to do and nothing is written.
 */
export function mend(
  db: Database,
  log: EditsLog,
  rebuilt: Rebuilt | undefined,
  quarantine: string,
  world: { readonly now: number; readonly newId: () => string },
): void {
  const entries = indexLog(db, log)
  const recovered = replay(db, log, rebuilt !== undefined, world.newId)
  replayActs(db, log)
  const setAside = [...(rebuilt?.setAside ?? [])]
  const unreadable = compactLog(db, log, entries, world.now, (bytes, at) => {
    const name = `edits.log.from-${at}`
    setBytesAside(quarantine, name, bytes)
    setAside.push(name)
  })
  copyToLog(db, log)
  dropIndex(db)
  if (!rebuilt && unreadable === 0 && recovered.length === 0) return
  const report: Omit<RecoveryReport, 'id'> = {
    at: new Date(world.now).toISOString(),
    damaged: rebuilt ? 'store' : unreadable > 0 ? 'log' : 'none',
    saved: rebuilt?.saved ?? 0,
    lost: rebuilt?.lost ?? 0,
    recovered,
    setAside,
  }
  inTransaction(db, () => addRecovery(db, report))
}

/** So many operations are one write to the log. */
const AT_ONCE = 1000

/** Writes into the log what only the store has: a gesture whole, or the part of it that is missing. */
function copyToLog(db: Database, log: EditsLog): void {
  const missing = onlyStored(db)
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    const byGesture = new Map<string, Operation[]>()
    for (const opId of missing.slice(from, from + AT_ONCE)) {
      const op = must(findOperation(db, opId), 'it was found a moment ago')
      const ops = byGesture.get(op.gestureId)
      if (ops) ops.push(op)
      else byGesture.set(op.gestureId, [op])
    }
    log.append(
      [...byGesture].map(([gestureId, ops]) => ({ gesture: findGesture(db, gestureId) ?? nameless(ops), ops })),
    )
  }
}

/** The gesture of operations whose own row was damaged: no undo step any more, but its cells are kept. */
function nameless(ops: readonly Operation[]): GestureRow {
  const { gestureId, siteId, source, editedAt } = must(ops[0], 'a gesture has operations')
  return { gestureId, siteId, label: 'Edit', source, savedAt: editedAt, cells: ops.length, digest: '', step: 'log' }
}
