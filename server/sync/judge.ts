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
 * the same value is no change, anything else is a conflict that keeps both. A removed line is never made again.
 */
export function merge(
  op: SyncOp,
  current: CurrentCell | undefined,
): 'apply' | Exclude<OpResult, { status: 'applied' }> {
  const value = current?.value ?? null
  const ver = current?.ver ?? 0
  if (current?.deleted !== true) {
    if (value === op.value) return { opId: op.opId, status: 'same', ver, seq: current?.seq ?? 0 }
    if (ver === op.baseVer) return 'apply'
    if (value === op.baseValue) return 'apply' // moved and came back
  }
  return {
    opId: op.opId,
    status: 'conflict',
    theirs: { value, ver, by: current?.by ?? '', byName: current?.byName ?? '' },
  }
}
