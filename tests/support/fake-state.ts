import type { Laptops } from '../../shared/contract/laptops.ts'
import type { KeptWarning } from '../../shared/contract/kept-warning.ts'
import type { AskedCell, ShownComment } from '../../shared/contract/comments.ts'
import type { Backup } from '../../shared/contract/backup.ts'
import type { RecoveryReport } from '../../shared/contract/recovery.ts'
import { NO_PLACES, type Places } from '../../shared/contract/places.ts'
import {
  type CallName,
  type CopiedForms,
  FIRST_PREFERENCES,
  type Preferences,
  type QueueItem,
  type SyncStatus,
} from '../../shared/contract/ipc.ts'
import type { ProfitAndLoss } from '../../shared/contract/profit-and-loss.ts'
import type { MonthState, ReviewSheet } from '../../shared/contract/review-sheet.ts'
import type { StatisticsSheet } from '../../shared/contract/sheet.ts'
import type { Session } from '../../shared/contract/session.ts'
import type { AppError } from '../../shared/core/errors.ts'
import { FAKE_SITES, type Site } from './fake-data.ts'
import type { FakeRefusal } from './fake-undo.ts'

/** What a test or a picture may set before the window opens, or change while it is open. */
export type FakeState = {
  session: Session
  sync: SyncStatus
  preferences: Preferences
  /** Where the person left the workbench. */
  places: Places
  sites: readonly Site[]
  queue: QueueItem[]
  recovery: RecoveryReport | null
  /** What differs from the usual review of a month; steps that are made are added to it. */
  review: Partial<ReviewSheet>
  monthStates: MonthState[]
  comments: ShownComment[]
  kept: (KeptWarning & { siteId: string })[]
  asked: AskedCell[]
  backups: Backup[]
  laptops: Laptops
  /** What the P&L says beside its figures. */
  plNotes: Partial<Pick<ProfitAndLoss, 'error' | 'hasReference' | 'hasForecast' | 'usual'>>
  /** When the sites are in operation. */
  open: StatisticsSheet['open']
  /** What Excel would put on the clipboard beside the text. */
  copied: CopiedForms
  loaded: boolean
  /** Months of Statistics that are not on this laptop. */
  missingMonths: readonly string[]
  editable: boolean
  /** Contract and job codes of the sites: known, known to be nobody, or not here yet. */
  staff: 'known' | 'nobody' | 'not-here'
  /** Every call of this name is answered with this error. */
  failing: Partial<Record<CallName, AppError>>
  /** Calls of this name wait until the promise is settled. */
  holding: Partial<Record<CallName, Promise<unknown>>>
  /** What is in the way of every undo and redo. */
  undoRefusal: FakeRefusal | null
  /** Days with a typed forecast: up to and including this one. */
  typedUntil: string
}

export const MARA: Extract<Session, { status: 'signed-in' }> = {
  status: 'signed-in',
  user: { sub: 'mara', name: 'Mara Ellison', roles: ['account_manager'] },
}

/** Mara and Owen typed the same cell. */
export const A_CONFLICT: QueueItem = {
  opId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a01',
  siteId: '0427',
  value: 96_000_000,
  base: 80_000_000,
  gesture: { id: '7c1b8a52-6d7e-4d3c-9a8e-0c6f3d1b2a10', label: 'Typed 96 in Valet daily, Thu 16' },
  editedAt: '2026-04-10T14:10:00Z',
  mark: {
    lineId: 'valetDaily',
    period: '2026-04-16',
    kind: 'conflict',
    message: 'Owen Barker typed 88 while you were offline.',
    theirs: 88_000_000,
    theirsBy: 'Owen Barker',
  },
}

/** Two cells of one paste that Owen changed too. */
export const A_PASTE_IN_CONFLICT: QueueItem[] = ['2026-04-17', '2026-04-18'].map((period, i) => ({
  ...A_CONFLICT,
  opId: `5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2b0${i}`,
  gesture: { id: '7c1b8a52-6d7e-4d3c-9a8e-0c6f3d1b2a12', label: 'Pasted 12 cells' },
  value: (101 + i) * 1_000_000,
  mark: { ...A_CONFLICT.mark, period, theirs: (90 + i) * 1_000_000 },
}))

export function fakeState(changed: Partial<FakeState> = {}): FakeState {
  return {
    session: MARA,
    sync: {
      state: 'idle',
      waiting: 0,
      conflicts: 0,
      acts: { unsent: 0, refused: 0 },
      rejected: 0,
      lastSyncedAt: '2026-04-10T13:15:00Z',
      nextAttemptAt: null,
      error: null,
      clockMinutes: 0,
      removals: [],
    },
    preferences: { ...FIRST_PREFERENCES, siteId: '0427', month: '2026-04', theme: 'light' },
    places: NO_PLACES,
    sites: FAKE_SITES,
    queue: [],
    recovery: null,
    review: {},
    monthStates: [],
    comments: [],
    kept: [],
    asked: [],
    backups: [],
    laptops: { thisOne: 'laptop-1', laptops: [] },
    plNotes: {},
    open: { startDate: null, closeDate: null },
    copied: { spreadsheet: null, html: null },
    loaded: true,
    missingMonths: [],
    editable: true,
    staff: 'known',
    undoRefusal: null,
    failing: {},
    holding: {},
    typedUntil: '2026-04-22',
    ...changed,
  }
}
