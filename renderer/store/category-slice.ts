import type { Bridge } from '../../shared/contract/ipc.ts'
import type { CategorySheet, CategorySheetKey, Gesture } from '../../shared/contract/sheet.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import { withStoredWrites } from '../categories/with-stored-writes.ts'
import { isEditing } from './read-mode.ts'
import type { Slice } from './state.ts'

export type OpenCategory =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly key: CategorySheetKey }
  /** What the data service last said, with every gesture it has acknowledged since. */
  | { readonly status: 'open'; readonly key: CategorySheetKey; readonly base: CategorySheet }
  | { readonly status: 'failed'; readonly key: CategorySheetKey; readonly error: WireError }

/** The open sheet of a category other than Statistics. Edits go through the same line as those of Statistics. */
export type CategorySlice = {
  readonly category: OpenCategory
  readonly openCategory: (key: CategorySheetKey) => Promise<void>
  readonly rereadCategory: () => Promise<void>
  /** A gesture was saved: its values are part of what is stored from now on. */
  readonly acknowledge: (gesture: Gesture) => void
}

const isSameSheet = (a: CategorySheetKey, b: CategorySheetKey): boolean =>
  a.siteId === b.siteId && a.category === b.category && a.month === b.month

export const createCategorySlice =
  (bridge: Bridge): Slice<CategorySlice> =>
  (set, get) => {
    /** Rises with every acknowledged edit: a sheet read before that may not hold it. */
    let acknowledged = 0

    const read = async (key: CategorySheetKey): Promise<void> => {
      const before = acknowledged
      const reply = await ask(bridge, 'category.read', key)
      const { category } = get()
      if (category.status === 'closed' || !isSameSheet(category.key, key)) return // they have moved on
      if (before !== acknowledged) return read(key)
      if (reply.ok) {
        const editable = reply.value.editable && isEditing(get(), key.siteId) // a reviewer reads until they choose to edit
        set({ category: { status: 'open', key, base: { ...reply.value, editable } } })
      } else if (category.status === 'opening') set({ category: { status: 'failed', key, error: reply.error } })
      else get().say(reply.error.message, 'problem')
    }

    return {
      category: { status: 'closed' },
      openCategory: async (key) => {
        const { category } = get()
        if (category.status !== 'open' || !isSameSheet(category.key, key))
          set({ category: { status: 'opening', key }, focus: null, focusSpot: null })
        await read(key)
      },
      rereadCategory: async () => {
        const { category } = get()
        if (category.status === 'closed') return
        if (category.status === 'failed') set({ category: { status: 'opening', key: category.key } })
        await read(category.key)
      },
      acknowledge: (gesture) => {
        acknowledged += 1
        const { category } = get()
        if (category.status !== 'open' || category.key.siteId !== gesture.siteId) return
        set({ category: { ...category, base: withStoredWrites(category.base, gesture.writes) } })
      },
    }
  }
