import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { daysOf } from '../../shared/core/calendar.ts'
import { aGesture, anOpening, type RunningService, startService } from '../support/data-service.ts'
import { aSite, startFarEnd } from '../support/far-end.ts'
import { fillQueue, sitesFor, TakingServer } from './disk/long-queue.ts'
import { withStores } from './disk/template.ts'
import type { Effort, Goal, Outcome } from './goal.ts'

const QUEUED: Readonly<Record<Effort, number>> = { quick: 20_000, full: 100_000, long: 100_000 }
const MOST_MEGABYTES = 250
const MOST_MS = 50
/** A fast typist. */
const BETWEEN_KEYS_MS = 40
const DAYS = daysOf('2026-05')

type Measured = { readonly ms: readonly number[]; readonly megabytes: number; readonly seconds: number }

/** Memory at its highest, as the system counts it. */
const highWater = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

/** Types into a store whose queue is being sent, until all of it is. */
async function measure(
  queued: number,
  keys: (service: RunningService, n: number) => Promise<unknown>,
): Promise<Measured> {
  return withStores(async (copy) => {
    const folder = copy()
    await fillQueue(folder, queued)
    const model = new TakingServer()
    model.years = [2026]
    model.sites = ['0427', ...sitesFor(queued)].map((siteId) => aSite({ siteId }))
    const farEnd = await startFarEnd(model)
    const service = await startService()
    try {
      await service.call('store.open', anOpening({ folder, apiUrl: farEnd.url }))
      const startedAt = performance.now()
      const ms: number[] = []
      while (model.taken < queued || ms.length < 100) {
        const at = performance.now()
        await keys(service, ms.length)
        ms.push(performance.now() - at)
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_KEYS_MS))
      }
      const seconds = (performance.now() - startedAt) / 1000
      return { ms: ms.sort((a, b) => a - b), megabytes: highWater(service.child.pid ?? 0), seconds }
    } finally {
      await service.stop()
      await farEnd.close()
    }
  })
}

const typeOne = (service: RunningService, n: number): Promise<unknown> =>
  service.call(
    'cells.write',
    aGesture({
      gestureId: randomUUID(),
      writes: [{ lineId: 'valetDaily', period: DAYS[n % DAYS.length] ?? '', value: (n + 1) * 1_000_000 }],
    }),
  )

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const isWithin = ({ ms, megabytes }: Measured): boolean => at(ms, 0.99) < MOST_MS && megabytes < MOST_MEGABYTES

async function prove(effort: Effort): Promise<Outcome> {
  if (process.platform !== 'linux')
    return { met: false, figure: 'not run here: memory is read from /proc', notRunHere: true }
  const measured = await measure(QUEUED[effort], typeOne)
  const { ms, megabytes, seconds } = measured
  const figure = `${QUEUED[effort]} queued, ${ms.length} saves in ${seconds.toFixed(1)} s: p50 ${at(ms, 0.5).toFixed(1)} ms, p99 ${at(ms, 0.99).toFixed(1)} ms, worst ${at(ms, 1).toFixed(0)} ms; ${megabytes.toFixed(0)} MB at most`
  return { met: isWithin(measured), figure }
}

/** Weeks of typing wait to be sent; typing goes on while they are. */
export const G18: Goal = {
  id: 'G18',
  title: '100,000 queued edits: data service under 250 MB, a keystroke saved within 50 ms (p99) while syncing',
  alone: true,
  run: prove,
  mutants: [
    {
      name: 'a save waits for the queue',
      isCaught: async () =>
        !isWithin(
          await measure(2000, async (service, n) => [await service.call('sync.queue'), await typeOne(service, n)]),
        ),
    },
  ],
}
