import { afterEach, beforeEach, expect, test } from 'vitest'
import { daysOf, monthsOf } from '../../../shared/core/calendar.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { countScope } from '../db/cells.ts'
import { askedScopes, findScope } from '../db/scopes.ts'
import { syncStore } from '../db/sync-store.ts'
import { decideRemoval, massRemovalOf } from './mass-removal.ts'

const DAYS = monthsOf(2026).flatMap(daysOf).slice(65)
const SCOPE = '0427:2026'

let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  model.years = [2026]
  for (const period of DAYS) model.write({ lineId: 'valetDaily', period, scenario: 'forecast', value: 5_000_000 })
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
})
afterEach(async () => {
  if (laptop.bugs.length > 0) throw new Error(`the runner reported ${String(laptop.bugs[0])}`)
  await laptop.close()
  folder.remove()
})

const cells = () => countScope(laptop.db, '0427', 2026)
const asks = () => askedScopes(laptop.db).map(massRemovalOf)
const syncTimes = async (times: number) => {
  for (let i = 0; i < times; i += 1) await laptop.sync()
}
/** The server answers the whole snapshot anew, and has nothing any more. */
const emptied = () => {
  model.cells.clear()
  model.log.length = 0
  model.minCursor = model.seq + 1
  model.seq += 2
}

test('a server that suddenly has nothing empties no laptop: the cells stay and the person is asked', async () => {
  laptop.write('valetDaily', '2026-05-04', 77_000_000)
  emptied()
  await syncTimes(4)
  expect(cells()).toBeGreaterThanOrEqual(DAYS.length)
  expect(asks()).toEqual([{ scopeId: SCOPE, siteId: '0427', year: 2026, cells: expect.any(Number) as number }])
  const asked = model.seq
  await syncTimes(3) // nothing is fetched over and over while the question stands
  expect([model.seq, asks().length, cells() >= DAYS.length]).toEqual([asked, 1, true])
})

test('whoever keeps the cells has the server asked again, and is asked again when it says the same', async () => {
  emptied()
  await syncTimes(3)
  decideRemoval(syncStore(laptop.db), SCOPE, false)
  expect([asks().length, cells()]).toEqual([0, DAYS.length])
  await syncTimes(3)
  expect([asks().length, cells()]).toEqual([1, DAYS.length])
})

test('whoever keeps the cells has them again when the server’s mistake is over, and nothing is asked any more', async () => {
  const whole = new Map(model.cells)
  const log = [...model.log]
  emptied()
  await syncTimes(3)
  expect(asks()).toHaveLength(1)
  for (const [key, cell] of whole) model.cells.set(key, cell)
  model.log.push(...log)
  decideRemoval(syncStore(laptop.db), SCOPE, false)
  await syncTimes(2)
  expect([asks().length, cells(), findScope(laptop.db, SCOPE)?.needsSnapshot]).toEqual([0, DAYS.length, false])
})

test('what the person lets go is removed, and deciding twice is told as settled', async () => {
  emptied()
  await syncTimes(3)
  const [asked] = asks()
  decideRemoval(syncStore(laptop.db), SCOPE, true)
  expect(() => decideRemoval(syncStore(laptop.db), SCOPE, true)).toThrow('nothing to decide')
  await syncTimes(2)
  expect([asked?.cells, asks().length, cells()]).toEqual([DAYS.length, 0, 0])
})

test('a page of the feed that tells hundreds of lines as removed is asked about too, a few are not', async () => {
  const remove = (periods: readonly string[]) => {
    for (const period of periods) {
      const cell = model.write({ lineId: 'valetDaily', period, scenario: 'forecast', value: null })
      model.cells.set(model.keyOf(cell), { ...cell, deleted: true })
    }
  }
  remove(DAYS.slice(0, 10))
  await laptop.sync()
  expect(asks()).toEqual([])
  const shown = () => DAYS.filter((period) => syncStore(laptop.db).baseOf(at(period)).value !== null).length
  const at = (period: string) => ({ siteId: '0427', lineId: 'valetDaily', period })
  expect(shown()).toBe(DAYS.length - 10)
  remove(DAYS.slice(10, 280))
  await syncTimes(3)
  expect([asks()[0]?.cells, shown()]).toEqual([270, DAYS.length - 10])
  decideRemoval(syncStore(laptop.db), SCOPE, true)
  await syncTimes(2)
  expect([asks().length, shown()]).toEqual([0, 20])
})
