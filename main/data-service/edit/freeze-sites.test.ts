import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder } from '../../../tests/support/data-service.ts'
import { aSite, Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import type { Role } from '../../../shared/contract/api.ts'
import { countActs } from '../db/acts.ts'
import { listOpenActs } from '../read/review.ts'
import { freezeSites } from './freeze-sites.ts'

const MONTH = '2026-06'
let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  for (const { siteId } of model.sites)
    model.write({ siteId, lineId: 'valetDaily', period: MONTH, scenario: 'budget', value: 900_000_000 })
  model.move({ period: MONTH, state: 'approved' })
  laptop = await Laptop.open(folder.path, 'ines', model)
  await laptop.sync()
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

const freeze = (siteIds: readonly string[], role: Role = 'forecasting_admin') => {
  const author = { ...laptop.author(), roles: [role], name: 'Ines', mayEdit: true }
  const sites = siteIds.map((siteId) => ({ siteId, finaliseId: randomUUID(), freezeId: randomUUID() }))
  const asked = { month: MONTH, months: 3, sites }
  return { told: freezeSites(laptop.db, asked, author), again: () => freezeSites(laptop.db, asked, author) }
}
const moves = (siteId: string) => model.review(siteId).moves.map(({ state }) => state)

test('an approved site is finalised and frozen, offline and once; any other is left, with why', async () => {
  const others = model.sites.map(({ siteId }) => siteId).filter((siteId) => siteId !== '0427')
  const { told, again } = freeze(['0427', ...others])
  expect(told).toEqual([{ siteId: '0427', left: null }, ...others.map((siteId) => ({ siteId, left: 'draft' }))])
  expect(countActs(laptop.db).unsent).toBe(2)
  expect(again()).toEqual(told)
  expect(countActs(laptop.db).unsent).toBe(2)
  await laptop.sync(['lost-after'])
  await laptop.sync()
  expect([countActs(laptop.db).unsent, moves('0427')]).toEqual([0, ['approved', 'finalised']])
  expect(freeze(['0427']).told).toEqual([{ siteId: '0427', left: 'finalised' }])
})

test('only finance freezes, and a site nobody knows stops all of it', () => {
  expect(() => freeze(['0427'], 'district_manager')).toThrow('does not freeze')
  expect(() => freeze(['0427', '9999'])).toThrow('9999')
  expect(countActs(laptop.db).unsent).toBe(0)
})

test('a site that was returned meanwhile stays open and is not frozen; the others are finalised and frozen', async () => {
  model.sites = [...model.sites, aSite({ siteId: '0431', name: 'Lakeside Medical' })]
  model.move({ period: MONTH, state: 'approved' }, '0431')
  await laptop.sync()
  expect(freeze(['0431', '0427']).told.map(({ left }) => left)).toEqual([null, null])
  model.move({ period: MONTH, state: 'returned' }, '0431')
  await laptop.sync()
  await laptop.sync()
  expect([moves('0431'), moves('0427')]).toEqual([
    ['approved', 'returned'],
    ['approved', 'finalised'],
  ])
  const told = listOpenActs(laptop.db).map(({ act, state }) => [act.siteId, act.kind, state])
  expect(told).toEqual([
    ['0431', 'move', 'refused'],
    ['0431', 'freeze', 'refused'],
  ])
})
