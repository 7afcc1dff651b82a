import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { undoState } from '../edit/undo.ts'
import { readMeta } from './meta.ts'
import { openOperations } from './operations.ts'
import { unlock } from './pragmas.ts'
import { unreadRecovery } from './recoveries.ts'

let folder: ReturnType<typeof aFolder>
let model: Model
beforeEach(() => {
  folder = aFolder()
  model = new Model()
})
afterEach(() => folder.remove())

const file = (name = 'store.db') => path.join(folder.path, name)
const opened = () => Laptop.open(folder.path, 'mara', model)

/** Ten edits at the server, two that are not yet, and one of those on its way. */
async function inUse(): Promise<{ deviceId: string | undefined }> {
  const laptop = await opened()
  await laptop.sync()
  for (let day = 11; day < 21; day += 1) laptop.write('valetDaily', `2026-04-${day}`, day * 1_000_000)
  await laptop.sync()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  await laptop.sync(['good', 'lost-before'])
  laptop.write('selfDaily', '2026-04-17', 6_000_000)
  const deviceId = readMeta(laptop.db, 'deviceId')
  await laptop.close()
  return { deviceId }
}
const waiting = (laptop: Laptop) => openOperations(laptop.db).map(({ lineId, value, state }) => [lineId, value, state])

/** Writes into the store beneath its own checks. */
const beneath = (statement: string): void => {
  const db = unlock(new Sqlite(file()), A_KEY)
  db.exec(statement)
  db.close()
}

test('a changed row is found at the next start, and its value comes back from the log', async () => {
  const { deviceId } = await inUse()
  beneath(
    `UPDATE op SET value = 5000001 WHERE state = 'inflight'; UPDATE draft SET value = 5000001 WHERE value = 5000000`,
  )
  const laptop = await opened()
  expect(waiting(laptop)).toEqual([
    ['selfDaily', 6_000_000, 'pending'],
    ['valetDaily', 5_000_000, 'pending'],
  ])
  const report = unreadRecovery(laptop.db)
  expect(report).toMatchObject({
    damaged: 'store',
    lost: 1,
    recovered: [expect.objectContaining({ lineId: 'valetDaily', period: '2026-04-16', value: 5_000_000 })],
    setAside: expect.arrayContaining(['store.db']),
  })
  expect(readMeta(laptop.db, 'deviceId')).toBe(deviceId)
  await laptop.sync()
  expect(model.find('valetDaily', '2026-04-16')?.value).toBe(5_000_000)
  expect(model.find('valetDaily', '2026-04-12')?.value).toBe(12_000_000)
  expect(openOperations(laptop.db)).toEqual([])
  await laptop.close()
})

test('a store of which nothing can be read is rebuilt from the log, and sends nothing twice', async () => {
  await inUse()
  const before = model.log.length
  writeFileSync(file(), Buffer.alloc(statSync(file()).size, 7))
  const laptop = await opened()
  expect(unreadRecovery(laptop.db)?.recovered).toHaveLength(11)
  await laptop.sync()
  expect(openOperations(laptop.db)).toEqual([])
  expect(model.log.slice(before).map(({ lineId, period, value }) => [lineId, period, value])).toEqual([
    ['valetDaily', '2026-04-16', 5_000_000],
    ['selfDaily', '2026-04-17', 6_000_000],
  ])
  await laptop.close()
})

test('when the newest of two edits of a cell is damaged, the newest comes back and not the one before', async () => {
  const before = await opened()
  await before.sync()
  before.write('valetDaily', '2026-04-16', 5_000_000)
  await before.close()
  const laptop = await opened()
  laptop.write('valetDaily', '2026-04-16', 6_000_000)
  await laptop.close()
  beneath('UPDATE op SET value = 7000000 WHERE value = 6000000')
  const again = await opened()
  expect(waiting(again)).toEqual([['valetDaily', 6_000_000, 'pending']])
  await again.close()
})

test('an edit is in both copies again even when the row of its gesture is damaged and the log is gone', async () => {
  await inUse()
  beneath('UPDATE gesture SET crc = 1')
  rmSync(file('edits.log'))
  const laptop = await opened()
  const logged = [...laptop.store.log.read()].flatMap((found) => (found.kind === 'edit' ? found.edit.ops : []))
  expect(logged.map(({ lineId, value }) => [lineId, value])).toEqual([
    ['valetDaily', 5_000_000],
    ['selfDaily', 6_000_000],
  ])
  await laptop.close()
})

test('history and undo survive damage to a page they are not on', async () => {
  await inUse()
  beneath('UPDATE op SET crc = 1 WHERE n = 3')
  const laptop = await opened()
  expect(undoState(laptop.db).undo).toBe('selfDaily 2026-04-17')
  await laptop.close()
})

test('both damaged files go aside together, byte for byte, and the person is told once', async () => {
  await inUse()
  const bytes = readFileSync(file())
  bytes.fill(1, 5000, 5100)
  writeFileSync(file(), bytes)
  writeFileSync(file('store.db-wal'), 'half a log')
  const laptop = await opened()
  const [at = ''] = readdirSync(file('quarantine'))
  expect(unreadRecovery(laptop.db)?.setAside).toEqual(expect.arrayContaining(['store.db', 'store.db-wal']))
  expect(readFileSync(file(path.join('quarantine', at, 'store.db'))).equals(bytes)).toBe(true)
  await laptop.close()
})

test('a rebuild that a crash interrupted is made again or finished, never half taken', async () => {
  await inUse()
  writeFileSync(file('store.next.db'), 'half of a new store')
  const first = await opened()
  expect([waiting(first).length, existsSync(file('store.next.db'))]).toEqual([2, false])
  await first.close()
  // The old files were moved away, the new one not yet renamed.
  writeFileSync(file('store.next.db'), readFileSync(file()))
  rmSync(file())
  const second = await opened()
  expect([waiting(second).length, unreadRecovery(second.db)]).toEqual([2, null])
  await second.close()
})

test('when store and log are both cut in half, what either still has is there', async () => {
  await inUse()
  truncateSync(file(), Math.floor(statSync(file()).size / 2))
  truncateSync(file('edits.log'), Math.floor(statSync(file('edits.log')).size / 2))
  const laptop = await opened()
  expect(unreadRecovery(laptop.db)).toMatchObject({ damaged: 'store' })
  await laptop.sync()
  expect(model.find('valetDaily', '2026-04-20')?.value).toBe(20_000_000)
  await laptop.close()
})
