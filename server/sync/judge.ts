import { checkCell } from '../../shared/calc/check-cell.ts'
import { cellLock, LOCK_WORDS, type LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { findLine } from '../../shared/categories/index.ts'
import { isDay, isMonth } from '../../shared/core/calendar.ts'
import type { ErrorCode } from '../../shared/core/errors.ts'
import type { OpResult, SyncOp } from '../../shared/contract/sync.ts'
import type { CurrentCell } from '../store/current-cells.ts'

export type Refusal = { readonly code: ErrorCode; readonly message: string }

/** What has to be known of the world to say whether a value may be stored. */
export type Surroundings = { readonly totalRooms: number; readonly facts: LockFacts }

/** Why a forecast value may not be stored in a cell; null when it may (domain.md 10.1, 10.3). */
export function refusalOf(
  cell: { readonly lineId: string; readonly period: string; readonly value: number | null },
  { totalRooms, facts }: Surroundings,
): Refusal | null {
  const line = findLine(cell.lineId)
  if (!line) return { code: 'INVALID_DATA_TYPE', message: `There is no line ${cell.lineId}.` }
  if (!(line.grain === 'day' ? isDay : isMonth)(cell.period)) {
    const right = line.grain === 'day' ? 'a day like 2025-04-16' : 'a month like 2025-04'
    return { code: 'INVALID_PERIOD', message: `${line.label} needs ${right}, not ${cell.period}.` }
  }
  const problem = checkCell(line, cell.value, totalRooms)
  if (problem?.level === 'error') return { code: 'INVALID_DATA_TYPE', message: problem.message }
  const lock = cellLock(line, cell.period, facts)
  return lock ? { code: 'PERIOD_LOCKED', message: LOCK_WORDS[lock] } : null
}

/**
 * The three-way rule of sync.md 3.1: apply where nobody wrote since the author looked (or wrote back the same value),
 * the same value is no change, anything else is a conflict that keeps both. A removed line is never made again. `twin`
 * is the other of two ways to say one thing (rooms and occupancy): its author clears it first, so one that is filled
 * was not seen, and a day must not say both.
 */
export function merge(
  op: SyncOp,
  current: CurrentCell | undefined,
  twin?: CurrentCell,
): 'apply' | Exclude<OpResult, { status: 'applied' }> {
  const value = current?.value ?? null
  const ver = current?.ver ?? 0
  if (value === op.value) return { opId: op.opId, status: 'same', ver, seq: current?.seq ?? 0 }
  if (current?.deleted === true && ver === op.baseVer) {
    return { opId: op.opId, status: 'rejected', code: 'NOT_FOUND', message: 'This line was removed from the site.' }
  }
  const isFree = op.value === null || (twin?.value ?? null) === null
  const isUnmoved = ver === op.baseVer || value === op.baseValue // or moved and came back
  if (current?.deleted !== true && isFree && isUnmoved) return 'apply'
  return {
    opId: op.opId,
    status: 'conflict',
    theirs: { value, ver, seq: current?.seq ?? 0, by: current?.by ?? '', byName: current?.byName ?? '' },
  }
}
