import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { A_KEY, aFolder, aGesture, anOpening, startService } from '../../../tests/support/data-service.ts'
import { Model, startFarEnd, aSite } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { writeGesture } from '../edit/write-gesture.ts'
import { migrate, MIGRATIONS } from './migrate.ts'
import { readMeta, writeMeta } from './meta.ts'
import { openStore } from './open.ts'
import { unreadRecovery } from './recoveries.ts'
import { rows } from './store.ts'

let folder: ReturnType<typeof aFolder>
beforeEach(() => {
  folder = aFolder()
})
afterEach(() => folder.remove())

const file = () => path.join(folder.path, 'store.db')
/** What has shipped; only ever grows. */
const shipped = JSON.parse(readFileSync(new URL('./schema.json', import.meta.url), 'utf8')) as Record<string, string[]>
const OTHER_KEY = 'fedcba9876543210'.repeat(4)

test('a store is made once, opened again, and is the same laptop', async () => {
  const first = await openStore(folder.path, A_KEY)
  const device = rows(first.db, `SELECT value FROM meta WHERE name = 'deviceId'`)
  first.close()
  const second = await openStore(folder.path, A_KEY)
  expect([first.created, second.created]).toEqual([true, false])
  expect(rows(second.db, `SELECT value FROM meta WHERE name = 'deviceId'`)).toEqual(device)
  expect(second.db.pragma('synchronous', { simple: true })).toBe(2)
  second.close()
})

test('a wrong key is told as one, with or without the fingerprint, and the store stays as it is', async () => {
  ;(await openStore(folder.path, A_KEY)).close()
  const before = readFileSync(file())
  await expect(openStore(folder.path, OTHER_KEY)).rejects.toMatchObject({ code: 'KEY_STORE_UNREADABLE' })
  rmSync(path.join(folder.path, 'key.check'))
  await expect(openStore(folder.path, OTHER_KEY)).rejects.toMatchObject({ code: 'KEY_STORE_UNREADABLE' })
  expect(readFileSync(file()).equals(before)).toBe(true)
  ;(await openStore(folder.path, A_KEY)).close()
})

test('a damaged store and a file that is none are set aside whole, and a new store opens in their place', async () => {
  ;(await openStore(folder.path, A_KEY)).close()
  const damagedBytes = readFileSync(file())
  damagedBytes.fill(7, 0, 600)
  const strange = [damagedBytes, Buffer.from('SQLite format 3\0 and then some'), Buffer.from('not a store at all')]
  for (const bytes of strange) {
    writeFileSync(file(), bytes)
    const store = await openStore(folder.path, A_KEY)
    expect(unreadRecovery(store.db)).toMatchObject({ damaged: 'store', recovered: [], setAside: ['store.db'] })
    store.close()
  }
  const kept = path.join(folder.path, 'quarantine')
  const found = readdirSync(kept).sort()
  expect(found.map((at) => readFileSync(path.join(kept, at, 'store.db')))).toEqual(strange)
})

test('two cannot have one store open, and the first one to stop lets the other in', async () => {
  const first = await openStore(folder.path, A_KEY)
  await expect(openStore(folder.path, A_KEY, { lockWaitMs: 50 })).rejects.toMatchObject({
    code: 'STORE_UNREADABLE',
    message: expect.stringContaining('another Frontline'),
  })
  first.close()
  ;(await openStore(folder.path, A_KEY, { lockWaitMs: 50 })).close()
})

test('another process cannot open it either, and a killed one leaves no lock behind', async () => {
  const far = await startFarEnd()
  const service = await startService()
  await service.call('store.open', anOpening({ folder: folder.path, apiUrl: far.url }))
  await expect(openStore(folder.path, A_KEY, { lockWaitMs: 50 })).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
  await service.kill()
  ;(await openStore(folder.path, A_KEY, { lockWaitMs: 50 })).close()
  await far.close()
})

test('a store that a newer Frontline changed is only read, and stays as it is', async () => {
  const store = await openStore(folder.path, A_KEY)
  store.db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
  writeMeta(store.db, 'minWriterRev', '4')
  store.close()
  const before = readFileSync(file())
  const older = await openStore(folder.path, A_KEY)
  expect([older.readOnly, readMeta(older.db, 'minWriterRev')]).toEqual([true, '4'])
  expect(() => writeMeta(older.db, 'epoch', 'mine')).toThrow('readonly')
  older.close()
  expect(readFileSync(file()).equals(before)).toBe(true)
})

test('a store that a newer Frontline only added to is worked in as ever', async () => {
  const store = await openStore(folder.path, A_KEY)
  store.db.exec('ALTER TABLE op ADD COLUMN later TEXT')
  store.db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
  store.close()
  const older = await openStore(folder.path, A_KEY)
  expect(older.readOnly).toBe(false)
  writeMeta(older.db, 'epoch', 'mine')
  expect(older.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length + 1)
  older.close()
})

const schemaOf = (db: Sqlite.Database): Record<string, string[]> =>
  Object.fromEntries(
    rows<{ name: string }>(
      db,
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    ).map(({ name }) => [
      name,
      (db.pragma(`table_info(${name})`) as { name: string; type: string }[]).map(
        (column) => `${column.name} ${column.type}`,
      ),
    ]),
  )

test('migrations only ever add: no table or column that shipped is gone or changed', () => {
  const db = new Sqlite(':memory:')
  migrate(db, () => {})
  const now = schemaOf(db)
  const gone = Object.entries(shipped).flatMap(([table, columns]) =>
    columns.filter((column) => !now[table]?.includes(column)).map((column) => `${table}.${column}`),
  )
  expect(gone).toEqual([])
  expect(Object.keys(shipped)).toEqual(Object.keys(now)) // a new table ships by being written down
})

test('a migration that fails halfway changes nothing, and a copy from before is kept', async () => {
  const store = await openStore(folder.path, A_KEY)
  const copy = path.join(folder.path, 'copy.db')
  const backUp = () => void store.db.prepare('VACUUM INTO ?').run(copy)
  expect(() =>
    migrate(store.db, backUp, [
      ...MIGRATIONS,
      'CREATE TABLE later (a TEXT) STRICT; CREATE TABLE meta (a TEXT) STRICT;',
    ]),
  ).toThrow('already exists')
  expect(schemaOf(store.db)['later']).toBeUndefined()
  expect(store.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
  expect(readFileSync(copy).subarray(0, 15).toString()).not.toBe('SQLite format 3')
  rmSync(copy)
  migrate(store.db, backUp, [...MIGRATIONS, 'CREATE TABLE later (a TEXT) STRICT;'])
  expect(schemaOf(store.db)['later']).toEqual(['a TEXT'])
  store.close()
})

test('no name, note or number that is in the store can be read from any of its files', async () => {
  const model = new Model()
  model.sites = [aSite({ name: 'CANARY-HOTEL-7391' })]
  const laptop = await Laptop.open(folder.path, 'CANARY-SUBJECT', model)
  await laptop.sync()
  const value = 73_915_026_887
  const opened = () =>
    readdirSync(folder.path)
      .filter((name) => name.includes('.'))
      .map((name) => [name, readFileSync(path.join(folder.path, name))] as const)
  writeGesture(laptop.db, aGesture({ gestureId: randomUUID(), label: 'CANARY-LABEL-5582', value }), laptop.author())
  const number = Buffer.alloc(6)
  number.writeUIntBE(value, 0, 6)
  const needles = ['CANARY', 'valetDaily', '2026-04-16', 'CREATE TABLE'].map((text) => Buffer.from(text))
  const hits = () =>
    opened().flatMap(([name, bytes]) =>
      [...needles, number].filter((needle) => bytes.includes(needle)).map((needle) => `${name}: ${needle.toString()}`),
    )
  expect(opened().map(([name]) => name)).toEqual(expect.arrayContaining(['edits.log', 'store.db-wal']))
  expect(readFileSync(path.join(folder.path, 'edits.log')).length).toBeGreaterThan(200)
  expect(hits()).toEqual([])
  await laptop.close()
  expect(hits()).toEqual([])
  // The same search does find them in a store without the cipher.
  const plain = new Sqlite(path.join(folder.path, 'plain.db'))
  migrate(plain, () => {})
  plain.close()
  expect(hits()).toContain('plain.db: CREATE TABLE')
  expect(execFileSync('head', ['-c', '15', file()]).toString('latin1')).not.toBe('SQLite format 3')
})

test('what waits is counted and found without reading the history', () => {
  const db = new Sqlite(':memory:')
  migrate(db, () => {})
  const plan = (text: string) =>
    (db.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ')
  expect(plan(`SELECT count(*) FROM op WHERE state = 'conflict'`)).toContain('INDEX op_conflict')
  expect(plan(`SELECT count(*) FROM op WHERE state = 'rejected' AND site_id = '0427'`)).toContain('INDEX op_rejected')
  expect(plan(`SELECT * FROM op WHERE state = 'inflight' ORDER BY n LIMIT 9`)).toBe('SCAN op USING INDEX op_inflight')
  expect(plan(`SELECT * FROM op WHERE state = 'pending' AND base_ver >= 0 ORDER BY n LIMIT 9`)).toBe(
    'SCAN op USING INDEX op_pending',
  )
})
