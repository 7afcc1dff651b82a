import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aKept } from '../../../tests/support/an-act.ts'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import type { Role } from '../../../shared/contract/api.ts'
import { countActs, findAct, openActsOf } from '../db/acts.ts'
import { MIGRATIONS } from '../db/migrate.ts'
import { unlock } from '../db/pragmas.ts'
import { makeAct, withdrawAct } from '../edit/make-act.ts'
import { readKeptWarnings } from './kept-warnings.ts'
import { readReview } from './review.ts'

const CELL = { siteId: '0427', lineId: 'valetDaily', period: '2026-06-05', rule: 'value', value: 30_000_000 }

let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

const author = (roles: readonly Role[] = ['account_manager'], mayEdit = true) => ({
  ...laptop.author(),
  roles,
  name: 'Mara',
  mayEdit,
})
const keep = (changed: Partial<ReturnType<typeof aKept>> = {}, by = author()) => {
  const kept = aKept({ ...CELL, reason: 'A convention.', ...changed })
  makeAct(laptop.db, kept, by)
  laptop.runner.tell({ type: 'edited' })
  return kept.actId
}
const shown = () =>
  readKeptWarnings(laptop.db, '0427', { name: 'Mara' }).map(({ reason, by, state }) => [reason, by, state])
const atServer = () => model.review('0427').kept.map(({ reason }) => reason)
const stateOf = (id: string) => findAct(laptop.db, id)?.state

test('a warning kept without a network is off the list at once and sent once, after the number it is about', async () => {
  laptop.write('valetDaily', '2026-06-05', 30_000_000)
  const id = keep()
  expect(shown()).toEqual([['A convention.', 'Mara', 'waiting']])
  await laptop.sync(['lost-before'])
  expect([stateOf(id), atServer()]).toEqual(['waiting', []])
  await laptop.sync()
  expect([stateOf(id), atServer(), shown()]).toEqual([
    'accepted',
    ['A convention.'],
    [['A convention.', 'mara', 'sent']], // as the far end calls her
  ])
})

test('it is one, whatever becomes of its answer: lost, cut in half, or the process ends on the way', async () => {
  for (const [n, fate] of (['lost-after', 'crash-after', 'half', 'crash-before'] as const).entries()) {
    keep({ period: `2026-06-0${n + 1}`, reason: fate })
    await laptop.sync(['good', fate])
    await laptop.sync()
    await laptop.sync()
  }
  expect(atServer()).toEqual(['lost-after', 'crash-after', 'half', 'crash-before'])
  expect(shown().map(([, , state]) => state)).toEqual(['sent', 'sent', 'sent', 'sent'])
})

test('others’ reasons come with sync; the last word on a cell counts, and one’s own that waits is the last', async () => {
  const { siteId: _siteId, ...cell } = CELL
  model.keep({ id: '00000000-0000-4000-8000-000000000001', ...cell, reason: 'The fair.' })
  await laptop.sync()
  expect(shown()).toEqual([['The fair.', 'Dana', 'sent']])
  keep()
  expect(shown()).toEqual([['A convention.', 'Mara', 'waiting']])
})

test('one the server refuses keeps no warning and stands there with its reason, until it is put away', async () => {
  const id = keep()
  model.acts.set(id, { actId: id, status: 'refused', code: 'INSUFFICIENT_PERMISSIONS', message: 'Not your site.' })
  await laptop.sync()
  expect(readKeptWarnings(laptop.db, '0427', { name: 'Mara' })).toMatchObject([
    { reason: 'A convention.', state: 'refused', message: 'Not your site.' },
  ])
  withdrawAct(laptop.db, id, laptop.author().log)
  expect([shown(), countActs(laptop.db)]).toEqual([[], { unsent: 0, refused: 0 }])
})

test('the checklist of the month tells the reason as long as the number is the one it is about', async () => {
  const read = () =>
    readReview(laptop.db, { siteId: '0427', month: '2026-06' }, '2026-04-10', author()).kept.map(({ reason }) => reason)
  laptop.write('valetDaily', '2026-06-05', 30_000_000)
  keep()
  keep({ period: '2026-07-05', reason: 'Another month.' })
  expect(read()).toEqual(['A convention.'])
  await laptop.sync()
  expect(read()).toEqual(['A convention.'])
  laptop.write('valetDaily', '2026-06-05', 31_000_000)
  expect(read()).toEqual([])
})

test('who only reads keeps none; a line or a site nobody knows is told at once', () => {
  expect(() => keep({}, author(['regional_vp'], false))).toThrow('Your role can read this forecast but not change it.')
  expect(() => keep({ lineId: 'noSuchLine' })).toThrow('There is no line noSuchLine.')
  expect(() => keep({ siteId: '9999' })).toThrow('9999')
  expect(countActs(laptop.db).unsent).toBe(0)
})

test('what was kept on this laptop alone becomes steps of its own when the store is opened, and is sent', async () => {
  await laptop.close()
  const db = unlock(new Sqlite(path.join(folder.path, 'store.db')), A_KEY)
  db.exec(`ALTER TABLE kept_warning DROP COLUMN act_id; PRAGMA user_version = ${MIGRATIONS.length - 1};
    INSERT INTO kept_warning (site_id, line_id, period, rule, value, reason, at) VALUES
      ('0427', 'valetDaily', '2026-06-05', 'value', 29000000, 'First thought.', '2026-04-09T10:00:00.000Z'),
      ('0427', 'valetDaily', '2026-06-05', 'value', 30000000, 'A “convention”.', '2026-04-09T11:00:00.000Z'),
      ('0427', 'selfDaily', '2026-06-05', 'value', 5000000, 'The fair.', '2026-04-09T12:00:00.000Z'),
      ('9999', 'selfDaily', '2026-06-05', 'value', 5000000, 'Not seen any more.', '2026-04-09T12:00:00.000Z')`)
  db.close()
  laptop = await Laptop.open(folder.path, 'mara', model)
  const acts = openActsOf(laptop.db, '0427')
  expect(acts.map(({ act, madeAt }) => [act.kind === 'keep' && act.reason, madeAt])).toEqual([
    ['A “convention”.', '2026-04-09T11:00:00.000Z'],
    ['The fair.', '2026-04-09T12:00:00.000Z'],
  ])
  await laptop.sync()
  expect([atServer(), countActs(laptop.db).unsent]).toEqual([['A “convention”.', 'The fair.'], 0])
})
