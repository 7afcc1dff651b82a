import type { Preferences } from '../../shared/contract/ipc.ts'
import { addMonths, type Month, monthOf } from '../../shared/core/calendar.ts'
import type { Slice } from './state.ts'

/** How far one may look: the first year a site has, and 12 months past today (domain.md 0.2). */
export type Reach = { readonly first: Month; readonly last: Month }

/** Moving about: to a site, a month, a tab. Nobody leaves a cell whose text is not a number yet. */
export type VisitSlice = {
  /** Set by what is being typed in: false keeps the person there. */
  readonly guard: (() => boolean) | null
  readonly setGuard: (guard: (() => boolean) | null) => void
  readonly visit: (to: Partial<Pick<Preferences, 'siteId' | 'month' | 'tab'>>) => void
  readonly reach: () => Reach | null
  readonly stepMonth: (count: 1 | -1) => void
}

export const createVisitSlice: Slice<VisitSlice> = (set, get) => ({
  guard: null,
  setGuard: (guard) => set({ guard }),
  visit: (to) => {
    const { guard, preferences, prefer, openSheet } = get()
    if (guard !== null && !guard()) return
    prefer(to)
    if (to.tab !== undefined) set({ reviewPage: null })
    if (to.siteId !== undefined && to.siteId !== preferences.siteId) set({ editingSite: null })
    const { siteId, month } = { ...preferences, ...to }
    const moves = to.siteId !== undefined || to.month !== undefined
    if (moves && siteId !== null && month !== null) void openSheet({ siteId, month })
  },
  reach: () => {
    const { sheet, sites, preferences } = get()
    const month = preferences.month
    if (month === null) return null
    const today = sheet.status === 'open' ? monthOf(sheet.base.today) : month
    const known =
      sites.status === 'ready' ? sites.list.find(({ site }) => site.siteId === preferences.siteId) : undefined
    const firstYear = Math.min(Number(today.slice(0, 4)) - 1, ...(known?.years ?? []))
    const first = `${firstYear}-01`
    const last = addMonths(today, 12)
    return { first: month < first ? month : first, last: month > last ? month : last }
  },
  stepMonth: (count) => {
    const { preferences, reach, visit } = get()
    const limits = reach()
    if (preferences.month === null || limits === null) return
    const month = addMonths(preferences.month, count)
    if (month >= limits.first && month <= limits.last) visit({ month })
  },
})
