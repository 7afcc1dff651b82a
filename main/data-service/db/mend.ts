import type { RecoveryReport } from '../../../shared/contract/recovery.ts'
import { compactLog } from './compact-log.ts'
import type { EditsLog } from './edits-log.ts'
import { findGesture } from './gestures.ts'
import { openOperations, type Operation } from './operations.ts'
import { setBytesAside } from './quarantine.ts'
import { addRecovery } from './recoveries.ts'
import { replay } from './replay.ts'
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
  const recovered = replay(db, log, world.newId)
  copyToLog(db, log)
  const setAside = [...(rebuilt?.setAside ?? [])]
  const unreadable = compactLog(db, log, world.now, (bytes, at) => {
    const name = `edits.log.from-${at}`
    setBytesAside(quarantine, name, bytes)
    setAside.push(name)
  })
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

/** Whatever waits and is not in the log: of a store from before there was one, or whose record was damaged. */
function copyToLog(db: Database, log: EditsLog): void {
  const open = openOperations(db)
  if (open.length === 0) return
  const logged = new Set<string>()
  for (const stretch of log.read())
    if (stretch.kind === 'edit') for (const { opId } of stretch.edit.ops) logged.add(opId)
  const byGesture = new Map<string, Operation[]>()
  for (const op of open) {
    if (logged.has(op.opId)) continue
    const ops = byGesture.get(op.gestureId)
    if (ops) ops.push(op)
    else byGesture.set(op.gestureId, [op])
  }
  const edits = [...byGesture].flatMap(([gestureId, ops]) => {
    const gesture = findGesture(db, gestureId)
    return gesture ? [{ gesture, ops }] : []
  })
  if (edits.length > 0) log.append(edits)
}
