import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { checksumOf } from '../db/checksum.ts'
import { run } from '../db/store.ts'
import { syncStore } from '../db/sync-store.ts'
import { WAKE } from './machine.ts'
import { startRunner } from './runner.ts'

let folders: ReturnType<typeof aFolder>[]
beforeEach(() => {
  folders = [aFolder(), aFolder()]
})
afterEach(() => {
  for (const folder of folders) folder.remove()
})

const PLACE = { siteId: '0427', lineId: 'valetDaily', period: '2026-05-04' }
const baseOf = (laptop: Laptop) => syncStore(laptop.db).baseOf(PLACE)

/** Tells with the feed the sum of what a laptop holds that is known to be right. */
class SummingModel extends Model {
  right: Laptop | undefined

  override changes(scopeId: string, cursor: number) {
    const { right } = this
    const answer = super.changes(scopeId, cursor)
    return { ...answer, check: right && !answer.hasMore ? checksumOf(right.db, '0427', 2026) : null }
  }
}

test('data that is not the server’s any more is found by its sum and fetched again, and what was typed stays', async () => {
  const model = new SummingModel()
  model.years = [2026]
  const write = (period: string, value: number) =>
    model.write({ lineId: 'valetDaily', period, scenario: 'forecast', value })
  write('2026-05-04', 5_000_000)
  write('2026-05-05', 6_000_000)
  const [mara, owen] = [
    await Laptop.open(folders[0]?.path ?? '', 'mara', model),
    await Laptop.open(folders[1]?.path ?? '', 'owen', model),
  ]
  await mara.sync()
  await owen.sync()
  // A bit of a cell turns over, and another cell vanishes: neither its version nor its place in the feed says so.
  run(mara.db, `UPDATE cell SET value = 5000001 WHERE period = '2026-05-04'`)
  run(mara.db, `DELETE FROM cell WHERE period = '2026-05-05'`)
  mara.write('valetDaily', '2026-05-07', 9_000_000)
  write('2026-05-06', 7_000_000)
  await mara.sync()
  await owen.sync()
  model.right = owen
  write('2026-05-08', 8_000_000)
  await owen.sync()
  for (let i = 0; i < 3; i += 1) await mara.sync()
  expect(baseOf(mara)).toMatchObject({ value: 5_000_000, ver: 1 })
  expect(checksumOf(mara.db, '0427', 2026)).toEqual(checksumOf(owen.db, '0427', 2026))
  expect(model.find('valetDaily', '2026-05-07')?.value).toBe(9_000_000)
  expect([mara.runner.status().problem, mara.bugs]).toEqual([null, []])
  await mara.close()
  await owen.close()
})

test('a request that never ends is given up after five minutes, told, and asked again', async () => {
  const model = new Model()
  model.years = [2026]
  const laptop = await Laptop.open(folders[0]?.path ?? '', 'mara', model)
  const timers: { ms: number; work: () => void }[] = []
  let isSilent = true
  let asked = 0
  const runner = startRunner({
    store: syncStore(laptop.db),
    api: {
      scopes: () => {
        asked += 1
        return isSilent ? new Promise(() => {}) : Promise.resolve(model.scopes())
      },
      push: async () => [],
      reference: async (site) => model.reference(site),
      snapshot: async (scope, page) => model.snapshot(scope, page),
      changes: async (scope, cursor) => model.changes(scope, cursor),
      acts: async (acts) => model.take(acts),
      review: async (site) => model.review(site),
      requestId: () => undefined,
    },
    me: { sub: 'mara', name: 'Mara' },
    now: Date.now,
    random: () => 0.5,
    newId: () => 'none',
    later: (ms, work) => {
      const timer = { ms, work }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
    },
    year: () => 2026,
    onStatus: () => {},
    onSites: () => {},
    onReview: () => {},
    onCells: () => {},
    report: (bug) => {
      throw bug
    },
  })
  const turn = () => new Promise(setImmediate)
  const fire = (isDue: (ms: number) => boolean) => {
    const at = timers.findIndex(({ ms }) => isDue(ms))
    timers.splice(at, 1)[0]?.work()
  }
  runner.tell({ type: 'asked' })
  await turn()
  expect([runner.status().phase, timers.map(({ ms }) => ms)]).toEqual(['scopes', [300_000]])
  fire((ms) => ms === 300_000)
  for (let i = 0; i < 5; i += 1) await turn()
  expect(runner.status()).toMatchObject({
    phase: 'waiting',
    problem: { kind: 'offline', error: { message: expect.stringContaining('never finished') as string } },
  })
  isSilent = false
  fire((ms) => ms < 300_000)
  while (runner.status().phase !== 'idle') await turn()
  expect([asked, runner.status().problem]).toEqual([2, null])
  // Rested: the watchdog of each request went with it, only the next poll is waited for.
  expect(timers.filter(({ ms }) => ms === 300_000)).toEqual([])
  await runner.close()
  await laptop.close()
})

test('a laptop that wakes asks after a moment by chance, and not at once', async () => {
  const model = new Model()
  model.years = [2026]
  const laptop = await Laptop.open(folders[0]?.path ?? '', 'mara', model)
  await laptop.sync()
  model.write({ lineId: 'valetDaily', period: '2026-05-04', scenario: 'forecast', value: 4_000_000 })
  expect(WAKE).toEqual({ atLeastMs: 0, upToMs: 30_000 }) // sync.md 3.7
  laptop.runner.tell({ type: 'woken' })
  await laptop.rest()
  expect([laptop.runner.status().phase, baseOf(laptop).value]).toEqual(['idle', null])
  await laptop.sync() // the timer it set
  expect(baseOf(laptop).value).toBe(4_000_000)
  await laptop.close()
})
