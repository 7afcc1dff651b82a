import { type Day, monthOf } from '../../shared/core/calendar.ts'
import { inCommitOrder } from '../store/commit.ts'
import { addMove, type StoredMove } from '../store/submissions.ts'
import type { Db } from '../store/tables.ts'
import { DEMO_PEOPLE } from './people.ts'

/** The sites people sign in to work at stay as they are: what is moved there is theirs to move. */
const UNTOUCHED = 3

/** What happened to the open month at a site, by its place among the sites: nothing, handed over, asked about, accepted. */
const STORIES: readonly (readonly ('submitted' | 'returned' | 'approved')[])[] = [
  [],
  ['submitted'],
  ['submitted', 'returned'],
  ['submitted', 'approved'],
]

/** Hands over, returns and approves the current month at the sites beyond the first three, one after the other. */
export async function moveDemoMonths(db: Db, siteIds: readonly string[], today: Day): Promise<void> {
  const period = monthOf(today)
  const at = new Date(`${today}T12:00:00Z`)
  const reviewer = DEMO_PEOPLE['dana']?.name ?? 'District manager'
  await inCommitOrder(db, async (tx) => {
    for (const [i, siteId] of siteIds.slice(UNTOUCHED).entries()) {
      for (const state of STORIES[i % STORIES.length] ?? []) {
        const isReturned = state === 'returned'
        const by = state === 'submitted' ? 'Site manager' : reviewer
        const move: StoredMove = {
          siteId,
          state,
          comment: isReturned ? 'Is the second half of the month really this quiet?' : null,
          cells: isReturned ? [{ lineId: 'valetDaily', period: `${period}-16` }] : [],
          by,
          at,
        }
        await addMove(tx, period, move, `demo:${by}`)
      }
    }
  })
}
