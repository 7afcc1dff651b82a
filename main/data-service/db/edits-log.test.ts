import { randomUUID } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { A_KEY, aFolder, aGesture } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { undo } from '../edit/undo.ts'
import { writeGesture } from '../edit/write-gesture.ts'
import { type EditsLog, LOG_NAME, openEditsLog } from './edits-log.ts'
import { openOperations, operationsOfGesture } from './operations.ts'
import { unreadRecovery } from './recoveries.ts'

let folder: ReturnType<typeof aFolder>
beforeEach(() => {
  folder = aFolder()
})
afterEach(() => folder.remove())

const file = () => path.join(folder.path, LOG_NAME)
const anEdit = (label: string): Parameters<EditsLog['append']>[0][number] => {
  const gestureId = randomUUID()
  const savedAt = '2026-04-10T14:42:00.000Z'
  const place = { gestureId, siteId: '0427', source: 'typed' as const, editedAt: savedAt }
  const op = { ...place, opId: randomUUID(), period: '2026-04-16', lineId: 'valetDaily', state: 'pending' as const }
  return {
    gesture: { gestureId, siteId: '0427', label, source: 'typed', savedAt, cells: 1, digest: 'd', step: 'done' },
    ops: [{ ...op, baseVer: 3, baseValue: null, before: 7, value: 8 }],
  }
}
const labels = (log: EditsLog) =>
  [...log.read()].map((found) => (found.kind === 'edit' ? found.edit.gesture.label : found.kind))
const logOf = (...edits: string[]): EditsLog => {
  const log = openEditsLog(folder.path, A_KEY)
  for (const label of edits) log.append([anEdit(label)])
  return log
}
const opened = async () => {
  const laptop = await Laptop.open(folder.path, 'mara', new Model())
  await laptop.sync()
  return laptop
}
const waiting = (laptop: Laptop) =>
  openOperations(laptop.db).map(({ lineId, period, value, state }) => [lineId, period, value, state])

test('what was written down is read again, in its order, and only with its key', () => {
  const log = openEditsLog(folder.path, A_KEY)
  const edits = [anEdit('first'), anEdit('second')]
  log.append(edits)
  log.close()
  const again = openEditsLog(folder.path, A_KEY)
  expect([...again.read()].map((found) => found.kind === 'edit' && found.edit)).toEqual(edits)
  again.close()
  const other = openEditsLog(folder.path, 'f'.repeat(64))
  expect(labels(other)).toEqual(['unreadable'])
  other.close()
})

test('a record that a power cut left half written costs only itself', () => {
  logOf('first', 'second').close()
  truncateSync(file(), statSync(file()).size - 5)
  const log = openEditsLog(folder.path, A_KEY)
  expect(labels(log)).toEqual(['first', 'torn'])
  log.append([anEdit('third')])
  expect(labels(log)).toEqual(['first', 'unreadable', 'third'])
  log.close()
})

test('what was appended by a transaction that was rolled back is forgotten', () => {
  const log = logOf('first')
  const mark = log.mark()
  log.append([anEdit('second')])
  log.takeBack(mark)
  log.append([anEdit('third')])
  expect(labels(log)).toEqual(['first', 'third'])
  log.close()
})

test('always: damage costs the records it touches and no other', () => {
  const log = logOf(...Array.from({ length: 8 }, (_, i) => `edit ${i}`))
  const whole = readFileSync(file())
  const ends = [...log.read()].map((found) => found.to)
  log.close()
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.integer({ min: 1, max: 60 }),
      (at, by, long) => {
        const damaged = Buffer.from(whole)
        const to = Math.min(at + long, whole.length)
        for (let i = at; i < to; i += 1) damaged[i] = (damaged[i] ?? 0) ^ by
        writeFileSync(file(), damaged)
        const again = openEditsLog(folder.path, A_KEY)
        const untouched = ends.flatMap((end, i) => (to <= (ends[i - 1] ?? 0) || at >= end ? [`edit ${i}`] : []))
        expect(labels(again).filter((label) => label.startsWith('edit'))).toEqual(untouched)
        again.close()
      },
    ),
    { numRuns: 60 },
  )
})

test('an edit that only the log still has comes back as typed, once', async () => {
  let laptop = await opened()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  laptop.write('valetDaily', '2026-04-16', 6_000_000)
  laptop.write('selfDaily', '2026-04-17', 7_000_000)
  laptop.db.exec('DELETE FROM op; DELETE FROM draft; DELETE FROM gesture') // what a lost write-ahead log looks like
  await laptop.close()
  const back = [
    ['valetDaily', '2026-04-16', 6_000_000, 'pending'],
    ['selfDaily', '2026-04-17', 7_000_000, 'pending'],
  ]
  for (let start = 0; start < 2; start += 1) {
    laptop = await Laptop.open(folder.path, 'mara', new Model())
    expect(waiting(laptop)).toEqual(back)
    await laptop.close()
  }
  laptop = await opened()
  expect(laptop.model.find('valetDaily', '2026-04-16')?.value).toBe(6_000_000)
  expect(laptop.model.find('selfDaily', '2026-04-17')?.value).toBe(7_000_000)
  await laptop.close()
})

test('an older edit of a cell never comes back over a newer one', async () => {
  const laptop = await opened()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  const [older] = openOperations(laptop.db)
  laptop.write('valetDaily', '2026-04-16', 6_000_000)
  laptop.db.prepare('DELETE FROM op WHERE op_id = ?').run(older?.opId)
  await laptop.close()
  const again = await Laptop.open(folder.path, 'mara', new Model())
  expect(waiting(again)).toEqual([['valetDaily', '2026-04-16', 6_000_000, 'pending']])
  expect(operationsOfGesture(again.db, older?.gestureId ?? '').map(({ state }) => state)).toEqual(['superseded'])
  await again.close()
})

test('typing, undo and redo all stand in the log; what was refused does not', async () => {
  const laptop = await opened()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  undo(laptop.db, laptop.author())
  expect(() => laptop.write('valetDaily', '2026-01-02', 5_000_000)).toThrow('closed')
  expect(labels(laptop.store.log)).toEqual(['valetDaily 2026-04-16', 'Undo: valetDaily 2026-04-16'])
  await laptop.close()
})

test('when the store cannot commit, the log forgets the edit too', async () => {
  const laptop = await opened()
  laptop.db.exec(`CREATE TEMP TRIGGER full AFTER INSERT ON main.gesture WHEN new.label = 'no'
    BEGIN SELECT RAISE(ABORT, 'no space'); END`)
  expect(() => writeGesture(laptop.db, aGesture({ label: 'no' }), laptop.author())).toThrow('no space')
  writeGesture(laptop.db, aGesture({ label: 'yes' }), laptop.author())
  expect(labels(laptop.store.log)).toEqual(['yes'])
  await laptop.close()
})

const DAYS = 86_400_000

test('the log lets go of what the server has had for 35 days, and keeps what still waits', async () => {
  let at = Date.parse('2026-04-10T10:00:00Z')
  const model = new Model()
  let laptop = await Laptop.open(folder.path, 'mara', model, () => at)
  await laptop.sync()
  for (let day = 16; day < 22; day += 1) laptop.write('valetDaily', `2026-04-${day}`, day * 1_000_000)
  await laptop.sync()
  model.refuse = () => ({ status: 'rejected', code: 'PERIOD_LOCKED', message: 'closed' })
  laptop.write('selfDaily', '2026-04-16', 3_000_000)
  await laptop.sync()
  for (const [days, left] of [
    [34, 7],
    [36, 1],
  ] as const) {
    await laptop.close()
    at = Date.parse('2026-04-10T10:00:00Z') + days * DAYS
    laptop = await Laptop.open(folder.path, 'mara', model, () => at)
    expect(labels(laptop.store.log)).toHaveLength(left)
  }
  expect(labels(laptop.store.log)).toEqual(['selfDaily 2026-04-16'])
  expect(unreadRecovery(laptop.db)).toBeNull()
  await laptop.close()
})

test('a record that a crash cut short is kept aside and makes no noise', async () => {
  const laptop = await opened()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  await laptop.close()
  appendFileSync(file(), readFileSync(file()).subarray(0, 50))
  const again = await opened()
  expect([unreadRecovery(again.db), labels(again.store.log)]).toEqual([null, ['valetDaily 2026-04-16']])
  expect(readdirSync(path.join(folder.path, 'quarantine'))).toHaveLength(1)
  await again.close()
})

test('bytes of the log that cannot be read are set aside and told, never dropped', async () => {
  const laptop = await opened()
  laptop.write('valetDaily', '2026-04-16', 5_000_000)
  await laptop.close()
  appendFileSync(file(), 'not a record')
  const again = await opened()
  const report = unreadRecovery(again.db)
  expect(report).toMatchObject({
    damaged: 'log',
    recovered: [],
    setAside: [expect.stringMatching(/^edits\.log\.from-\d+$/)],
  })
  const [at = ''] = readdirSync(path.join(folder.path, 'quarantine'))
  expect(readFileSync(path.join(folder.path, 'quarantine', at, report?.setAside[0] ?? ''), 'utf8')).toBe('not a record')
  expect(labels(again.store.log)).toEqual(['valetDaily 2026-04-16'])
  await again.close()
})
