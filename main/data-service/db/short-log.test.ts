import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { writeMeta } from './meta.ts'
import { type OpenStore, openStore } from './open.ts'
import { keepLogShort } from './short-log.ts'
import { inTransaction } from './store.ts'

let folder: ReturnType<typeof aFolder>
let store: OpenStore
let due: { readonly ms: number; readonly work: () => void } | null
let stop: () => void

beforeEach(async () => {
  folder = aFolder()
  store = await openStore(folder.path, A_KEY)
  due = null
  stop = keepLogShort(
    store.db,
    (ms, work) => {
      const mine = (due = { ms, work })
      return () => {
        if (due === mine) due = null
      }
    },
    (thrown) => {
      throw thrown
    },
  )
})
afterEach(() => {
  stop()
  store.close()
  folder.remove()
})

const save = () => inTransaction(store.db, () => writeMeta(store.db, 'deviceId', randomUUID()))
const saves = (count: number) => {
  for (let i = 0; i < count; i += 1) save()
}
/** The time that was asked for passes. */
const pass = () => {
  const { ms, work } = due ?? { ms: -1, work: () => {} }
  due = null
  work()
  return ms
}
const logBytes = () => statSync(path.join(folder.path, 'store.db-wal')).size
test('two seconds after the last save the log is empty', () => {
  saves(3)
  expect(logBytes()).toBeGreaterThan(0)
  expect(pass()).toBe(2000)
  expect([logBytes(), due]).toEqual([0, null])
})

test('somebody who saves on and on has the log copied between two saves, and emptied at the next pause', () => {
  saves(24)
  const bytes = logBytes()
  expect(pass()).toBe(40)
  saves(5) // written over what was copied
  expect(logBytes()).toBe(bytes)
  expect(pass()).toBe(2000)
  expect(logBytes()).toBe(0)
})

test('a transaction inside another one is told with it, and one that fails not at all', () => {
  inTransaction(store.db, () => {
    save()
    expect(due).toBe(null)
  })
  expect(due?.ms).toBe(2000)
  pass()
  const failing = () =>
    inTransaction(store.db, () => {
      throw new Error('full')
    })
  expect(failing).toThrow('full')
  expect(due).toBe(null)
})

test('a store that is being closed is left alone', () => {
  save()
  stop()
  save()
  expect(due).toBe(null)
})
