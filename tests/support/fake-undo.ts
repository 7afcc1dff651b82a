import type { Gesture } from '../../shared/contract/sheet.ts'
import {
  CELLS_NAMED,
  SHOWN_ABOVE,
  type TurnedCell,
  type UndoPreview,
  type UndoPreviewKey,
} from '../../shared/contract/undo-preview.ts'
import { monthOf } from '../../shared/core/calendar.ts'

type Write = Gesture['writes'][number]
/** A gesture the fake bridge can take back. */
export type FakeStep = Pick<Gesture, 'gestureId' | 'label' | 'siteId' | 'moves'> & { before: Write[]; after: Write[] }

/** What a test says is in the way of a step: cells by line and day with why, and what the refusal says. */
export type FakeRefusal = { readonly cells: Readonly<Record<string, string>>; readonly message: string }

/** What the data service would show before a big step; `from` are the steps that can be turned, the next one last. */
export function fakePreview(
  { turn, upTo }: UndoPreviewKey,
  from: readonly FakeStep[],
  refusal: FakeRefusal | null,
  valueOf: (siteId: string, write: Write) => number | null,
): UndoPreview | null {
  const order = from.toReversed()
  const steps = order.slice(0, upTo === null ? 1 : order.findIndex(({ gestureId }) => gestureId === upTo) + 1)
  const cells = new Map<string, TurnedCell>()
  for (const step of steps) {
    for (const write of turn === 'undo' ? step.before : step.after) {
      const { lineId, period, value } = write
      const reason = refusal?.cells[`${lineId} ${period}`] ?? null
      const cell = { siteId: step.siteId, lineId, period, now: valueOf(step.siteId, write), after: value, reason }
      cells.set(`${step.siteId} ${lineId} ${period}`, cell)
    }
  }
  if (steps.reduce((sum, { after }) => sum + after.length, 0) <= SHOWN_ABOVE) return null
  const all = [...cells.values()]
  const inOrder = all.toSorted((a, b) => Number(a.reason === null) - Number(b.reason === null))
  return {
    turn,
    upTo,
    by: 'Mara Ellison',
    steps: steps.map(({ gestureId, siteId, label }) => ({ gestureId, siteId, label, savedAt: '2026-04-10T14:42:00Z' })),
    cells: all.length,
    siteIds: [...new Set(all.map(({ siteId }) => siteId))],
    months: [...new Set(all.map(({ period }) => monthOf(period)))].sort(),
    lineIds: [...new Set(all.map(({ lineId }) => lineId))],
    inTheWay: all.filter(({ reason }) => reason !== null).length,
    named: inOrder.slice(0, CELLS_NAMED),
    refusal: refusal && { message: refusal.message, isPassedOver: true },
  }
}
