import type { z } from 'zod'
import type { CellMark } from '../../../shared/contract/sheet.ts'
import { bug, unreachable } from '../../../shared/core/bug.ts'
import type { Operation } from '../db/operations.ts'

type Mark = z.infer<typeof CellMark>

/** What a person should know about an edit that is not the server's yet. */
export function markOf(op: Operation): Mark {
  const place = { lineId: op.lineId, period: op.period }
  switch (op.state) {
    case 'pending':
    case 'inflight':
      return { ...place, kind: 'waiting', message: 'Saved on this computer, not sent yet.' }
    case 'conflict': {
      const name = op.theirs?.byName || 'Somebody else'
      return {
        ...place,
        kind: 'conflict',
        message: `${name} changed this too. Choose which value counts; until then yours is kept here and theirs at the server.`,
        theirs: op.theirs?.value ?? null,
        theirsBy: name,
      }
    }
    case 'rejected':
      return { ...place, kind: 'rejected', message: op.message ?? 'The server did not take this value.' }
    case 'applied':
    case 'same':
    case 'superseded':
      return bug('a settled operation has no mark')
    default:
      return unreachable(op.state)
  }
}

/** The newest open operation of each cell: the one whose value is shown. */
export function shownOf(open: readonly Operation[]): Operation[] {
  const newest = new Map<string, Operation>()
  for (const op of open) newest.set(`${op.siteId}|${op.period}|${op.lineId}`, op) // they come oldest first
  return [...newest.values()]
}
