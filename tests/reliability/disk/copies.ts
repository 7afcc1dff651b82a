import { existsSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { openEditsLog } from '../../../main/data-service/db/edits-log.ts'
import { unlock } from '../../../main/data-service/db/pragmas.ts'
import { A_KEY } from '../../support/data-service.ts'

/** Which gestures each of the two copies holds whole, looked at from outside: by label, without opening the store. */
export type Copies = { readonly store: ReadonlySet<string>; readonly log: ReadonlySet<string> }

/** Reads both copies of a folder. A store that cannot be opened holds nothing. */
export function readCopies(folder: string): Copies {
  return { store: inStore(folder), log: inLog(folder) }
}

function inStore(folder: string): Set<string> {
  if (!existsSync(path.join(folder, 'store.db'))) return new Set()
  const db = unlock(new Sqlite(path.join(folder, 'store.db'), { readonly: true }), A_KEY)
  try {
    return new Set(
      db
        .prepare(
          `SELECT label FROM gesture WHERE (SELECT count(*) FROM op WHERE op.gesture_id = gesture.gesture_id) = 2`,
        )
        .pluck()
        .all() as string[],
    )
  } catch {
    return new Set()
  } finally {
    db.close()
  }
}

function inLog(folder: string): Set<string> {
  const log = openEditsLog(folder, A_KEY)
  try {
    return new Set(
      [...log.read()].flatMap((found) =>
        found.kind === 'edit' && found.edit.ops.length === 2 ? [found.edit.gesture.label] : [],
      ),
    )
  } finally {
    log.close()
  }
}
