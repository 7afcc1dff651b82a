import type { TestStore } from './memory-store.ts'

/** The power goes. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut'
}

/** How many more writes the power lasts. */
export type Fuse = { writesLeft: number }

/** A store in which the power goes at any write: what was not committed is not there after the start. */
export function brittle(store: TestStore, fuse: Fuse): TestStore {
  const cut =
    <A extends unknown[], R>(write: (...args: A) => R) =>
    (...args: A): R => {
      if (fuse.writesLeft !== Infinity && (fuse.writesLeft -= 1) < 0) throw new PowerCut('the power goes')
      return write(...args)
    }
  return {
    ...store,
    saveCell: cut(store.saveCell),
    touchCell: cut(store.touchCell),
    forgetVersions: cut(store.forgetVersions),
    distrust: cut(store.distrust),
    sweep: cut(store.sweep),
    addOperation: cut(store.addOperation),
    setState: cut(store.setState),
    setBase: cut(store.setBase),
    setAcknowledged: cut(store.setAcknowledged),
    take: cut(store.take),
    acknowledge: cut(store.acknowledge),
    setConflict: cut(store.setConflict),
    setRejected: cut(store.setRejected),
    forgetBases: cut(store.forgetBases),
    showDraft: cut(store.showDraft),
    dropDraft: cut(store.dropDraft),
    addAct: cut(store.addAct),
    setActState: cut(store.setActState),
    setActAccepted: cut(store.setActAccepted),
    setActRefused: cut(store.setActRefused),
    saveReview: cut(store.saveReview),
    saveScope: cut(store.saveScope),
    addEpoch: cut(store.addEpoch),
    replaceSites: cut(store.replaceSites),
  }
}
