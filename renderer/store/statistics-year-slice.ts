import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Gesture, StatisticsSheet } from '../../shared/contract/sheet.ts'
import { monthsOf } from '../../shared/core/calendar.ts'
import { ask } from '../bridge.ts'
import { withMonthWrites } from '../statistics/sheet-model.ts'
import { words } from '../text/words.ts'
import { isEditing } from './read-mode.ts'
import type { Shown } from './shown.ts'
import type { Slice } from './state.ts'

/** A year of a site's Statistics. */
export type StatisticsYearKey = { readonly siteId: string; readonly year: number }

/** The twelve months of Statistics, read while a person looks at them by the month. */
export type StatisticsYearSlice = {
  /** What the data service last said of each month, with every gesture it has acknowledged since. */
  readonly statisticsYear: Shown<StatisticsYearKey, readonly StatisticsSheet[]>
  readonly openStatisticsYear: (key: StatisticsYearKey) => Promise<void>
  readonly rereadStatisticsYear: () => Promise<void>
  readonly closeStatisticsYear: () => void
  readonly acknowledgeInYear: (gesture: Gesture) => void
}

const isSameKey = (a: StatisticsYearKey, b: StatisticsYearKey) => a.siteId === b.siteId && a.year === b.year

export const createStatisticsYearSlice =
  (bridge: Bridge): Slice<StatisticsYearSlice> =>
  (set, get) => {
    /** Rises with every acknowledged edit: months read before that may not hold it. */
    let acknowledged = 0

    const read = async (key: StatisticsYearKey): Promise<void> => {
      const before = acknowledged
      const { siteId, year } = key
      const replies = await Promise.all(monthsOf(year).map((month) => ask(bridge, 'sheet.read', { siteId, month })))
      const { statisticsYear: shown } = get()
      if (shown.status === 'closed' || !isSameKey(shown.key, key)) return // they have moved on
      if (before !== acknowledged) return read(key)
      const failed = replies.find((reply) => !reply.ok)
      if (failed?.ok === false) return set({ statisticsYear: { status: 'failed', key, error: failed.error } })
      const mayEdit = isEditing(get(), siteId) // a reviewer reads until they choose to edit
      const answer = replies.flatMap((reply) =>
        reply.ok ? [{ ...reply.value, editable: reply.value.editable && mayEdit }] : [],
      )
      set({ statisticsYear: { status: 'open', key, answer } })
    }

    return {
      statisticsYear: { status: 'closed' },
      openStatisticsYear: async (key) => {
        const { statisticsYear: shown } = get()
        if (shown.status !== 'open' || !isSameKey(shown.key, key))
          set({ statisticsYear: { status: 'opening', key }, focus: null, focusSpot: null })
        await read(key)
      },
      rereadStatisticsYear: async () => {
        const { statisticsYear: shown } = get()
        if (shown.status !== 'closed') await read(shown.key)
      },
      closeStatisticsYear: () => set({ statisticsYear: { status: 'closed' } }),
      acknowledgeInYear: ({ siteId, writes }) => {
        acknowledged += 1
        const { statisticsYear: shown } = get()
        if (shown.status !== 'open' || shown.key.siteId !== siteId) return
        const answer = shown.answer.map((sheet) => withMonthWrites(sheet, writes, words.marks.waiting))
        set({ statisticsYear: { ...shown, answer } })
      },
    }
  }
