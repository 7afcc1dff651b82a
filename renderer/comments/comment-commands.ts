import { monthOf } from '../../shared/core/calendar.ts'
import { MOVES } from '../../shared/calc/validation/submission.ts'
import type { NamedCell } from '../../shared/contract/review.ts'
import type { AppStore } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { draftKey, NO_DRAFT } from '../store/review-slice.ts'
import { words } from '../text/words.ts'
import { formatMonth } from '../text/format.ts'

/** Opens the comments of the active cell; a sum has none. */
export function commentOnCell(store: AppStore): void {
  const { focus, reviewPage, say, openComments, panel } = store.getState()
  if (panel !== null && panel !== 'palette') return
  if (focus === null || reviewPage !== null) return say(words.comments.choose, 'problem')
  openComments(focus)
}

/** At most so many cells in one return (shared/contract/review.ts). */
const MOST_NAMED = 200

/** The chosen cells are named in the return of their month, and the form where it is said why opens. */
export async function returnChosen(store: AppStore): Promise<void> {
  const { guard, openGrid, chosen } = store.getState()
  if (guard !== null && !guard()) return
  const cells = chosen.flatMap((spot): NamedCell[] => {
    const place = openGrid?.().placeAt(spot) ?? null
    return place === null ? [] : [{ lineId: place.lineId, period: place.period }]
  })
  return returnCells(store, cells)
}

/** Whoever looks may return forecasts at all; whether this month can be is said when they try. */
export const mayReturn = (session: AppState['session']): boolean =>
  'user' in session && (session.user?.roles.some((role) => MOVES.return.by.includes(role)) ?? false)

/** Cells of the open site are named in the return of the first one's month; the form opens. */
export async function returnCells(store: AppStore, cells: readonly NamedCell[]): Promise<void> {
  const { preferences, session, say, openReview } = store.getState()
  const [first] = cells
  const { siteId } = preferences
  if (first === undefined || siteId === null) return say(words.comments.choose, 'problem')
  const month = monthOf(first.period)
  const key = { siteId, month }
  await openReview(key)
  const { review, visit, draftReview, reviewDrafts, showReview } = store.getState()
  const may = mayReturn(session) && review.status === 'open' && review.answer.actions.includes('return')
  if (!may) return say(words.comments.notReturnable(formatMonth(month)), 'problem')
  const named = (reviewDrafts[draftKey(key)] ?? NO_DRAFT).cells
  const isNamed = (cell: NamedCell) => named.some((one) => one.lineId === cell.lineId && one.period === cell.period)
  const here = cells.filter(({ period }) => monthOf(period) === month)
  const all = [...named, ...here.filter((cell) => !isNamed(cell))].slice(0, MOST_NAMED)
  if (month !== preferences.month) visit({ month })
  draftReview(key, { cells: all })
  showReview('checklist')
  say(here.length < cells.length ? words.comments.otherMonths : words.comments.named(all.length))
}
