import type { z } from 'zod'
import type { PrivateInput } from '../../shared/contract/data-service.ts'
import type { EventName, EventPayload, SyncStatus } from '../../shared/contract/ipc.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { businessDay, type Day, isDay, yearOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import { hostBreaker } from './api/breaker.ts'
import { openClient, type OriginApi } from './api/client.ts'
import { countActs } from './db/acts.ts'
import { isDamage } from './db/failures.ts'
import { keepLogShort } from './db/short-log.ts'
import { readMeta } from './db/meta.ts'
import { must, unreachable } from '../../shared/core/bug.ts'
import { type OpenStore, openStore } from './db/open.ts'
import { countOpen } from './db/operations.ts'
import { askedScopes } from './db/scopes.ts'
import type { Database } from './db/store.ts'
import { syncStore } from './db/sync-store.ts'
import { tooOld } from './db/writer-rev.ts'
import { mayWrite } from './edit/may-write.ts'
import type { Author } from './edit/write-gesture.ts'
import { prepareRollups } from './read/prepare-rollups.ts'
import { readDiagnostics } from './read/diagnostics.ts'
import { openRollups, type Rollups } from './read/rollup.ts'
import { massRemovalOf } from './sync/mass-removal.ts'
import { type Runner, startRunner } from './sync/runner.ts'

/** What a session needs of the world; given from outside, so that a test brings its own. */
export type World = {
  readonly now: () => number
  readonly random: () => number
  readonly newId: () => string
  readonly later: (ms: number, work: () => void) => () => void
  readonly token: (stale: string | null) => Promise<Reply<string>>
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
  readonly report: (bug: unknown) => void
}

/** One person's open store with its sync. */
export type Session = {
  readonly db: Database
  readonly created: boolean
  /** Of a newer Frontline: nothing is written and nothing synced. */
  readonly readOnly: boolean
  /** What it was opened with. */
  readonly input: PrivateInput<'store.open'>
  readonly user: PrivateInput<'store.open'>['user']
  readonly mayEdit: boolean
  readonly runner: Runner
  readonly rollups: Rollups
  readonly today: () => Day
  readonly timeZone: string
  readonly author: () => Author
  readonly status: () => z.infer<typeof SyncStatus>
  readonly diagnostics: () => Record<string, unknown>
  /** The API is reached through this proxy from now on; null: directly. */
  readonly route: (proxy: string | null) => void
  /** Asks the server what rows of files a cell is made from. */
  readonly imports: OriginApi['imports']
  readonly close: () => Promise<void>
  /** Lets a store go that cannot be read any more: the next opening mends it. */
  readonly abandon: () => Promise<void>
}

/**
 * Opens the store and starts syncing it; throws what openStore throws, and then nothing was started. `onDamage` is
 * told when syncing meets a page or a row that cannot be read any more.
 */
export async function openSession(
  input: PrivateInput<'store.open'>,
  world: World,
  onDamage: () => void,
): Promise<Session> {
  const { user } = input
  if (input.today !== null && !isDay(input.today)) {
    throw new AppError('INVALID_PERIOD', 'today must look like 2026-04-10.', [
      {
        code: 'INVALID_PERIOD',
        field: 'today',
        message: 'A day must look like 2026-04-10.',
        providedValue: input.today,
      },
    ])
  }
  const today = (): Day => input.today ?? businessDay(world.now(), input.timeZone)
  today() // a time zone nobody knows must be told now, not on the first edit
  const store = await openStore(input.folder, input.key, { now: world.now, newId: world.newId })
  const { db, created, readOnly } = store
  const stopBackups = readOnly ? () => {} : backUpDaily(store, world)
  let clockMinutes = 0
  const api = openClient({
    apiUrl: input.apiUrl,
    deviceId: must(readMeta(db, 'deviceId'), 'a store has a device id'),
    token: world.token,
    epoch: () => readMeta(db, 'epoch') ?? null,
    now: world.now,
    version: input.appVersion,
    onClock: (aheadMs) => {
      clockMinutes = Math.abs(aheadMs) > MOST_SKEW_MS ? Math.round(aheadMs / 60_000) : 0
    },
    breaker: hostBreaker(),
    ways: { proxy: input.proxy ?? null, certificateAuthority: input.certificateAuthority ?? null },
  })
  const report = (thrown: unknown): void => (isDamage(thrown) ? onDamage() : world.report(thrown))
  const rollups = openRollups(db, !readOnly, user.name)
  const status = (): z.infer<typeof SyncStatus> => statusOf(db, runner, clockMinutes)
  const runner: Runner = (readOnly ? restingRunner : startRunner)({
    ...world,
    store: syncStore(db),
    api,
    me: user,
    year: () => yearOf(today()),
    onStatus: () => {
      if (runner.status().problem?.error.code === 'STORE_UNREADABLE') onDamage()
      else world.emit('sync.changed', status())
    },
    report,
    onSites: () => {
      rollups.changed()
      world.emit('sites.changed', {})
    },
    onReview: (siteId) => world.emit('review.changed', { siteId }),
    onCells: (touched) => {
      for (const [siteId, months] of touched) {
        rollups.changed(siteId)
        world.emit('cells.changed', { siteId, months: [...months].sort() })
      }
    },
  })
  let savedAt = -Infinity
  const stopPreparing = prepareRollups(rollups, today, world.later, report, () => world.now() - savedAt)
  const leaveLog = readOnly ? () => {} : keepLogShort(db, world.later, report)
  const stop = async (): Promise<void> => {
    leaveLog()
    stopBackups()
    await stopPreparing()
    api.close()
    await runner.close()
  }
  return {
    db,
    created,
    readOnly,
    input,
    user,
    mayEdit: mayWrite(user.roles) && !readOnly,
    runner,
    rollups,
    today,
    timeZone: input.timeZone,
    author: () => {
      if (readOnly) throw tooOld()
      savedAt = world.now()
      return { roles: user.roles, today: today(), now: savedAt, newId: world.newId, log: store.log }
    },
    status,
    route: api.route,
    imports: api.imports,
    diagnostics: () => readDiagnostics(db, input.folder, status(), api.requestId()),
    close: async () => {
      await stop()
      store.close()
    },
    abandon: async () => {
      await stop()
      store.abandon()
    },
  }
}

/** Looked at a minute after the start, so that nobody waits for it, and every hour. */
const FIRST_BACKUP_MS = 60_000
const NEXT_BACKUP_MS = 3_600_000

/** Copies the store once a day while it is open (sync.md 3.10); returns the end of it. */
function backUpDaily(store: OpenStore, { later, report }: World): () => void {
  const look = (): void => {
    try {
      store.backUpWhenDue()
    } catch (thrown) {
      report(thrown) // the store itself is whole; the next look tries again
    }
    stop = later(NEXT_BACKUP_MS, look)
  }
  let stop = later(FIRST_BACKUP_MS, look)
  return () => stop()
}

/** A store that may only be read is not synced. */
const restingRunner = (): Runner => ({
  tell: () => {},
  status: () => ({ phase: 'refused', problem: { kind: 'refused', error: tooOld().toWire() }, nextAttemptAt: null }),
  close: () => Promise.resolve(),
})

/** A clock that is wrong by more is told (sync.md 3.9). */
const MOST_SKEW_MS = 60_000

function statusOf(db: Database, runner: Runner, clockMinutes: number): z.infer<typeof SyncStatus> {
  const { phase, problem, nextAttemptAt } = runner.status()
  return {
    state: stateOf(phase, problem, readMeta(db, 'lastSyncedAt') !== undefined),
    ...countOpen(db),
    acts: countActs(db),
    lastSyncedAt: readMeta(db, 'lastSyncedAt') ?? null,
    nextAttemptAt: nextAttemptAt === null ? null : new Date(nextAttemptAt).toISOString(),
    error: problem?.error ?? null,
    clockMinutes,
    removals: askedScopes(db).map(massRemovalOf),
  }
}

type State = z.infer<typeof SyncStatus>['state']

/** A problem stays on show while it is tried again, until the first good answer. */
function stateOf(
  phase: ReturnType<Runner['status']>['phase'],
  problem: ReturnType<Runner['status']>['problem'],
  everSynced: boolean,
): State {
  if (problem) return problem.kind
  switch (phase) {
    case 'idle':
      return everSynced ? 'idle' : 'starting'
    case 'scopes':
    case 'push':
    case 'pull':
      return 'syncing'
    case 'waiting':
      return 'waiting'
    case 'needs-sign-in':
    case 'refused':
      return phase
    case 'closed':
      return 'starting'
    default:
      return unreachable(phase)
  }
}
