import type { UndoPreview } from '../../shared/contract/undo-preview.ts'
import type { Slice } from './state.ts'

/** What undo or redo would do, while a person is asked; nothing of it has happened. */
export type UndoSlice = {
  readonly undoQuestion: UndoPreview | null
  readonly askUndo: (question: UndoPreview | null) => void
}

export const createUndoSlice: Slice<UndoSlice> = (set) => ({
  undoQuestion: null,
  askUndo: (undoQuestion) => set({ undoQuestion }),
})
