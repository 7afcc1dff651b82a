import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import type { CategorySheet, Gesture, StatisticsSheet } from '../../shared/contract/sheet.ts'
import { addMonths, type Month, monthsOf } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import { ask } from '../bridge.ts'
import { withWritesAround } from '../categories/with-stored-writes.ts'
import { withMonthWrites } from '../statistics/sheet-model.ts'
import { words } from '../text/words.ts'
import { isEditing } from './read-mode.ts'
import type { Shown } from './shown.ts'
import type { Slice } from './state.ts'

/** The sheets of a month that can be looked at by the months of their year (domain.md 1.6). */
export type YearSheets = { readonly statistics: StatisticsSheet; readonly payroll: CategorySheet }
export type YearTab = keyof YearSheets
/** A year of one of a site's pages. */
export type YearKey = { readonly siteId: string; readonly year: number; readonly tab: YearTab }
type YearAnswer = readonly YearSheets[YearTab][]

/** The twelve months of a page, read while a person looks at it by the month. */
export type YearSlice = {
  /** What the data service last said of each month, with every gesture it has acknowledged since. */
  readonly year: Shown<YearKey, YearAnswer>
  readonly openYear: (key: YearKey) => Promise<void>
  /** Reads the open year again; with `changed` only the months that show something of those. */
  readonly rereadYear: (changed?: readonly Month[]) => Promise<void>
  readonly closeYear: () => void
  readonly acknowledgeInYear: (gesture: Gesture) => void
}

/** How many months on one is shown: as itself, for the overtime that begins in it, and as last year's weekdays. */
const REACHES = [0, 1, 11, 12, 13] as const

const isSameKey = (a: YearKey, b: YearKey) => a.siteId === b.siteId && a.year === b.year && a.tab === b.tab

/** The months of a page's year; null while another year, site or page is open. */
export function openMonths<T extends YearTab>(
  { year }: Pick<YearSlice, 'year'>,
  key: YearKey & { readonly tab: T },
): readonly YearSheets[T][] | null {
  const isOpen = year.status === 'open' && isSameKey(year.key, key)
  return isOpen ? (year.answer as readonly YearSheets[T][]) : null // read for this very page
}

const monthIn = (sheet: YearSheets[YearTab]): Month =>
  isStatistics(sheet) ? sheet.month : must(sheet.months[0], 'payroll shows one month')
const isStatistics = (sheet: YearSheets[YearTab]): sheet is StatisticsSheet => !('category' in sheet)

export const createYearSlice =
  (bridge: Bridge): Slice<YearSlice> =>
  (set, get) => {
    /** Rises with every acknowledged edit: months read before that may not hold it. */
    let acknowledged = 0

    const readMonth = ({ siteId, tab }: YearKey, month: Month): Promise<Reply<YearSheets[YearTab]>> =>
      tab === 'statistics'
        ? ask(bridge, 'sheet.read', { siteId, month })
        : ask(bridge, 'category.read', { siteId, month, category: tab })

    const read = async (key: YearKey, months: readonly Month[] = monthsOf(key.year)): Promise<void> => {
      const before = acknowledged
      const replies = await Promise.all(months.map((month) => readMonth(key, month)))
      const { year: shown } = get()
      if (shown.status === 'closed' || !isSameKey(shown.key, key)) return // they have moved on
      if (before !== acknowledged) return read(key, months)
      const failed = replies.find((reply) => !reply.ok)
      if (failed?.ok === false) return set({ year: { status: 'failed', key, error: failed.error } })
      const mayEdit = isEditing(get(), key.siteId) // a reviewer reads until they choose to edit
      const told = replies.flatMap((reply) =>
        reply.ok ? [{ ...reply.value, editable: reply.value.editable && mayEdit }] : [],
      )
      const isWhole = shown.status !== 'open' || told.length === shown.answer.length
      const newOf = new Map(told.map((sheet) => [monthIn(sheet), sheet]))
      const answer = isWhole ? told : shown.answer.map((sheet) => newOf.get(monthIn(sheet)) ?? sheet)
      set({ year: { status: 'open', key, answer } })
    }

    return {
      year: { status: 'closed' },
      openYear: async (key) => {
        const { year: shown } = get()
        if (shown.status !== 'open' || !isSameKey(shown.key, key))
          set({ year: { status: 'opening', key }, focus: null, focusSpot: null })
        await read(key)
      },
      rereadYear: async (changed) => {
        const { year: shown } = get()
        if (shown.status === 'closed') return
        if (shown.status !== 'open' || changed === undefined) return read(shown.key)
        const touched = new Set(changed.flatMap((month) => REACHES.map((by) => addMonths(month, by))))
        const months = shown.answer.map(monthIn).filter((month) => touched.has(month))
        if (months.length > 0) await read(shown.key, months)
      },
      closeYear: () => set({ year: { status: 'closed' } }),
      acknowledgeInYear: ({ siteId, writes }) => {
        acknowledged += 1
        const { year: shown } = get()
        if (shown.status !== 'open' || shown.key.siteId !== siteId) return
        const answer = shown.answer.map((sheet) =>
          isStatistics(sheet) ? withMonthWrites(sheet, writes, words.marks.waiting) : withWritesAround(sheet, writes),
        )
        set({ year: { ...shown, answer } })
      },
    }
  }
