import * as fc from 'fast-check'
import { merge } from '../../server/sync/judge.ts'
import type { CurrentCell } from '../../server/store/current-cells.ts'
import { mergeCell, type Merged, type Side } from '../../main/data-service/sync/merge.ts'
import { anOp } from '../support/an-op.ts'
import type { Goal, Outcome } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'

const CASES = 10_000
const value = fc.option(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.maxSafeInteger()), { nil: null })
const side = fc.record({ ver: fc.integer({ min: 0, max: 3 }), value })
type Merge = (base: Side, mine: number | null, theirs: Side) => Merged

/** What the cell holds after a merge, as far as the merge may say; undefined while a person has to. */
const outcomeOf = (merged: Merged, mine: number | null, theirs: Side): number | null | undefined =>
  merged.kind === 'mine' ? mine : merged.kind === 'conflict' ? undefined : theirs.value

/** The laws of the three-way rule (sync.md 3.1), of one function. */
function lawOf(mergeOne: Merge) {
  return fc.property(side, value, side, (base, mine, theirs) => {
    const merged = mergeOne(base, mine, theirs)
    const outcome = outcomeOf(merged, mine, theirs)
    const isMoved = theirs.ver !== base.ver
    const isInvented = outcome !== undefined && outcome !== mine && outcome !== theirs.value
    // Swapping the sides changes who is called mine, never what the cell holds.
    const swapped = mergeOne(base, theirs.value, { ver: theirs.ver, value: mine })
    const isCommutative = !isMoved || outcomeOf(swapped, theirs.value, { ver: 0, value: mine }) === outcome
    const isIdempotent = merged.kind !== 'mine' || mergeOne(merged.base, mine, theirs).kind !== 'conflict'
    const isBlind = merged.kind === 'mine' && isMoved && theirs.value !== base.value && theirs.value !== mine
    return !isInvented && isCommutative && isIdempotent && !isBlind
  })
}

/** The server decides like the laptop: whatever a laptop holds for its own to send, an unmoved server takes. */
const agreement = fc.property(side, value, side, (base, mine, theirs) => {
  fc.pre(theirs.ver > 0 && base.ver <= theirs.ver)
  fc.pre(base.ver !== theirs.ver || base.value === theirs.value) // one version is one value
  const cell: CurrentCell = { ...theirs, seq: 9, deleted: false, by: 'owen', byName: 'Owen' }
  const answer = merge(anOp({ baseVer: base.ver, baseValue: base.value, value: mine }), cell)
  const status = answer === 'apply' ? 'apply' : answer.status
  const here = mergeCell(base, mine, theirs).kind
  // The laptop alone can tell that nothing was changed after all; the server would call it a conflict.
  const expected = {
    mine: ['apply', 'same'],
    same: ['same'],
    theirs: ['conflict', 'same', 'apply'],
    conflict: ['conflict'],
  }
  return expected[here].includes(status)
})

const holds = (law: fc.IProperty<unknown>, numRuns: number, seed: number): string | null => {
  const run = fc.check(law, { numRuns, seed })
  return run.failed ? `seed ${seed}, path ${run.counterexamplePath}: ${JSON.stringify(run.counterexample)}` : null
}

async function run(_effort: unknown, asked: number | null): Promise<Outcome> {
  const seed = firstSeed(asked) | 0
  const trouble = holds(lawOf(mergeCell), CASES, seed) ?? holds(agreement, CASES, seed)
  const figure = `${counted(CASES)} merges by the laws, ${counted(CASES)} beside the server; seed ${seed}`
  return trouble === null ? { met: true, figure } : { met: false, figure, trouble }
}

const isCaught = (wrong: Merge) => async (): Promise<boolean> => holds(lawOf(wrong), CASES, 1) !== null

/** The merge rule is total, commutative up to its label, idempotent, and invents nothing. */
export const G21: Goal = {
  id: 'G21',
  title: 'the three-way merge: total, commutative up to its label, idempotent, never an invented value',
  run,
  mutants: [
    { name: 'mine always wins', isCaught: isCaught((_base, _mine, theirs) => ({ kind: 'mine', base: theirs })) },
    {
      name: 'empty and zero are the same',
      isCaught: isCaught((base, mine, theirs) =>
        (mine ?? 0) === (theirs.value ?? 0) && base.ver !== theirs.ver
          ? { kind: 'same' }
          : mergeCell(base, mine, theirs),
      ),
    },
    {
      name: 'a change on both sides is taken from the laptop when it is larger',
      isCaught: isCaught((base, mine, theirs) => {
        const merged = mergeCell(base, mine, theirs)
        return merged.kind === 'conflict' && (mine ?? 0) > (theirs.value ?? 0) ? { kind: 'mine', base: theirs } : merged
      }),
    },
  ],
}
