import { z } from 'zod'
import { GESTURE_SOURCES } from '../../../shared/contract/sheet.ts'
import type { GestureRow } from './gestures.ts'
import type { NewOperation } from './operations.ts'

/** One gesture with all its operations, as the store was told: what `edits.log` keeps of it (sync.md 3.2). */
export type LoggedEdit = { readonly gesture: GestureRow; readonly ops: readonly NewOperation[] }

const Value = z.number().int().nullable()
const STATES = ['pending', 'inflight', 'conflict', 'rejected', 'applied', 'same', 'superseded'] as const
const SOURCES = [...GESTURE_SOURCES, 'undo', 'redo'] as const

/** Lists instead of objects: a paste of ten thousand cells is one record. */
const Record = z.object({
  rev: z.literal(1),
  gesture: z.object({
    gestureId: z.string(),
    siteId: z.string(),
    label: z.string(),
    source: z.enum(SOURCES),
    savedAt: z.string(),
    cells: z.number().int(),
    digest: z.string(),
    step: z.enum(['done', 'undone', 'dropped', 'log']),
  }),
  ops: z.array(z.tuple([z.string(), z.string(), z.string(), z.number().int(), Value, Value, Value, z.enum(STATES)])),
})

export function toRecord({ gesture, ops }: LoggedEdit): string {
  const { gestureId, siteId, label, source, savedAt, cells, digest, step } = gesture
  return JSON.stringify({
    rev: 1,
    gesture: { gestureId, siteId, label, source, savedAt, cells, digest, step },
    ops: ops.map((op) => [op.opId, op.period, op.lineId, op.baseVer, op.baseValue, op.before, op.value, op.state]),
  })
}

/** The edit of a record; undefined when it is not one that this Frontline knows. */
export function fromRecord(text: string): LoggedEdit | undefined {
  const parsed = Record.safeParse(JSON.parse(text))
  if (!parsed.success) return undefined
  const { gesture, ops } = parsed.data
  const { gestureId, siteId, source, savedAt } = gesture
  return {
    gesture,
    ops: ops.map(([opId, period, lineId, baseVer, baseValue, before, value, state]) => ({
      opId,
      gestureId,
      siteId,
      period,
      lineId,
      baseVer,
      baseValue,
      before,
      value,
      source,
      editedAt: savedAt,
      state,
    })),
  }
}
