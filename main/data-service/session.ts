import type { z } from 'zod'
import type { PrivateInput } from '../../shared/contract/data-service.ts'
import type { EventName, EventPayload, SyncStatus } from '../../shared/contract/ipc.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { businessDay, type Day, isDay, yearOf } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import { hostBreaker } from './api/breaker.ts'
import { openClient } from './api/client.ts'
import { readMeta } from './db/meta.ts'
import { must, unreachable } from '../../shared/core/bug.ts'
import { openStore } from './db/open.ts'
import { countOpen } from './db/operations.ts'
import type { Database } from './db/store.ts'
import { syncStore } from './db/sync-store.ts'
import type { Author } from './edit/write-gesture.ts'
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
  readonly user: PrivateInput<'store.open'>['user']
  readonly runner: Runner
  readonly today: () => Day
  readonly timeZone: string
  readonly author: () => Author
  readonly status: () => z.infer<typeof SyncStatus>
  readonly close: () => Promise<void>
}

/** Opens the store and starts syncing it; throws what openStore throws, and then nothing was started. */
export async function openSession(input: PrivateInput<'store.open'>, world: World): Promise<Session> {
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
  const { db, created, close } = await openStore(input.folder, input.key)
  const api = openClient({
    apiUrl: input.apiUrl,
    deviceId: must(readMeta(db, 'deviceId'), 'a store has a device id'),
    token: world.token,
    epoch: () => readMeta(db, 'epoch') ?? null,
    now: world.now,
    version: input.appVersion,
    breaker: hostBreaker(),
  })
  const status = (): z.infer<typeof SyncStatus> => statusOf(db, runner)
  const runner: Runner = startRunner({
    ...world,
    store: syncStore(db),
    api,
    me: user,
    year: () => yearOf(today()),
    onStatus: () => world.emit('sync.changed', status()),
    onSites: () => world.emit('sites.changed', {}),
    onCells: (touched) => {
      for (const [siteId, months] of touched) world.emit('cells.changed', { siteId, months: [...months].sort() })
    },
  })
  return {
    db,
    created,
    user,
    runner,
    today,
    timeZone: input.timeZone,
    author: () => ({ roles: user.roles, today: today(), now: world.now(), newId: world.newId }),
    status,
    close: async () => {
      api.close()
      await runner.close()
      close()
    },
  }
}

function statusOf(db: Database, runner: Runner): z.infer<typeof SyncStatus> {
  const { phase, problem, nextAttemptAt } = runner.status()
  return {
    state: stateOf(phase, problem, readMeta(db, 'lastSyncedAt') !== undefined),
    ...countOpen(db),
    lastSyncedAt: readMeta(db, 'lastSyncedAt') ?? null,
    nextAttemptAt: nextAttemptAt === null ? null : new Date(nextAttemptAt).toISOString(),
    error: problem?.error ?? null,
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
