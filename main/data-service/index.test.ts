import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FarEnd, startFarEnd } from '../../tests/support/far-end.ts'
import { aFolder, aGesture, anOpening, type RunningService, startService } from '../../tests/support/data-service.ts'

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
