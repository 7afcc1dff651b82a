import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays } from '../../../shared/core/calendar.ts'
import { DEMO_TODAY } from '../../../shared/core/defaults.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { FAKE_SITES } from '../../../tests/support/fake-data.ts'
import { emptyStore } from '../../../tests/support/synced-store.ts'
import type { OpenStore } from '../db/open.ts'
import { rows } from '../db/store.ts'
import { saveScope } from '../db/scopes.ts'
import { replaceSites } from '../db/sites.ts'
import { prepareRollups } from './prepare-rollups.ts'
import { openRollups } from './rollup.ts'

let folder: ReturnType<typeof aFolder>
let store: OpenStore
let due: { readonly ms: number; readonly work: () => void } | null
let today = DEMO_TODAY
const report = (thrown: unknown): never => {
  throw thrown
}
const later = (ms: number, work: () => void) => {
  due = { ms, work }
  return () => {
    due = null
  }
}
/** Lets the time that was asked for pass, and what it was for be done. */
const pass = async () => {
  const { ms, work } = due ?? { ms: -1, work: () => {} }
  due = null
  work()
  await expect.poll(() => due).not.toBe(null)
  return ms
}
const prepared = () => rows<{ site_id: string }>(store.db, 'SELECT site_id FROM kept_year').map((row) => row.site_id)
const load = (siteId: string, loaded: boolean) =>
  saveScope(store.db, {
    scopeId: `${siteId}:2026`,
    siteId,
    year: 2026,
    visible: true,
    loaded,
    cursor: 0,
    headSeq: 0,
    needsSnapshot: false,
    snapshotPage: null,
    generation: 1,
    doubt: 0,
    removal: 0,
  })

beforeEach(async () => {
  folder = aFolder()
  store = await emptyStore(folder.path)
  today = DEMO_TODAY
  replaceSites(store.db, FAKE_SITES)
  load('0427', true)
  load('0431', true)
  load('0612', false)
})
afterEach(() => {
  store.close()
  folder.remove()
})

test('loaded sites are computed one by one after the start, and again on another day', async () => {
  const stop = prepareRollups(openRollups(store.db), () => today, later, report)
  expect(prepared()).toEqual([])
  const waits = [await pass()]
  expect(prepared()).toEqual(['0427'])
  waits.push(await pass())
  expect(prepared()).toEqual(['0427', '0431'])
  waits.push(await pass()) // nothing is left
  waits.push(await pass()) // the next look
  expect(waits).toEqual([5_000, 150, 150, 600_000])
  today = addDays(DEMO_TODAY, 1)
  store.db.exec('DELETE FROM kept_year')
  await pass()
  expect(prepared()).toEqual(['0427'])
  await stop()
  expect(due).toBe(null)
})

test('nothing is computed beside somebody who is typing', async () => {
  let since = 500
  const stop = prepareRollups(
    openRollups(store.db),
    () => today,
    later,
    report,
    () => since,
  )
  await pass()
  expect(prepared()).toEqual([])
  since = 2000
  expect(await pass()).toBe(2000)
  expect(prepared()).toEqual(['0427'])
  await stop()
})

test('the end of it waits for the site that is being computed, so that the store can be closed', async () => {
  const stop = prepareRollups(openRollups(store.db), () => today, later, report)
  due?.work()
  await stop()
  expect(prepared()).toEqual(['0427'])
  expect(due).toBe(null)
})
