import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FarEnd, refuseWith, startFarEnd } from '../../tests/support/far-end.ts'
import {
  A_KEY,
  aFolder,
  aGesture,
  anOpening,
  type RunningService,
  startService,
} from '../../tests/support/data-service.ts'
import { unlock } from './db/pragmas.ts'

let farEnd: FarEnd
let service: RunningService
let folder: ReturnType<typeof aFolder>

beforeEach(async () => {
  folder = aFolder()
  farEnd = await startFarEnd()
  service = await startService()
})
afterEach(async () => {
  await service.stop()
  await farEnd.close()
  folder.remove()
})

const opened = () => service.call('store.open', anOpening({ folder: folder.path, apiUrl: farEnd.url }))
const settled = () =>
  service.until(() => {
    const last = service.events.findLast((event) => event.name === 'sync.changed')
    return (last?.payload as { state?: string; waiting?: number } | undefined)?.state === 'idle'
  })

/** Overwrites the first page of a table in the file of a closed store. */
function damagePageOf(file: string, table: string): void {
  const db = unlock(new Sqlite(file, { readonly: true }), A_KEY)
  const page = db.prepare('SELECT pageno FROM dbstat WHERE name = ?').pluck().get(table) as number
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(3, (page - 1) * 4096 + 100, (page - 1) * 4096 + 120)
  writeFileSync(file, bytes)
}

test('what is typed is at the server, and what the server has is on the sheet', async () => {
  farEnd.model.write({ lineId: 'valetDaily', period: '2026-04', scenario: 'budget', value: 900_000_000 })
  await opened()
  await settled()
  service.events.length = 0
  expect(await service.call('cells.write', aGesture())).toMatchObject({ cells: 1, waiting: 1 })
  await settled()
  expect(farEnd.model.find('valetDaily', '2026-04-16')).toMatchObject({ value: 96_000_000, ver: 1, by: 'mara' })
  const sheet = await service.call('sheet.read', { siteId: '0427', month: '2026-04' })
  expect(sheet).toMatchObject({ loaded: true, editable: true, budget: { valetDaily: 900_000_000 }, marks: [] })
  expect(sheet.forecast['valetDaily']?.[15]).toBe(96_000_000)
  expect(await service.call('sync.status')).toMatchObject({
    state: 'idle',
    waiting: 0,
    conflicts: 0,
    rejected: 0,
    error: null,
  })
})

const typed = (value: number) => service.call('cells.write', aGesture({ value }))
const state = () =>
  (service.events.findLast((event) => event.name === 'sync.changed')?.payload as { state?: string } | undefined)?.state

test('a connection that is cut after the server took the edit does not write it twice', async () => {
  await opened()
  await settled()
  service.events.length = 0
  const cuts: string[] = []
  farEnd.fault = ({ path }, response, answer) => {
    if (path !== '/sync/push' || cuts.length === 2) return false
    cuts.push(path)
    answer() // the server did it; nobody hears of it
    response.destroy()
    return true
  }
  await typed(41_000_000)
  while (cuts.length < 2) {
    await service.until(() => state() === 'offline')
    await service.call('sync.now')
    service.events.length = 0
    await service.until(() => service.events.length > 0)
  }
  await settled()
  expect(farEnd.model.log.filter((write) => write.scenario === 'forecast')).toEqual([
    expect.objectContaining({ value: 41_000_000, ver: 1 }),
  ])
  expect(await service.call('sync.status')).toMatchObject({ waiting: 0, conflicts: 0, rejected: 0, error: null })
})

test('when the sign-in has ended everything can still be typed, and goes out after the next one', async () => {
  await opened()
  await settled()
  farEnd.fault = (_, response) => refuseWith(response, 401, 'EXPIRED_TOKEN')
  await typed(42_000_000)
  await service.until(() => state() === 'needs-sign-in')
  await typed(43_000_000)
  expect(await service.call('sync.status')).toMatchObject({ waiting: 1, error: { code: 'SIGN_IN_REQUIRED' } })
  farEnd.fault = () => false
  service.events.length = 0
  await service.call('sync.resume')
  await settled()
  expect(farEnd.model.find('valetDaily', '2026-04-16')?.value).toBe(43_000_000)
})

test('a hotel page in place of the server is named as one, and changes nothing', async () => {
  await opened()
  await settled()
  farEnd.fault = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<html>Welcome</html>')
    return true
  }
  await typed(44_000_000)
  await service.until(() => state() === 'blocked')
  expect(await service.call('sync.queue')).toEqual([
    expect.objectContaining({ siteId: '0427', value: 44_000_000, mark: expect.objectContaining({ kind: 'waiting' }) }),
  ])
  expect(await service.call('sync.status')).toMatchObject({ waiting: 1, error: { code: 'NETWORK_BLOCKED' } })
})

test('a server restored from a backup gets back what it had acknowledged', async () => {
  await opened()
  await settled()
  service.events.length = 0
  await typed(45_000_000)
  await settled()
  const { model } = farEnd
  model.restoredToSeq = model.seq - 1
  model.cells.clear()
  model.answers.clear()
  model.seq += 100
  model.epoch = 'epoch-2'
  service.events.length = 0
  await service.call('sync.now')
  await service.until(() =>
    service.events.some(
      (event) => event.name === 'sync.changed' && (event.payload as { waiting: number }).waiting === 1,
    ),
  )
  await settled()
  expect(model.find('valetDaily', '2026-04-16')).toMatchObject({ value: 45_000_000, ver: 1 })
})

test('a page that is found damaged while the store is in use is repaired, and the call that met it is answered', async () => {
  await opened()
  await settled()
  farEnd.fault = (_, response) => response.destroy() !== undefined
  await typed(46_000_000)
  await service.call('store.close')
  damagePageOf(path.join(folder.path, 'store.db'), 'site') // no start reads it
  await opened()
  expect(await service.call('sites.list')).toEqual([]) // the server tells them again
  const told = () => service.events.filter(({ name }) => name === 'store.recovered').map(({ payload }) => payload)
  expect(told()).toMatchObject([{ damaged: 'store', lost: 0, recovered: [] }])
  expect(await service.call('sync.queue')).toEqual([expect.objectContaining({ value: 46_000_000 })])
  const report = await service.call('recovery.read')
  await service.call('recovery.dismiss', { id: report?.id ?? 0 })
  expect([report, await service.call('recovery.read')]).toEqual([told()[0], null])
  farEnd.fault = () => false
  await service.call('sync.now')
  await service.until(() => farEnd.model.find('valetDaily', '2026-04-16')?.value === 46_000_000)
  await settled()
  expect((await service.call('sites.list')).map(({ site }) => site.siteId)).toEqual(['0427'])
})

test('edits that are not sent yet can be taken along as a file', async () => {
  await opened()
  await settled()
  farEnd.fault = (_, response) => response.destroy() !== undefined
  await typed(47_500_000)
  const file = path.join(folder.path, 'unsent.xlsx')
  expect(await service.call('unsent.write', { file })).toEqual({ file, rows: 1 })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  expect(workbook.worksheets[0]?.getRow(2).values).toEqual(
    expect.arrayContaining(['0427', '2026-04-16', 'Valet daily', 47.5, 'Waiting to be sent']),
  )
})

test('the copies of the store are on a list, and a name that is not on it is refused', async () => {
  await opened()
  expect(await service.call('backups.list')).toEqual([])
  expect(await service.reply('backups.restore', { name: '2026.db' })).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND', issues: [{ field: 'name', providedValue: '2026.db' }] },
  })
  expect(await service.call('sync.queue')).toEqual([])
})

test('a call that nobody defined and a call before the store is open are told apart', async () => {
  expect(await service.reply('sheet.reed', {})).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(await service.reply('sites.list')).toMatchObject({ ok: false, error: { code: 'STORE_STOPPED' } })
  expect(await service.reply('sheet.read', { siteId: '0427' })).toMatchObject({
    ok: false,
    error: { code: 'INVALID_DATA_TYPE', issues: [{ field: 'month', code: 'MISSING_REQUIRED_FIELD' }] },
  })
})

test('the data service ends when main is gone', async () => {
  await opened()
  service.child.disconnect()
  await new Promise<void>((resolve) => {
    if (service.child.exitCode !== null) resolve()
    else service.child.once('exit', () => resolve())
  })
  expect(service.child.exitCode).toBe(0)
})

test('a report for support says what waits and why, and nothing that was typed', async () => {
  farEnd.model.refuse = () => ({
    status: 'rejected',
    code: 'PERIOD_LOCKED',
    message: 'The month of 7,654,321 is closed.',
  })
  await opened()
  await settled()
  const writes = [{ lineId: 'valetDaily', period: '2026-04-16', value: 7_654_321 }]
  await service.call('cells.write', aGesture({ label: 'Typed 7.654321 in Valet daily', writes }))
  await service.until(() => farEnd.asked.some(({ path: asked }) => asked.endsWith('/push')))
  await settled()
  const report = await service.call('diagnostics.read')
  expect(report).toMatchObject({
    sync: { rejected: 1, error: null },
    operations: [{ state: 'rejected', count: 1 }],
    open: [{ siteId: '0427', category: 'statistics', state: 'rejected', code: 'PERIOD_LOCKED' }],
  })
  const text = JSON.stringify(report)
  for (const secret of ['7654321', '7,654', '7.654', 'Mara', 'Harbor', 'token-1', A_KEY, folder.path]) {
    expect(text).not.toContain(secret)
  }
})
