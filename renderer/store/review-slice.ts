import type { Bridge } from '../../shared/contract/ipc.ts'
import type {
  MonthState,
  NewReviewAct,
  OpenAct,
  ReviewKey,
  ReviewQueue,
  ReviewSheet,
} from '../../shared/contract/review-sheet.ts'
import type { NamedCell } from '../../shared/contract/review.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { words } from '../text/words.ts'
import { ask } from '../bridge.ts'
import { opener, type Shown } from './shown.ts'
import type { Slice } from './state.ts'

/** One cause of a variance while it is typed; the amount is text until it is handed over. */
export type DraftPart = { readonly code: string; readonly text: string; readonly amount: string }
/** What is being written about a month; it stays while the person looks elsewhere. */
export type ReviewDraft = {
  readonly comment: string
  readonly cells: readonly NamedCell[]
  readonly reasons: Readonly<Record<string, readonly DraftPart[]>>
}
export const NO_DRAFT: ReviewDraft = { comment: '', cells: [], reasons: {} }
export const draftKey = ({ siteId, month }: ReviewKey): string => `${siteId}|${month}`

/** A step without its id: `act` gives it one. */
export type AskedAct = NewReviewAct extends infer A ? (A extends unknown ? Omit<A, 'actId'> : never) : never

/** The review of a month, the queue of all sites, and which of the two stands in the place of the tab. */
export type ReviewSlice = {
  readonly reviewPage: 'checklist' | 'queue' | null
  readonly review: Shown<ReviewKey, ReviewSheet>
  readonly reviewQueue: Shown<string, ReviewQueue>
  readonly reviewDrafts: Readonly<Record<string, ReviewDraft>>
  /** The site whose numbers a reviewer has chosen to change; others only read there (domain.md 10.4). */
  readonly editingSite: string | null
  /** Steps at every site that are not the server's; null until they were asked for. */
  readonly openSteps: readonly OpenAct[] | null
  /** Months that are more than drafts, of every site. */
  readonly monthStates: readonly MonthState[]
  readonly readMonthStates: () => Promise<void>
  readonly readOpenSteps: () => Promise<void>
  readonly showReview: (page: 'checklist' | 'queue' | null) => void
  readonly openReview: (key: ReviewKey) => Promise<void>
  readonly rereadReview: () => Promise<void>
  readonly openReviewQueue: (month: string) => Promise<void>
  readonly rereadReviewQueue: () => Promise<void>
  readonly draftReview: (key: ReviewKey, changed: Partial<ReviewDraft>) => void
  /** Null when it was kept; else what is in the way, and nothing typed is lost. */
  readonly act: (act: AskedAct) => Promise<WireError | null>
  /** Freezes a month at these sites; what became of it, in words. */
  readonly freezeSites: (month: string, siteIds: readonly string[]) => Promise<string>
  readonly withdrawAct: (actId: string) => Promise<void>
  readonly editSite: (siteId: string | null) => Promise<void>
}

export const createReviewSlice =
  (bridge: Bridge, newId: () => string): Slice<ReviewSlice> =>
  (set, get) => {
    return {
      reviewPage: null,
      review: { status: 'closed' },
      reviewQueue: { status: 'closed' },
      reviewDrafts: {},
      editingSite: null,
      openSteps: null,
      monthStates: [],
      readMonthStates: async () => {
        const reply = await ask(bridge, 'review.states', undefined)
        if (reply.ok) set({ monthStates: reply.value })
        else get().say(reply.error.message, 'problem')
      },
      readOpenSteps: async () => {
        const reply = await ask(bridge, 'review.open', undefined)
        if (reply.ok) set({ openSteps: reply.value })
        else get().say(reply.error.message, 'problem')
      },
      showReview: (page) => {
        const { guard } = get()
        if (guard !== null && !guard()) return
        set({ reviewPage: page })
      },
      openReview: opener({
        shown: () => get().review,
        show: (review) => set({ review }),
        read: (key) => ask(bridge, 'review.read', key),
      }),
      rereadReview: async () => {
        const { review, openReview, reviewPage } = get()
        if (review.status !== 'closed' && reviewPage === 'checklist') await openReview(review.key)
      },
      openReviewQueue: opener({
        shown: () => get().reviewQueue,
        show: (reviewQueue) => set({ reviewQueue }),
        read: (month) => ask(bridge, 'review.queue', { month }),
      }),
      rereadReviewQueue: async () => {
        const { reviewQueue, openReviewQueue, reviewPage } = get()
        if (reviewQueue.status !== 'closed' && reviewPage === 'queue') await openReviewQueue(reviewQueue.key)
      },
      draftReview: (key, changed) => {
        const { reviewDrafts } = get()
        const name = draftKey(key)
        set({ reviewDrafts: { ...reviewDrafts, [name]: { ...(reviewDrafts[name] ?? NO_DRAFT), ...changed } } })
      },
      act: async (act) => {
        const reply = await ask(bridge, 'review.act', { ...act, actId: newId() })
        await get().rereadReview()
        return reply.ok ? null : reply.error
      },
      freezeSites: async (month, siteIds) => {
        const sites = siteIds.map((siteId) => ({ siteId, finaliseId: newId(), freezeId: newId() }))
        const reply = await ask(bridge, 'review.freezeSites', { month, months: 3, sites })
        await get().rereadReviewQueue()
        if (!reply.ok) return reply.error.message
        const left = reply.value.filter((one) => one.left !== null)
        return words.review.freezeMany.done(
          reply.value.length - left.length,
          left.map(({ siteId }) => siteId),
        )
      },
      withdrawAct: async (actId) => {
        const reply = await ask(bridge, 'review.withdraw', { actId })
        if (!reply.ok) get().say(reply.error.message, 'problem')
        await Promise.all([get().rereadReview(), get().readOpenSteps()])
      },
      editSite: async (siteId) => {
        set({ editingSite: siteId })
        await Promise.all([get().rereadSheet(), get().rereadYear(), get().rereadCategory()])
      },
    }
  }
