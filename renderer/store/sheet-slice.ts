import type { Bridge } from '../../shared/contract/ipc.ts'
import { type Gesture, SHEET_CATEGORIES, type SheetKey, type StatisticsSheet } from '../../shared/contract/sheet.ts'
import type { UndoPreview } from '../../shared/contract/undo-preview.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import { tabOf } from '../categories/tab-of.ts'
import type { Place, Spot } from '../grid/grid-sheet.ts'
import { type SheetModel, sheetModel, withWrites } from '../statistics/sheet-model.ts'
import { words } from '../text/words.ts'
import { isEditing } from './read-mode.ts'
import type { AppState, Slice } from './state.ts'

export type OpenSheet =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly key: SheetKey }
  | {
      readonly status: 'open'
      readonly key: SheetKey
      /** What the data service last said, with every gesture it has acknowledged since. */
      readonly base: StatisticsSheet
      /** `base` with the gestures on their way laid over it: what is shown. */
      readonly model: SheetModel
    }
  | { readonly status: 'failed'; readonly key: SheetKey; readonly error: WireError }

/** The open Statistics sheet, shown as if every edit had been saved already, and put right when one was not. */
export type SheetSlice = {
  readonly sheet: OpenSheet
  /** Gestures handed over and not answered yet, oldest first. */
  readonly pending: readonly Gesture[]
  /** Gestures the data service refused: kept with their numbers until the person tries again or lets go. */
  readonly refused: readonly { readonly gesture: Gesture; readonly error: WireError }[]
  readonly savedAt: string | null
  /** The stored cell of the active cell; null where that stands for several, or for none. */
  readonly focus: Place | null
  /** Where the active cell stands in its grid. */
  readonly focusSpot: Spot | null
  /** Where the grid should take the person next; the number makes the same place twice two requests. */
  readonly goTo: (Place & { readonly id: number }) | null
  readonly openSheet: (key: SheetKey) => Promise<void>
  readonly rereadSheet: () => Promise<void>
  readonly write: (gesture: Omit<Gesture, 'gestureId' | 'siteId'> & { readonly siteId?: string }) => Promise<boolean>
  readonly tryAgain: (gestureId: string) => Promise<void>
  readonly letGo: (gestureId: string) => void
  readonly undo: () => Promise<boolean>
  readonly redo: () => Promise<boolean>
  /** Undoes or redoes one gesture after the other until this one is taken back, or done again; asks before much of it. */
  readonly stepTo: (gestureId: string) => Promise<void>
  /** Takes the steps that were shown and asked about. */
  readonly takeUndo: () => Promise<void>
  readonly setFocus: (focus: Place | null, spot: Spot | null) => void
  readonly requestFocus: (place: Place) => void
}

const sameKey = (a: SheetKey, b: SheetKey) => a.siteId === b.siteId && a.month === b.month

export const createSheetSlice =
  (bridge: Bridge, newId: () => string): Slice<SheetSlice> =>
  (set, get) => {
    /** Edits, undo and redo leave one after the other, in the order they were made. */
    let line: Promise<unknown> = Promise.resolve()
    const inLine = <T>(job: () => Promise<T>): Promise<T> => {
      const done = line.then(job)
      line = done.catch(() => undefined)
      return done
    }
    /** Rises with every answered edit: a sheet read before that may not hold it. */
    let answered = 0

    const show = (base: StatisticsSheet, pending: readonly Gesture[]): OpenSheet => {
      const mine = pending.filter((gesture) => gesture.siteId === base.site.siteId)
      const shown = mine.reduce((sheet, gesture) => withWrites(sheet, gesture.writes, words.marks.waiting), base)
      const { sheet: before } = get()
      return {
        status: 'open',
        key: { siteId: base.site.siteId, month: base.month },
        base,
        model: sheetModel(shown, before.status === 'open' ? before.model : null),
      }
    }

    /** A reviewer reads until they choose to edit. */
    const readable = (base: StatisticsSheet): StatisticsSheet => ({
      ...base,
      editable: base.editable && isEditing(get(), base.site.siteId),
    })

    const read = async (key: SheetKey): Promise<void> => {
      const before = answered
      const reply = await ask(bridge, 'sheet.read', key)
      const { sheet } = get()
      if (sheet.status === 'closed' || !sameKey(sheet.key, key)) return // they have moved on
      if (before !== answered) return read(key)
      if (reply.ok) set({ sheet: show(readable(reply.value), get().pending) })
      else if (sheet.status === 'opening') set({ sheet: { status: 'failed', key, error: reply.error } })
      else get().say(reply.error.message, 'problem')
    }

    /** `told` is what the answer says besides; shown in the same turn, so that the window draws once. */
    const settle = (gesture: Gesture, saved: boolean, told: Partial<AppState>) => {
      answered += 1
      if (saved) get().acknowledge(gesture)
      if (saved) get().acknowledgeInYear(gesture)
      const pending = get().pending.filter((other) => other.gestureId !== gesture.gestureId)
      const { sheet } = get()
      if (sheet.status !== 'open') return set({ ...told, pending })
      const isHere = saved && sheet.base.site.siteId === gesture.siteId
      const base = isHere ? withWrites(sheet.base, gesture.writes, words.marks.waiting) : sheet.base
      set({ ...told, pending, sheet: show(base, pending) })
    }

    const send = async (gesture: Gesture): Promise<boolean> => {
      get().noteTypedAs(gesture)
      const pending = [...get().pending, gesture]
      const { sheet } = get()
      set(sheet.status === 'open' ? { pending, sheet: show(sheet.base, pending) } : { pending })
      const reply = await inLine(() => ask(bridge, 'cells.write', gesture))
      const told = reply.ok
        ? { savedAt: reply.value.savedAt, sync: { ...get().sync, waiting: reply.value.waiting } }
        : { refused: [...get().refused, { gesture, error: reply.error }] }
      settle(gesture, reply.ok, told)
      return reply.ok
    }

    /** True where a person is to see first what the steps do, or where that cannot be told: then nothing is done. */
    const isShown = async (turn: UndoPreview['turn'], upTo: string | null): Promise<boolean> => {
      if (get().undoQuestion !== null) return true
      const reply = await ask(bridge, 'gesture.preview', { turn, upTo })
      if (!reply.ok) get().say(reply.error.message, 'problem')
      else get().askUndo(reply.value)
      return !reply.ok || reply.value !== null
    }

    /** False when there is nothing left, it is asked about first, or it is refused: the reason is said. */
    const step = async (turn: UndoPreview['turn'], isAgreed = false): Promise<boolean> => {
      const name = `gesture.${turn}` as const
      const reply = await inLine(async () =>
        !isAgreed && (await isShown(turn, null)) ? null : ask(bridge, name, undefined),
      )
      if (reply === null) return false
      const undone = reply.ok ? reply.value : null
      if (!reply.ok) get().say(reply.error.message, 'problem')
      else if (undone === null) get().say(turn === 'undo' ? words.undo.nothing : words.undo.nothingToRedo)
      if (undone === null) return false
      answered += 1
      const key = { siteId: undone.siteId, month: undone.month }
      const tab = tabOf(undone.lineId)
      get().prefer({ ...key, tab })
      const { sheet } = get()
      if (sheet.status !== 'open' || !sameKey(sheet.key, key)) await get().openSheet(key)
      else await read(key)
      await get().rereadYear()
      const category = SHEET_CATEGORIES.find((one) => one === tab)
      if (category) await get().openCategory({ ...key, category })
      get().requestFocus({ lineId: undone.lineId, period: undone.period })
      get().say(turn === 'undo' ? words.undo.undone(undone.label) : words.undo.redone(undone.label))
      return true
    }

    /** The steps of the list up to this one, and which way they go; null where it is gone, which is said. */
    const stepsTo = async (gestureId: string) => {
      const reply = await inLine(() => ask(bridge, 'gesture.list', undefined))
      const asked = reply.ok ? reply.value.find((one) => one.gestureId === gestureId) : undefined
      if (!reply.ok || asked === undefined) {
        get().say(reply.ok ? words.undo.gone : reply.error.message, 'problem')
        return null
      }
      const place = reply.value.indexOf(asked)
      const between = asked.isUndone ? reply.value.slice(place) : reply.value.slice(0, place + 1)
      const count = between.filter(({ isUndone }) => isUndone === asked.isUndone).length
      return { turn: asked.isUndone ? 'redo' : 'undo', count } as const
    }

    const takeSteps = async ({ turn, count }: { turn: UndoPreview['turn']; count: number }): Promise<void> => {
      let done = 0
      while (done < count && (await step(turn, true))) done += 1
      // Where one is refused the reason stands; else how many there were.
      if (done === count && count > 1) get().say(words.undo.several(turn === 'redo', count))
    }

    return {
      sheet: { status: 'closed' },
      pending: [],
      refused: [],
      savedAt: null,
      focus: null,
      focusSpot: null,
      goTo: null,
      openSheet: async (key) => {
        const { sheet } = get()
        if (sheet.status !== 'open' || !sameKey(sheet.key, key))
          set({ sheet: { status: 'opening', key }, focus: null, focusSpot: null })
        await read(key)
      },
      rereadSheet: async () => {
        const { sheet } = get()
        if (sheet.status === 'closed') return
        if (sheet.status === 'failed') set({ sheet: { status: 'opening', key: sheet.key } })
        await read(sheet.key)
      },
      write: async (gesture) => {
        const { sheet } = get()
        const siteId = gesture.siteId ?? (sheet.status === 'open' ? sheet.key.siteId : get().preferences.siteId)
        if (siteId === null) return false
        return send({ ...gesture, gestureId: newId(), siteId })
      },
      tryAgain: async (gestureId) => {
        const again = get().refused.find(({ gesture }) => gesture.gestureId === gestureId)
        if (!again) return
        get().letGo(gestureId)
        await send({ ...again.gesture, gestureId: newId() })
      },
      letGo: (gestureId) => set({ refused: get().refused.filter(({ gesture }) => gesture.gestureId !== gestureId) }),
      undo: () => step('undo'),
      redo: () => step('redo'),
      stepTo: async (gestureId) => {
        const steps = await stepsTo(gestureId)
        if (steps && !(await inLine(() => isShown(steps.turn, gestureId)))) await takeSteps(steps)
      },
      takeUndo: async () => {
        const { undoQuestion: question } = get()
        if (question === null) return
        get().askUndo(null)
        const steps = question.upTo === null ? { turn: question.turn, count: 1 } : await stepsTo(question.upTo)
        if (steps) await takeSteps(steps)
      },
      setFocus: (focus, focusSpot) => set({ focus, focusSpot }),
      requestFocus: (place) => set({ goTo: { id: (get().goTo?.id ?? 0) + 1, ...place } }),
    }
  }
