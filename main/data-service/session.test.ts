import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder, anOpening } from '../../tests/support/data-service.ts'
import { buildService, type Service } from './service.ts'

let folder: ReturnType<typeof aFolder>
let service: Service
let at: number
let timers: { readonly ms: number; readonly work: () => void }[]

beforeEach(async () => {
  folder = aFolder()
  at = Date.parse('2026-04-10T10:00:00Z')
  timers = []
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
    token: () => Promise.resolve({ ok: true, value: 'token-1' }),
    emit: () => {},
    report: (thrown) => {
      throw thrown
    },
  })
  await service.call('store.open', anOpening({ folder: folder.path, apiUrl: 'http://127.0.0.1:9' }))
})
afterEach(async () => {
  await service.close()
  folder.remove()
})

/** An hour of a store that stays open: what was put off for so long is done. */
const pass = (ms: number) => {
  at += ms
  const due = timers.find((timer) => timer.ms === ms)
  timers = timers.filter((timer) => timer !== due)
  due?.work()
}
const takenAt = async () => {
  const reply = await service.call('backups.list', undefined)
  return reply.ok ? (reply.value as { takenAt: string }[]).map((backup) => backup.takenAt.slice(0, 13)) : reply.error
}

test('a store that stays open is copied a minute after its start and then once a day', async () => {
  expect(await takenAt()).toEqual([])
  pass(60_000)
  expect(await takenAt()).toEqual(['2026-04-10T10'])
  for (let hour = 0; hour < 30; hour += 1) pass(3_600_000)
  expect(await takenAt()).toEqual(['2026-04-11T10', '2026-04-10T10'])
})

test('a store that is closed is not copied any more', async () => {
  await service.call('store.close', undefined)
  expect(timers.filter(({ ms }) => ms === 60_000)).toEqual([])
})

test('a copy can take the place of the store while Frontline is open', async () => {
  pass(60_000)
  const listed = await service.call('backups.list', undefined)
  const [backup] = listed.ok ? (listed.value as { name: string }[]) : []
  at += 1000
  expect(await service.call('backups.restore', { name: backup?.name })).toEqual({ ok: true, value: backup })
  expect(readdirSync(path.join(folder.path, 'quarantine'))).toEqual(['2026-04-10T10-01-01.000Z'])
  expect(await service.call('sync.queue', undefined)).toEqual({ ok: true, value: [] })
})

test('the file of a loaded cell is asked of the server, and a laptop that does not reach it says so', async () => {
  const reply = await service.call('cell.imports', {
    siteId: '0427',
    lineId: 'valetDaily',
    period: '2026-03-02',
    scenario: 'actual',
  })
  expect(reply).toMatchObject({ ok: false, error: { code: 'OFFLINE' } })
})
