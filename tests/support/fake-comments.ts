import type { ShownComment } from '../../shared/contract/comments.ts'
import type { Gesture } from '../../shared/contract/sheet.ts'
import type { FakeState } from './fake-state.ts'

const at = { lineId: 'valetDaily', period: '2026-04-16' }
const said = (id: number, changed: Partial<ShownComment>): ShownComment => ({
  ...at,
  id: `5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a${id}`,
  text: 'Why so few cars on the convention days? Last year it was the busiest week of the month.',
  answers: null,
  settles: false,
  by: 'Dana Whitfield',
  at: '2026-04-09T13:15:00Z',
  isMine: false,
  isNew: true,
  state: 'sent',
  message: null,
  ...changed,
})
const first = said(10, {})
/** A site about whose cells people talked: an open thread, another cell, and a question of a return. */
export const aSpokenSite = (): Partial<FakeState> => ({
  comments: [
    first,
    said(11, {
      answers: first.id,
      by: 'Mara Ellison',
      isMine: true,
      isNew: false,
      text: 'The guests come by coach.\n<b>Two coaches</b> a day.',
      state: 'waiting',
    }),
    said(12, { period: '2026-04-21', text: 'And here?' }),
  ],
  asked: [
    {
      month: '2026-04',
      lineId: 'selfDaily',
      period: '2026-04-17',
      comment: 'Is that whole?',
      by: 'Dana Whitfield',
      isDone: false,
    },
  ],
})

type Moves = NonNullable<Gesture['moves']>

/** Comments as they stand after numbers were moved, or after the move was taken back. */
export function carriedComments(
  comments: readonly ShownComment[],
  moves: Moves = [],
  side: 'before' | 'after' = 'after',
): ShownComment[] {
  const isAt = (one: ShownComment, cell: Moves[number]['to']) =>
    one.lineId === cell.lineId && one.period === cell.period
  return comments.map((one) => {
    const move = moves.find(({ from, to }) => isAt(one, side === 'after' ? from : to))
    return move ? { ...one, ...(side === 'after' ? move.to : move.from) } : one
  })
}
