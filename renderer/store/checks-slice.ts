import type { Bridge } from '../../shared/contract/ipc.ts'
import type { KeptWarning } from '../../shared/contract/kept-warning.ts'
import type { NewReviewAct } from '../../shared/contract/review-sheet.ts'
import { ask } from '../bridge.ts'
import { type CheckedTab, type FindingsByTab, otherFindings } from '../checks/other-findings.ts'
import type { CellFinding } from '../checks/sheet-findings.ts'
import type { Slice } from './state.ts'

/** A site that was just opened is drawn first. */
const OPENED_MS = 600
/** Longer than a person pauses between two cells: nothing of it is asked while somebody types. */
const QUIET_MS = 5000

type KeepWarning = Omit<Extract<NewReviewAct, { kind: 'keep' }>, 'kind' | 'actId'>

/** What there is to look at in the tabs that are not open, and warnings somebody looked at and decided to keep. */
export type ChecksSlice = {
  /** Of a site and month, by tab, as of the last look; what the open tab says is worked out as it is typed. */
  readonly otherFindings: { readonly siteId: string; readonly month: string; readonly byTab: FindingsByTab } | null
  readonly readOtherFindings: () => Promise<void>
  /** Reads them again once nothing was typed or told for a while. */
  readonly expectOtherFindings: () => void
  /** A tab was left: what it said last is known without reading it. */
  readonly keepFindings: (tab: CheckedTab, findings: readonly CellFinding[]) => void
  readonly keptWarnings: { readonly siteId: string; readonly list: readonly KeptWarning[] } | null
  readonly readKeptWarnings: (siteId: string) => Promise<void>
  /** Keeps a warning, with the reason; what was refused before is put away. What is in the way is said. */
  readonly keepWarning: (kept: KeepWarning, refused: KeptWarning | null) => Promise<void>
}

export const createChecksSlice =
  (
    bridge: Bridge,
    newId: () => string,
    later: (work: () => void, ms: number) => void = (work, ms) => void setTimeout(work, ms),
  ): Slice<ChecksSlice> =>
  (set, get) => {
    let expected = 0
    const isHere = ({ siteId, month }: { readonly siteId: string; readonly month: string }): boolean =>
      get().preferences.siteId === siteId && get().preferences.month === month
    return {
      otherFindings: null,
      readOtherFindings: async () => {
        const { siteId, month } = get().preferences
        if (siteId === null || month === null) return
        const byTab = await otherFindings(bridge, get())
        if (isHere({ siteId, month })) set({ otherFindings: { siteId, month, byTab } }) // else they have moved on
      },
      expectOtherFindings: () => {
        const known = get().otherFindings
        expected += 1
        const mine = expected
        const isKnown = known !== null && isHere(known)
        later(
          () => {
            if (mine === expected) void get().readOtherFindings()
          },
          isKnown ? QUIET_MS : OPENED_MS,
        )
      },
      keepFindings: (tab, findings) => {
        const known = get().otherFindings
        if (known !== null) set({ otherFindings: { ...known, byTab: { ...known.byTab, [tab]: findings } } })
      },
      keptWarnings: null,
      readKeptWarnings: async (siteId) => {
        const reply = await ask(bridge, 'warnings.kept', { siteId })
        if (get().preferences.siteId !== siteId) return // they have moved on
        if (reply.ok) set({ keptWarnings: { siteId, list: reply.value } })
        else get().say(reply.error.message, 'problem')
      },
      keepWarning: async (kept, refused) => {
        const reply = await ask(bridge, 'review.act', { kind: 'keep', actId: newId(), ...kept })
        if (!reply.ok) return get().say(reply.error.message, 'problem')
        if (refused !== null) await get().withdrawAct(refused.id)
        await get().readKeptWarnings(kept.siteId)
      },
    }
  }
