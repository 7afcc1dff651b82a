import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFolder, aGesture, anOpening } from '../../tests/support/data-service.ts'
import { type RunningServer, runningServer } from '../../tests/support/running-server.ts'
import type { Backup } from '../../shared/contract/backup.ts'
import type { QueueItem, SyncStatus } from '../../shared/contract/ipc.ts'
import type { StatisticsSheet } from '../../shared/contract/sheet.ts'
import { buildService, type Service } from './service.ts'

const A_DAY = 86_400_000
let server: RunningServer
let service: Service
const folder = aFolder()
let at = Date.parse('2026-04-10T10:00:00Z')
let timers: { readonly ms: number; readonly work: () => void }[] = []

beforeAll(async () => {
  server = await runningServer({ demoSites: 2 })
  const token = await server.tokenFor('mara')
  service = buildService({
    now: () => at,
    random: () => 0.5,
    newId: randomUUID,
    later: (ms, work) => {
      const timer = { ms, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    token: () => Promise.resolve({ ok: true, value: token }),
    emit: () => {},
    report: (thrown) => {
      throw thrown
    },
  })
  await service.call('store.open', anOpening({ folder: folder.path, apiUrl: server.apiUrl }))
})
afterAll(async () => {
  await service.close()
  await server.close()
  folder.remove()
})

async function ask<T>(name: string, input?: unknown): Promise<T> {
  const reply = await service.call(name, input)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return reply.value as T
}
const type = (value: number, period: string) =>
  ask('cells.write', aGesture({ writes: [{ lineId: 'valetDaily', period, value }] }))
async function synced(): Promise<void> {
  const standing = async () => {
    const { state, waiting } = await ask<SyncStatus>('sync.status')
    return `${state} ${waiting}`
  }
  await expect.poll(standing).toBe('idle 0')
}
/** All that a person sees of the month, and what waits to be sent. */
const seen = async () => {
  const sheet = await ask<StatisticsSheet>('sheet.read', { siteId: '0427', month: '2026-04' })
  const queue = await ask<QueueItem[]>('sync.queue')
  return { sheet, waiting: queue.map(({ mark, value }) => [mark.lineId, mark.period, value]) }
}
/** What is due by the clock now: the look for a copy. */
const lookForCopy = () => {
  const due = timers.find(({ ms }) => ms === 60_000 || ms === 3_600_000)
  timers = timers.filter((timer) => timer !== due)
  due?.work()
}

test('every copy that is kept can be gone back to, and then the sheet is what it was, cell by cell', async () => {
  await synced()
  for (const [i, day] of ['2026-04-16', '2026-04-17', '2026-04-18'].entries()) {
    await type((90 + i) * 1_000_000, day)
    await synced()
    lookForCopy()
    at += A_DAY
  }
  await server.stopApi()
  await type(55_000_000, '2026-04-20') // only on this laptop
  const before = await seen()
  expect(before.waiting).toEqual([['valetDaily', '2026-04-20', 55_000_000]])
  const backups = await ask<Backup[]>('backups.list')
  expect(backups).toHaveLength(3)

  for (const { name } of backups) {
    at += 1000
    await ask('backups.restore', { name })
    // Without the server: what is not in the copy comes from the second copy of every edit.
    expect((await seen()).waiting).toContainEqual(['valetDaily', '2026-04-20', 55_000_000])
    const cells = (await seen()).sheet.forecast['valetDaily']
    expect(cells?.slice(15, 20)).toEqual(before.sheet.forecast['valetDaily']?.slice(15, 20))
  }
  await server.startApi()
  // The connection that was kept open fails once; here nobody but us tries again.
  await expect
    .poll(async () => {
      const { state, waiting } = await ask<SyncStatus>('sync.status')
      if (state === 'offline') await ask('sync.now')
      return `${state} ${waiting}`
    })
    .toBe('idle 0')
  const after = await seen()
  expect({ ...after.sheet, marks: [] }).toEqual({ ...before.sheet, marks: [] })
  expect(await ask<Backup[]>('backups.list')).toEqual(backups)
})
