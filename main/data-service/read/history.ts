import type { z } from 'zod'
import type { CellHistory, HistoryKey } from '../../../shared/contract/sheet.ts'
import { unreachable } from '../../../shared/core/bug.ts'
import { baseOf } from '../db/cells.ts'
import { type Operation, operationsOfCell } from '../db/operations.ts'
import type { Database } from '../db/store.ts'

type Entry = z.infer<typeof CellHistory>[number]

/** All that is known on this laptop of how a forecast cell came to its value, newest first. */
export function readHistory(
  db: Database,
  place: z.infer<typeof HistoryKey>,
  myName: string,
): z.infer<typeof CellHistory> {
  const operations = operationsOfCell(db, place)
  const entries: Entry[] = []
  let later: Entry['state'] = 'sent'
  for (const op of operations) {
    const state = stateOf(op, later)
    if (op.state !== 'superseded') later = state
    entries.push({ at: op.editedAt, by: myName, value: op.value, source: op.source, state })
    if (op.state === 'conflict' && op.theirs) {
      entries.push({ at: op.editedAt, by: op.theirs.byName, value: op.theirs.value, source: 'server', state: 'server' })
    }
  }
  const cell = baseOf(db, place)
  const isMine = operations.some((op) => op.opId === cell.opId)
  const isTold = operations.some((op) => op.state === 'conflict' && op.theirs?.ver === cell.ver)
  if (cell.at !== null && !isMine && !isTold) {
    entries.push({ at: cell.at, by: cell.byName, value: cell.value, source: 'server', state: 'server' })
  }
  return entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** An edit that gave way to a newer one before it was sent shares that one's fate, unless it had its own. */
function stateOf(op: Operation, later: Entry['state']): Entry['state'] {
  switch (op.state) {
    case 'pending':
    case 'inflight':
      return 'waiting'
    case 'applied':
    case 'same':
      return 'sent'
    case 'conflict':
    case 'rejected':
      return op.state
    case 'superseded':
      if (op.code !== null) return 'rejected'
      return op.theirs === null ? later : 'conflict'
    default:
      return unreachable(op.state)
  }
}
