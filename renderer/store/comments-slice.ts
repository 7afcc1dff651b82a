import type { Remarks } from '../../shared/contract/comments.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { type Remark, remarkKey, remarksByCell } from '../comments/threads.ts'
import { ask } from '../bridge.ts'
import type { Place } from '../grid/grid-sheet.ts'
import type { Slice } from './state.ts'

/** What was said about the cells of the open site. */
export type CommentsSlice = {
  readonly remarks: (Remarks & { readonly siteId: string; readonly byCell: ReadonlyMap<string, Remark> }) | null
  /** The cell whose comments are open. */
  readonly commentAt: (Place & { readonly siteId: string }) | null
  /** What is being written, by site and cell; it stays while the person looks elsewhere. */
  readonly commentDrafts: Readonly<Record<string, string>>
  readonly readRemarks: () => Promise<void>
  readonly openComments: (place: Place | null) => void
  readonly draftComment: (key: string, text: string) => void
  readonly seeComments: (ids: readonly string[]) => Promise<void>
}

export const draftOf = ({ siteId, ...place }: Place & { readonly siteId: string }): string =>
  `${siteId}|${remarkKey(place)}`

export const createCommentsSlice =
  (bridge: Bridge): Slice<CommentsSlice> =>
  (set, get) => {
    const show = (siteId: string, remarks: Remarks) =>
      set({ remarks: { ...remarks, siteId, byCell: remarksByCell(remarks) } })
    return {
      remarks: null,
      commentAt: null,
      commentDrafts: {},
      readRemarks: async () => {
        const { siteId } = get().preferences
        if (siteId === null) return
        const reply = await ask(bridge, 'comments.read', { siteId })
        if (get().preferences.siteId !== siteId) return // they have moved on
        if (reply.ok) show(siteId, reply.value)
        else get().say(reply.error.message, 'problem')
      },
      openComments: (place) => {
        const { guard, preferences, sheet } = get()
        const siteId = sheet.status === 'open' ? sheet.key.siteId : preferences.siteId
        if (place !== null && guard !== null && !guard()) return
        set({ commentAt: place === null || siteId === null ? null : { ...place, siteId } })
      },
      draftComment: (key, text) => set({ commentDrafts: { ...get().commentDrafts, [key]: text } }),
      seeComments: async (ids) => {
        const { siteId } = get().preferences
        if (siteId === null || ids.length === 0) return
        const reply = await ask(bridge, 'comments.see', { siteId, ids: [...ids] })
        if (reply.ok && get().preferences.siteId === siteId) show(siteId, reply.value)
        await get().readSites()
      },
    }
  }
