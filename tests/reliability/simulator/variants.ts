import type { ReviewAct } from '../../../shared/contract/review.ts'
import type { SyncOp } from '../../../shared/contract/sync.ts'
import { absorb } from '../../../main/data-service/sync/exchange.ts'
import { memoryStore, type TestStore } from './memory-store.ts'
import { merge } from '../../../server/sync/judge.ts'
import type { Rules } from '../../../server/sync/plan-push.ts'
import { ModelServer, quickRules } from './model-server.ts'
import type { Cast } from './play.ts'
import type { HashCell } from './scope-sum.ts'
import { placeKey, SITES } from './world.ts'

const withStore = (wrap: (store: TestStore) => Partial<TestStore>): Cast => ({
  store: (hashCell) => {
    const store = memoryStore(hashCell)
    return { ...store, ...wrap(store) }
  },
})
const withServer = (Server: new (hashCell: HashCell) => ModelServer): Cast => ({
  server: (hashCell) => new Server(hashCell),
})
const drop = (store: TestStore, opId: string): void => {
  const op = store.findOperation(opId)
  store.setState(opId, 'superseded')
  if (op) store.dropDraft(op)
}

class LastWriterWins extends ModelServer {
  protected override pushTogether(ops: readonly SyncOp[], sub: string) {
    const blind = ops.map((op) => ({ ...op, baseVer: this.cells.get(`${placeKey(op)}|forecast`)?.ver ?? 0 }))
    return super.pushTogether(blind, sub)
  }
}

class SkewedStamps extends ModelServer {
  private ticks = 0
  protected override readonly nextSeq = (): number => {
    this.ticks = Math.max(this.ticks + 1, Math.floor(this.seq / 10) - 3)
    const at = this.ticks * 10 + (this.ticks % 3 === 0 ? 25 : 0) // every third write meets a server whose clock is ahead
    this.seq = Math.max(this.seq, at)
    return at
  }
  protected override checkOf() {
    return null
  }
}

class LateCommits extends ModelServer {
  private readonly hidden = new Set<number>()
  private pushes = 0
  protected override pushTogether(ops: readonly SyncOp[], sub: string) {
    const before = this.seq
    const results = super.pushTogether(ops, sub)
    this.hidden.clear()
    if ((this.pushes += 1) % 2 === 0) for (let seq = before + 1; seq <= this.seq; seq += 1) this.hidden.add(seq)
    return results
  }
  protected override inScope(scopeId: string) {
    return super.inScope(scopeId).filter((cell) => !this.hidden.has(cell.seq))
  }
  protected override checkOf() {
    return null
  }
}

class SilentRestore extends ModelServer {
  protected override startEpoch(_epochs: unknown, restoredToSeq: number): void {
    this.seq = restoredToSeq
  }
}

class LastRestoreOnly extends ModelServer {
  protected override trusted(): number {
    return this.epochs.at(-1)!.restoredToSeq
  }
}

class NoDedupe extends ModelServer {
  protected override pushTogether(ops: readonly SyncOp[], sub: string) {
    this.answers.clear()
    return super.pushTogether(ops, sub)
  }
}

class NoActDedupe extends ModelServer {
  protected override takeActs(acts: readonly ReviewAct[], sub: string) {
    this.actAnswers.clear()
    const seen = (act: ReviewAct): number => this.review(act.siteId).moves.length // the state does not stop it either
    return super.takeActs(
      acts.map((act) => (act.kind === 'move' ? { ...act, seen: seen(act) } : act)),
      sub,
    )
  }
}

class NoChecksum extends ModelServer {
  protected override checkOf() {
    return null
  }
}

class NoPairs extends ModelServer {
  protected override readonly rules: Rules = { ...quickRules(this.locked), merge: (op, current) => merge(op, current) }
}

/** The known-bad protocols of sync.md 4.1, each seen in the wild: made of the product and one wrong part. */
export const VARIANTS: Readonly<Record<string, Cast>> = {
  'a step of a review does not wait for its edits': withStore((store) => ({
    unsentActs: () => store.unsentActs().map((one) => ({ ...one, afterOp: 0 })),
  })),
  'a restore forgets the steps of a review it undid': withStore(() => ({ acceptedActsAfter: () => [] })),
  'a step of a review is made anew each time it arrives': withServer(NoActDedupe),
  'a step of a review that was refused is gone': withStore(() => ({ setActRefused: () => undefined })),
  'the last writer wins': withServer(LastWriterWins),
  'a push that was answered clears the whole outbox': {
    absorb: (store, request, answered, world) => {
      const outcome = absorb(store, request, answered, world)
      if (answered.kind !== 'push') return outcome
      for (const { siteId } of SITES) {
        for (const op of store.openIn(siteId, '0', '9')) {
          if (op.state !== 'pending' && op.state !== 'inflight') continue
          store.setState(op.opId, 'superseded')
          store.dropDraft(op)
        }
      }
      return outcome
    },
  },
  'the feed is ordered by clocks that differ': withServer(SkewedStamps),
  'a conflict drops the local value': withStore((store) => ({ setConflict: (opId) => drop(store, opId) })),
  'a pull moves the base under a waiting edit': withStore((store) => ({
    saveCell: (cell, generation) => {
      store.saveCell(cell, generation)
      for (const op of store.openOf(cell)) {
        if (op.state === 'pending' && op.baseVer >= 0) store.setBase(op.opId, cell.ver, cell.value)
      }
    },
  })),
  'an edit is merged into the one on its way': withStore((store) => ({
    addOperation: (op) => {
      const flying = store.openOf(op).find((other) => other.state === 'inflight')
      if (!flying) return store.addOperation(op)
      const { opId, baseVer, baseValue } = flying
      store.addOperation({ ...op, opId, baseVer, baseValue, state: 'inflight' })
    },
  })),
  'a restore is not told and numbers are given twice': withServer(SilentRestore),
  'a commit becomes visible after a later one': withServer(LateCommits),
  'what the server refuses is dropped': withStore((store) => ({ setRejected: (opId) => drop(store, opId) })),
  'the cursor is saved before the page': {
    ...withServer(NoChecksum),
    absorb: (store, request, answered, world) => {
      if (answered.kind === 'changes' && !answered.answer.hasMore) {
        const scope = store.findScope(answered.answer.scopeId)
        if (scope) store.saveScope({ ...scope, cursor: answered.answer.cursor, headSeq: answered.answer.cursor })
      }
      return absorb(store, request, answered, world)
    },
  },
  'acknowledged edits are not kept': withStore(() => ({ acknowledgedAfter: () => [] })),
  'the server does not know an operation again': withServer(NoDedupe),
  'only the last restore counts': withServer(LastRestoreOnly),
}

/** Ways to break what the list of sync.md does not name. */
export const MORE_VARIANTS: Readonly<Record<string, Cast>> = {
  'nothing is written down before it is sent': withStore((store) => ({
    take: (limit) => store.sendable(limit),
  })),
  'both of a pair may be filled': withServer(NoPairs),
}
