import type { ReviewAct } from '../../../shared/contract/review.ts'
import type { SyncOp } from '../../../shared/contract/sync.ts'
import { unreachable } from '../../../shared/core/bug.ts'
import { isDeepStrictEqual } from 'node:util'
import { openPairOf, seenValue } from '../../../main/data-service/edit/record-write.ts'
import { recordWrites } from '../../../main/data-service/edit/record-writes.ts'
import {
  absorb as realAbsorb,
  type Answered,
  prepare,
  type Request,
  restartSnapshot,
  setAside,
  sizeOf,
  type Surroundings,
} from '../../../main/data-service/sync/exchange.ts'
import { type PushLine, pushLine } from '../../../main/data-service/sync/push-line.ts'
import type { Failure } from '../../../main/data-service/sync/failure.ts'
import {
  START,
  step,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
} from '../../../main/data-service/sync/machine.ts'
import { scopeIdOf } from '../../../shared/contract/sync.ts'
import { brittle, type Fuse, PowerCut } from './brittle-store.ts'
import type { TestStore } from './memory-store.ts'
import { type Place, placeKey, PLACES, twinOf, YEAR } from './world.ts'

const FORECAST = PLACES.map((place) => ({ ...place, scenario: 'forecast' as const }))

/** A request on its way, as it was when it left. */
export type Message = {
  readonly from: ModelLaptop
  readonly request: Request
  readonly sub: string
  readonly epoch: string | undefined
}

export type LaptopParts = {
  readonly sub: string
  readonly store: TestStore
  readonly send: (message: Message) => void
  /** The product's, or a variant that does it wrong. */
  readonly absorb: typeof realAbsorb
  /** One, two or three operations in a push, by turns, so that one is always put together ahead of another. */
  readonly sendsFew: boolean
}

/** Works through steps with nothing in between. */
function done<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** One person's laptop: the product's machine, its decisions and a store; the network is whoever delivers. */
export class ModelLaptop {
  readonly sub: string
  readonly kept: TestStore
  readonly complaints: string[] = []
  /** Steps of a review of which the person was told that they are kept. */
  readonly acts: ReviewAct[] = []
  /** What the person typed last in each cell, and the gesture it was in. */
  readonly typed = new Map<string, { value: number | null; gestureId: string }>()
  /** What a person had in view, by gesture and cell, when they typed. */
  readonly sights = new Map<string, ReadonlySet<number | null>>()
  readonly fuse: Fuse = { writesLeft: Infinity }
  state: SyncState = START
  waitsForTimer = false
  outstanding: Message | null = null
  /** Conflicts that were put before this person. */
  conflicts = 0
  /** Milliseconds this clock is wrong by. */
  skew = 0
  private readonly store: TestStore
  private readonly parts: LaptopParts
  private readonly line: PushLine
  private ids = 0
  private pushes = 0
  private readonly newest = new Map<object, number>()
  private watched: string | undefined

  constructor(parts: LaptopParts) {
    this.parts = parts
    this.sub = parts.sub
    this.kept = parts.store
    this.store = brittle(parts.store, this.fuse)
    this.line = pushLine(this.store, parts.absorb)
  }

  private readonly newId = (): string => `${this.sub}-${(this.ids += 1)}`

  private world(): Surroundings {
    return { me: { sub: this.sub, name: this.sub }, newId: this.newId, at: this.clock(), year: YEAR, wasQuick: true }
  }

  private clock(): string {
    return this.skew === 0 ? '2026-04-10T15:00:00.000Z' : new Date(Date.UTC(2026, 3, 10) + this.skew).toISOString()
  }

  get isBusy(): boolean {
    return this.outstanding !== null
  }

  tell(event: SyncEvent): void {
    const [next, effects] = step(this.state, event)
    this.state = next
    for (const effect of effects) this.perform(effect)
  }

  private perform(effect: SyncEffect): void {
    switch (effect.type) {
      case 'push': {
        const limit = this.parts.sendsFew ? Math.min(effect.limit, 1 + ((this.pushes += 1) % 3)) : effect.limit
        const { request } = done(this.line.next(limit, this.world()))
        if (request === null) return this.tell({ type: 'pushed', sendable: false, quick: false })
        if (request.kind === 'acts') this.checkOrder(request.acts)
        this.send(request)
        if (request.kind === 'push') done(this.line.meanwhile(request, limit, this.world()))
        return
      }
      case 'read-scopes':
      case 'pull':
        return this.send(prepare(this.store, effect)!)
      case 'set-aside':
        return this.tell(setAside(this.store, effect.error, this.world()).event)
      case 'restart-snapshot':
        return restartSnapshot(this.store, effect.scopeId)
      case 'wait':
        this.waitsForTimer = true
        return
      case 'stop-waiting':
        this.waitsForTimer = false
        return
      case 'completed':
        return
      default:
        return unreachable(effect)
    }
  }

  private send(request: Request): void {
    this.outstanding = { from: this, request, sub: this.sub, epoch: this.store.epochs().at(-1) }
    this.parts.send(this.outstanding)
  }

  /** Does something that a cut of the power may end at any write. */
  private survive(work: () => void): void {
    try {
      work()
    } catch (thrown) {
      if (!(thrown instanceof PowerCut)) throw thrown
      this.crash()
    }
  }

  /** The process is gone with what it had in its hands; what is in the store is all there is. */
  crash(): void {
    this.fuse.writesLeft = Infinity
    this.state = START
    this.outstanding = null
    this.waitsForTimer = false
    this.line.drop()
  }

  ask(): void {
    this.survive(() => this.tell({ type: 'asked' }))
  }

  wake(): void {
    this.survive(() => this.tell(this.waitsForTimer ? { type: 'waited' } : { type: 'woken' }))
  }

  signIn(): void {
    this.survive(() => this.tell({ type: 'signed-in' }))
  }

  /** Whoever waits for this message gets its answer; a late one is nobody's. */
  receive(message: Message, reply: { readonly answered: Answered } | { readonly failure: Failure }): void {
    if (this.outstanding !== message) return
    this.outstanding = null
    this.survive(() => {
      const { request } = message
      if ('failure' in reply) return this.hear({ type: 'failed', failure: reply.failure, sent: sizeOf(request) })
      const { event } =
        request.kind === 'push' && reply.answered.kind === 'push'
          ? done(this.line.take(request, reply.answered.answer, this.world()))
          : this.parts.absorb(this.store, request, reply.answered, this.world())
      if (reply.answered.kind === 'push') {
        this.conflicts += reply.answered.answer.filter((result) => result.status === 'conflict').length
      }
      this.watch()
      this.hear(event)
    })
  }

  private hear(event: SyncEvent): void {
    if (event.type === 'failed') this.line.drop()
    this.tell(event)
  }

  /** Within one history no cell goes back (sync.md 4.1 clause 4). */
  private watch(): void {
    const epoch = this.kept.epochs().at(-1)
    if (epoch !== this.watched) this.newest.clear()
    this.watched = epoch
    for (const cell of FORECAST) {
      const seq = this.kept.seqOf(cell)
      const before = this.newest.get(cell) ?? 0
      if (seq < before && seq !== 0) {
        this.complaints.push(`baseWentBack: ${this.sub} ${placeKey(cell)} from ${before} to ${seq}`)
      }
      if (seq > before) this.newest.set(cell, seq)
    }
  }

  /** A step of a review goes after the edits it stands on (decision 15). */
  private checkOrder(acts: readonly ReviewAct[]): void {
    for (const { actId, siteId } of acts) {
      const afterOp = this.kept.findAct(actId)?.afterOp ?? 0
      const before = this.kept.openIn(siteId, '0', '9').filter((op) => op.n <= afterOp)
      if (before.some((op) => op.state === 'pending' || op.state === 'inflight'))
        this.complaints.push(`actOvertook: ${this.sub} ${actId}`)
    }
  }

  /** A person moves the month of a site as they see it; nothing happens where the site's data is not here yet. */
  act(siteId: string): void {
    if (this.kept.findScope(scopeIdOf(siteId, YEAR))?.loaded !== true) return
    const mine = this.kept.unsentActs().filter(({ act }) => act.siteId === siteId).length
    const seen = (this.kept.reviewOf(siteId)?.moves.length ?? 0) + mine
    const actId = this.newActId()
    const act: ReviewAct = {
      kind: 'move',
      actId,
      siteId,
      period: '2026-04',
      action: seen % 2 === 0 ? 'submit' : 'return',
      comment: actId,
      cells: [],
      seen,
      asOfSeq: null,
    }
    this.survive(() => {
      this.store.transaction(() => this.store.addAct({ act, madeAt: this.clock(), afterOp: this.kept.newestEdit() }))
      this.acts.push(act)
      this.tell({ type: 'edited' })
    })
  }

  private newActId(): string {
    const who = this.sub.charCodeAt(0).toString(16).padStart(4, '0')
    return `00000000-0000-4000-8000-${who}${String((this.ids += 1)).padStart(8, '0')}`
  }

  private shown(place: Place): number | null {
    return seenValue(openPairOf(this.kept.openOf(place)), this.kept.baseOf(place))
  }

  private inView(place: Place): Set<number | null> {
    const base = this.kept.baseOf(place)
    const seen = new Set([base.value])
    const [newest] = this.kept.log(place)
    const own = newest ? [newest] : [] // whoever writes again has not forgotten what they wrote over
    for (const op of [...this.kept.openOf(place), ...own]) {
      seen.add(op.value).add(op.theirs ? op.theirs.value : op.value)
      for (const value of this.sights.get(`${op.gestureId}|${placeKey(place)}`) ?? []) seen.add(value)
    }
    return seen
  }

  /** A person types or pastes; nothing happens where the site's data is not here yet. */
  type(writes: readonly { place: Place; value: number | null }[], source: SyncOp['source']): void {
    const [first] = writes
    if (!first || this.kept.findScope(scopeIdOf(first.place.siteId, YEAR))?.loaded !== true) return
    const gestureId = `g-${this.newId()}`
    const isDecision = writes.some(({ place }) => this.kept.openOf(place).some((op) => op.state === 'conflict'))
    const touched = writes.flatMap(({ place }) => [place, twinOf(place)].filter((one) => one !== null))
    for (const place of touched) this.sights.set(`${gestureId}|${placeKey(place)}`, this.inView(place))
    this.survive(() => {
      this.store.transaction(() =>
        recordWrites(
          this.store,
          first.place.siteId,
          writes.map(({ place, value }) => ({ lineId: place.lineId, period: place.period, value })),
          { gestureId, source, editedAt: this.clock(), newId: this.newId },
        ),
      )
      // It says "saved": from here on the checker holds it to that.
      for (const place of touched) {
        const [newest] = this.kept.log(place)
        if (newest?.gestureId === gestureId) this.typed.set(placeKey(place), { value: newest.value, gestureId })
      }
      for (const { place, value } of isDecision ? [] : writes) {
        const seen = this.shown(place)
        if (!isDeepStrictEqual(seen, value)) this.complaints.push(`notShown: ${this.sub} typed ${value}, sees ${seen}`)
      }
      this.tell({ type: 'edited' })
    })
  }

  /** A person decides the n-th conflict, for their own value or for the other one. */
  resolve(n: number, isMine: boolean): void {
    const conflicts = PLACES.flatMap((place) =>
      this.kept.openOf(place).flatMap((op) => (op.state === 'conflict' && op.theirs ? [{ place, op }] : [])),
    )
    const chosen = conflicts[n % Math.max(1, conflicts.length)]
    if (!chosen) return
    const value = isMine ? chosen.op.value : chosen.op.theirs!.value
    this.type([{ place: chosen.place, value }], 'resolve')
  }
}
