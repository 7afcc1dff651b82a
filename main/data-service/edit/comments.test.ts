import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aComment } from '../../../tests/support/an-act.ts'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import type { Role } from '../../../shared/contract/api.ts'
import { countActs, findAct } from '../db/acts.ts'
import { addSeenComments } from '../db/comments-seen.ts'
import { unlock } from '../db/pragmas.ts'
import { readComments } from '../read/comments.ts'
import { listSites } from '../read/sites.ts'
import { makeAct, withdrawAct } from './make-act.ts'

const CELL = { siteId: '0427', lineId: 'valetDaily', period: '2026-06-05' }
const MARA = { sub: 'mara', name: 'Mara' }

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
const say = (changed: Partial<ReturnType<typeof aComment>> = {}, by = author()) => {
  const comment = aComment({ ...CELL, ...changed })
  makeAct(laptop.db, comment, by)
  laptop.runner.tell({ type: 'edited' })
  return comment.actId
}
const shown = () => readComments(laptop.db, '0427', MARA).map(({ text, state, isMine }) => [text, state, isMine])
const atServer = () => model.review('0427').comments.map(({ text }) => text)
const stateOf = (id: string) => findAct(laptop.db, id)?.state

test('a comment made without a network stands at its cell at once and is sent once, after the number it is about', async () => {
  laptop.write('valetDaily', '2026-06-05', 30_000_000)
  const id = say({ text: 'A convention.' })
  expect(shown()).toEqual([['A convention.', 'waiting', true]])
  await laptop.sync(['lost-before'])
  expect([stateOf(id), atServer()]).toEqual(['waiting', []])
  await laptop.sync()
  expect([stateOf(id), atServer(), shown()]).toEqual(['accepted', ['A convention.'], [['A convention.', 'sent', true]]])
})

test('it is one comment, whatever becomes of its answer: lost, cut in half, or the process ends on the way', async () => {
  for (const fate of ['lost-after', 'crash-after', 'half', 'crash-before'] as const) {
    say({ text: fate })
    await laptop.sync(['good', fate])
    await laptop.sync()
    await laptop.sync()
  }
  const all = ['lost-after', 'crash-after', 'half', 'crash-before']
  expect([atServer(), shown()]).toEqual([all, all.map((text) => [text, 'sent', true])])
})

test('a kill between keeping and sending loses none: it comes back from either of its two copies', async () => {
  const id = say({ text: 'Kept twice.' })
  await laptop.close()
  const db = unlock(new Sqlite(path.join(folder.path, 'store.db')), A_KEY)
  db.exec('DELETE FROM act')
  db.close()
  laptop = await Laptop.open(folder.path, 'mara', model)
  expect(shown()).toEqual([['Kept twice.', 'waiting', true]])
  await laptop.close()
  rmSync(path.join(folder.path, 'edits.log'))
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
  expect([stateOf(id), atServer()]).toEqual(['accepted', ['Kept twice.']])
})

test('one the server refuses keeps its text, at its cell and in the queue, until it is put away', async () => {
  const id = say({ text: 'A long explanation.' })
  model.acts.set(id, { actId: id, status: 'refused', code: 'INSUFFICIENT_PERMISSIONS', message: 'Not your site.' })
  await laptop.sync()
  expect(readComments(laptop.db, '0427', MARA)).toMatchObject([
    { text: 'A long explanation.', state: 'refused', message: 'Not your site.' },
  ])
  expect(countActs(laptop.db)).toEqual({ unsent: 0, refused: 1 })
  withdrawAct(laptop.db, id, laptop.author().log)
  expect([shown(), countActs(laptop.db).refused]).toEqual([[], 0])
})

test('one that was not sent may be deleted, with its author’s own answers to it', async () => {
  const id = say()
  const answer = say({ answers: id, text: 'And another thing.' })
  withdrawAct(laptop.db, id, laptop.author().log)
  await laptop.sync()
  expect([stateOf(id), stateOf(answer), shown(), atServer()]).toEqual(['withdrawn', 'withdrawn', [], []])
})

test('others’ comments come with sync, are counted until they were looked at, and cost no request when there are none', async () => {
  const count = () => listSites(laptop.db, MARA).map(({ newComments }) => newComments)
  const id = model.say({ ...CELL, text: 'Why so few?' })
  await laptop.sync()
  expect(readComments(laptop.db, '0427', MARA)).toMatchObject([
    { text: 'Why so few?', by: 'Dana', isNew: true, isMine: false, state: 'sent' },
  ])
  expect(count()[0]).toBe(1)
  addSeenComments(laptop.db, [id, id])
  expect([count()[0], readComments(laptop.db, '0427', MARA)[0]?.isNew]).toEqual([0, false])
  say({ answers: id, settles: true, text: 'Put right.' })
  await laptop.sync()
  expect(count()[0]).toBe(0)
})

test('who only reads may comment; an answer to nothing and a line nobody knows are told at once', () => {
  say({ text: 'From above.' }, author(['regional_vp'], false))
  expect(shown()).toEqual([['From above.', 'waiting', true]])
  expect(() => say({ answers: randomUUID() })).toThrow('was not said about this cell')
  expect(() => say({ lineId: 'noSuchLine' })).toThrow('There is no line noSuchLine.')
  expect(() => say({ siteId: '9999' })).toThrow('9999')
  expect(countActs(laptop.db).unsent).toBe(1)
})
