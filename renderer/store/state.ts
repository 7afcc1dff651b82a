import type { StateCreator } from 'zustand'
import type { CategorySlice } from './category-slice.ts'
import type { ChecksSlice } from './checks-slice.ts'
import type { TypedAsSlice } from './typed-as-slice.ts'
import type { CommentsSlice } from './comments-slice.ts'
import type { ExportSlice } from './export-slice.ts'
import type { GridMenuSlice } from './grid-menu-slice.ts'
import type { NoticeSlice } from './notice-slice.ts'
import type { PasteSlice } from './paste-slice.ts'
import type { PlPlaceSlice } from './pl-place-slice.ts'
import type { PlacesSlice } from './places-slice.ts'
import type { PreferencesSlice } from './preferences-slice.ts'
import type { ProfitAndLossSlice } from './profit-and-loss-slice.ts'
import type { RecoverySlice } from './recovery-slice.ts'
import type { ReviewSlice } from './review-slice.ts'
import type { RollupSlice } from './rollup-slice.ts'
import type { SessionSlice } from './session-slice.ts'
import type { SheetSlice } from './sheet-slice.ts'
import type { YearSlice } from './year-slice.ts'
import type { SyncSlice } from './sync-slice.ts'
import type { UndoSlice } from './undo-slice.ts'
import type { VisitSlice } from './visit-slice.ts'

export type AppState = SessionSlice &
  PreferencesSlice &
  PlacesSlice &
  PlPlaceSlice &
  SheetSlice &
  YearSlice &
  CategorySlice &
  SyncSlice &
  ProfitAndLossSlice &
  RollupSlice &
  ReviewSlice &
  ExportSlice &
  NoticeSlice &
  GridMenuSlice &
  ChecksSlice &
  TypedAsSlice &
  CommentsSlice &
  PasteSlice &
  RecoverySlice &
  UndoSlice &
  VisitSlice

/** A part of the one store of a window; it sees the whole and owns its own fields. */
export type Slice<T> = StateCreator<AppState, [], [], T>
