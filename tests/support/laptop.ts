import { randomUUID } from 'node:crypto'
import { unreachable } from '../../shared/core/bug.ts'
import type { Gesture } from '../../shared/contract/sheet.ts'
import { openStore, type OpenStore } from '../../main/data-service/db/open.ts'
import { syncStore } from '../../main/data-service/db/sync-store.ts'
import type { Author } from '../../main/data-service/edit/write-gesture.ts'
import { writeGesture } from '../../main/data-service/edit/write-gesture.ts'
import { ApiFailure, type Failure } from '../../main/data-service/sync/failure.ts'
import { type Runner, startRunner } from '../../main/data-service/sync/runner.ts'
import type { SyncApi } from '../../main/data-service/sync/sync-api.ts'
import { A_KEY } from './data-service.ts'
import type { Model } from './far-end.ts'

/** How one request ends; `crash` ends the process with the answer on its way. */
export type Fate =
  'good' | 'lost-before' | 'lost-after' | 'throttled' | 'blocked' | 'crash-before' | 'crash-after' | 'half'

const failureOf = (kind: Failure['kind'], retryAfterMs = 0): ApiFailure =>
  new ApiFailure({ kind, error: { code: 'OFFLINE', message: `it is ${kind}`, issues: [] }, retryAfterMs })

/** One person's laptop without a process or a socket around it: the real store and sync, and a model far end. */
export class Laptop {
  readonly sub: string
  readonly store: OpenStore
  readonly model: Model
  fates: Fate[] = []
  runner: Runner
  readonly bugs: unknown[] = []
  private readonly now: () => number
  private timer: (() => void) | undefined

  private constructor(sub: string, store: OpenStore, model: Model, now: () => number) {
    this.sub = sub
    this.now = now
    this.store = store
    this.model = model
    this.runner = this.start()
  }

  static async open(
    folder: string,
    sub: string,
    model: Model,
    now: () => number = Date.now,
    key = A_KEY,
  ): Promise<Laptop> {
    return new Laptop(sub, await openStore(folder, key, { now }), model, now)
  }

  get db(): OpenStore['db'] {
    return this.store.db
  }

  author = (): Author => ({
    roles: ['account_manager'],
    today: '2026-04-10',
    now: this.now(),
    newId: randomUUID,
    log: this.store.log,
  })

  write(lineId: string, period: string, value: number | null, source: Gesture['source'] = 'typed'): void {
    writeGesture(
      this.db,
      {
        gestureId: randomUUID(),
        siteId: '0427',
        label: `${lineId} ${period}`,
        source,
        writes: [{ lineId, period, value }],
      },
      this.author(),
    )
    this.runner.tell({ type: 'edited' })
  }

  /** Syncs until it rests: done, waiting for a retry, or crashed (and started again, not syncing yet). */
  async sync(fates: readonly Fate[] = []): Promise<void> {
    this.fates = [...fates]
    const { timer } = this
    this.timer = undefined
    if (timer) timer()
    else this.runner.tell({ type: 'asked' })
    await this.rest()
    this.fates = []
  }

  async rest(): Promise<void> {
    while (['scopes', 'push', 'pull'].includes(this.runner.status().phase)) await new Promise(setImmediate)
  }

  private start(): Runner {
    return startRunner({
      store: syncStore(this.store.db),
      api: this.api(),
      me: { sub: this.sub, name: this.sub },
      now: this.now,
      random: () => 0.5,
      newId: randomUUID,
      later: (_ms, work) => {
        this.timer = work
        return () => {
          if (this.timer === work) this.timer = undefined
        }
      },
      year: () => 2026,
      onStatus: () => {},
      onSites: () => {},
      onReview: () => {},
      onCells: () => {},
      report: (bug) => this.bugs.push(bug),
    })
  }

  /** The process is gone with whatever it had in its hands; what is on the disk is all there is. */
  private crash(): Promise<never> {
    void this.runner.close()
    this.timer = undefined
    this.runner = this.start()
    return new Promise(() => {})
  }

  private api(): SyncApi {
    const { model } = this
    const ask = async <T>(answer: () => T, half: (whole: T) => T = (whole) => whole): Promise<T> => {
      const fate = this.fates.shift() ?? 'good'
      await Promise.resolve()
      switch (fate) {
        case 'good':
          return structuredClone(answer())
        case 'half':
          return half(structuredClone(answer()))
        case 'lost-before':
          throw failureOf('lost')
        case 'lost-after':
          answer()
          throw failureOf('lost')
        case 'throttled':
          throw failureOf('throttled', 5000)
        case 'blocked':
          throw failureOf('blocked')
        case 'crash-before':
          return this.crash()
        case 'crash-after':
          answer()
          return this.crash()
        default:
          return unreachable(fate)
      }
    }
    const epochOf = new Map<string, string>()
    const inHistory =
      <T>(answer: () => T) =>
      (): T => {
        if (epochOf.get('known') !== model.epoch) throw failureOf('epoch')
        return answer()
      }
    return {
      scopes: () =>
        ask(() => {
          epochOf.set('known', model.epoch)
          return model.scopes()
        }),
      snapshot: (scope, page) => ask(inHistory(() => model.snapshot(scope, page))),
      reference: (site) => ask(inHistory(() => model.reference(site))),
      changes: (scope, cursor) => ask(inHistory(() => model.changes(scope, cursor))),
      push: (ops) =>
        ask(
          inHistory(() => model.push(ops, this.sub, this.sub)),
          (whole) => whole.slice(0, Math.ceil(whole.length / 2)),
        ),
      acts: (acts) =>
        ask(
          inHistory(() => model.take(acts, this.sub)),
          (whole) => ({ ...whole, results: whole.results.slice(0, Math.ceil(whole.results.length / 2)) }),
        ),
      review: (site) => ask(inHistory(() => model.review(site))),
      requestId: () => undefined,
    }
  }

  async close(): Promise<void> {
    await this.runner.close()
    this.store.close()
  }
}
