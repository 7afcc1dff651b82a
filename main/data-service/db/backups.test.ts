import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { listBackups } from './backups.ts'
import { openOperations } from './operations.ts'
import { unreadRecovery } from './recoveries.ts'
import { restoreBackup } from './restore.ts'

const A_DAY = 86_400_000
let folder: ReturnType<typeof aFolder>
let at: number
beforeEach(() => {
  folder = aFolder()
  at = Date.parse('2026-04-10T10:00:00Z')
})
afterEach(() => folder.remove())

const opened = async (model = new Model()) => {
  const laptop = await Laptop.open(folder.path, 'mara', model, () => at)
  await laptop.sync()
  return laptop
}
const days = () => listBackups(folder.path).map(({ takenAt, reason }) => `${takenAt.slice(0, 10)} ${reason}`)

test('a copy is taken once a day and the last three are kept', async () => {
  const laptop = await opened()
  const taken = []
  for (let hours = 0; hours < 100; hours += 10) {
    taken.push(laptop.store.backUpWhenDue())
    at += 10 * 3_600_000
  }
  expect(taken).toEqual([true, false, false, true, false, false, true, false, false, true])
  expect(days()).toEqual(['2026-04-14 daily', '2026-04-12 daily', '2026-04-11 daily'])
  await laptop.close()
})

test('a copy is encrypted with the key of the store', async () => {
  const laptop = await opened()
  laptop.store.backUpWhenDue()
  await laptop.close()
  const [backup] = listBackups(folder.path)
  const bytes = readFileSync(path.join(folder.path, 'backups', backup?.name ?? ''))
  expect([bytes.length, bytes.subarray(0, 6).toString('latin1')]).toEqual([
    backup?.bytes,
    expect.not.stringMatching('SQLite'),
  ])
  await expect(restoreBackup(folder.path, 'f'.repeat(64), backup?.name ?? '', at)).rejects.toMatchObject({
    code: 'STORE_UNREADABLE',
  })
})

test('going back to a copy keeps everything typed since, and the store of now is kept aside', async () => {
  const model = new Model()
  let laptop = await opened(model)
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  laptop.store.backUpWhenDue()
  laptop.write('valetDaily', '2026-04-16', 6_000_000)
  laptop.write('selfDaily', '2026-04-17', 7_000_000)
  await laptop.close()
  const [backup] = listBackups(folder.path)
  expect(await restoreBackup(folder.path, A_KEY, backup?.name ?? '', at)).toEqual(backup)
  laptop = await Laptop.open(folder.path, 'mara', model, () => at)
  expect(openOperations(laptop.db).map(({ lineId, value }) => [lineId, value])).toEqual([
    ['valetDaily', 6_000_000],
    ['selfDaily', 7_000_000],
  ])
  expect(unreadRecovery(laptop.db)).toMatchObject({ damaged: 'none', setAside: [] })
  expect(
    readFileSync(path.join(folder.path, 'quarantine', '2026-04-10T10-00-00.000Z', 'store.db')).length,
  ).toBeGreaterThan(0)
  await laptop.sync()
  expect(model.find('valetDaily', '2026-04-16')?.value).toBe(6_000_000)
  await laptop.close()
})

test('a copy that is damaged or gone is refused, and the store stays as it is', async () => {
  const laptop = await opened()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  laptop.store.backUpWhenDue()
  await laptop.close()
  const [backup] = listBackups(folder.path)
  const file = path.join(folder.path, 'backups', backup?.name ?? '')
  const bytes = readFileSync(file)
  bytes.fill(9, 9000, 9100)
  writeFileSync(file, bytes)
  const before = readFileSync(path.join(folder.path, 'store.db'))
  await expect(restoreBackup(folder.path, A_KEY, backup?.name ?? '', at)).rejects.toMatchObject({
    code: 'STORE_UNREADABLE',
  })
  await expect(restoreBackup(folder.path, A_KEY, '../store.db', at)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(readFileSync(path.join(folder.path, 'store.db')).equals(before)).toBe(true)
})

test('with the clock set back a copy is taken all the same', async () => {
  const laptop = await opened()
  laptop.store.backUpWhenDue()
  at -= 30 * A_DAY
  expect([laptop.store.backUpWhenDue(), days().length]).toEqual([true, 2])
  await laptop.close()
})
