import { afterEach, beforeEach, expect, test } from 'vitest'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { type OpenStore, openStore } from './open.ts'
import { countOpen, dropDraft, showDraft } from './operations.ts'
import { inTransaction, rows } from './store.ts'

let folder: ReturnType<typeof aFolder>
let store: OpenStore
beforeEach(async () => {
  folder = aFolder()
  store = await openStore(folder.path, A_KEY)
})
afterEach(() => {
  store.close()
  folder.remove()
})

const aPlace = (siteId: string, day: number) => ({ siteId, period: `2026-05-0${day}`, lineId: 'valetDaily' })
const show = (siteId: string, day: number, value: number) =>
  showDraft(store.db, { ...aPlace(siteId, day), value, opId: `${siteId}-${day}-${value}` })
const waiting = (siteId?: string) => countOpen(store.db, siteId).waiting

test('the count of unsent cells follows what is typed, typed again, settled and rolled back', () => {
  show('0427', 1, 10)
  show('0427', 2, 20)
  show('0431', 1, 30)
  show('0427', 1, 11) // the same cell again
  expect([waiting('0427'), waiting('0431'), waiting()]).toEqual([2, 1, 3])
  dropDraft(store.db, aPlace('0427', 2))
  dropDraft(store.db, aPlace('0427', 9)) // nothing is shown there
  expect([waiting('0427'), waiting('0431'), waiting()]).toEqual([1, 1, 2])
  expect(() =>
    inTransaction(store.db, () => {
      show('0427', 3, 40)
      dropDraft(store.db, aPlace('0431', 1))
      throw new Error('the disk is full')
    }),
  ).toThrow('the disk is full')
  expect([waiting('0427'), waiting('0431'), waiting()]).toEqual([1, 1, 2])
})

test('the count of unsent cells is the same after the store was closed and opened', async () => {
  show('0427', 1, 10)
  show('0431', 1, 30)
  store.close()
  store = await openStore(folder.path, A_KEY)
  expect([waiting('0427'), waiting('0431'), waiting('0500'), waiting()]).toEqual([1, 1, 0, 2])
})

test('a keystroke looks up what can be redone without reading all that was ever typed', () => {
  const plan = rows<{ detail: string }>(
    store.db,
    `EXPLAIN QUERY PLAN UPDATE gesture SET step = 'dropped' WHERE step = 'undone'`,
  )
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('INDEX gesture_undone')])
})
