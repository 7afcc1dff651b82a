import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aComment, aKept } from '../../../tests/support/an-act.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { addTypedAs, readTypedAs } from '../db/typed-as.ts'
import { readComments } from '../read/comments.ts'
import { readKeptWarnings } from '../read/kept-warnings.ts'
import { makeAct } from './make-act.ts'
import { redo, undo } from './undo.ts'
import { writeGesture } from './write-gesture.ts'

const SITE = '0427'
const cell = (day: number) => ({ lineId: 'valetDaily', period: `2026-06-0${day}` })
const MARA = { sub: 'mara', name: 'Mara' }

let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
  laptop.write('valetDaily', '2026-06-05', 30_000_000)
  await laptop.sync()
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

/** Moves the number of a day to another, as cut and paste do. */
function move(from: number, to: number): void {
  const gesture = {
    gestureId: randomUUID(),
    siteId: SITE,
    label: 'Moved',
    source: 'paste' as const,
    writes: [
      { ...cell(from), value: null },
      { ...cell(to), value: 30_000_000 },
    ],
    moves: [{ from: cell(from), to: cell(to) }],
  }
  writeGesture(laptop.db, gesture, laptop.author())
  writeGesture(laptop.db, gesture, laptop.author()) // the same gesture twice is one
  laptop.runner.tell({ type: 'edited' })
}
const say = (day: number, text: string, answers: string | null = null) => {
  const comment = aComment({ siteId: SITE, ...cell(day), text, answers })
  const author = { ...laptop.author(), name: 'Mara', mayEdit: true }
  makeAct(laptop.db, comment, author)
  laptop.runner.tell({ type: 'edited' })
  return comment.actId
}
const shown = () => readComments(laptop.db, SITE, MARA).map(({ text, period }) => `${period.slice(9)} ${text}`)
const atServer = () => model.review(SITE).comments.map(({ text, period }) => `${period.slice(9)} ${text}`)

test('C4 cut → paste: comments go along at once without a network, and are the same at the server', async () => {
  model.say({ ...cell(5), text: 'Why?' })
  await laptop.sync()
  say(5, 'A convention.')
  move(5, 6)
  expect([shown(), atServer()]).toEqual([['6 Why?', '6 A convention.'], ['5 Why?']])
  say(6, 'Two of them.', readComments(laptop.db, SITE, MARA)[0]?.id)
  await laptop.sync()
  const all = ['6 Why?', '6 A convention.', '6 Two of them.']
  expect([shown(), atServer()]).toEqual([all, all])
})

test('C4 cut → paste: undo and redo take them back and along again, before they were sent and after', async () => {
  model.say({ ...cell(5), text: 'Why?' })
  await laptop.sync()
  move(5, 6)
  undo(laptop.db, laptop.author())
  expect(shown()).toEqual(['5 Why?'])
  redo(laptop.db, laptop.author())
  expect(shown()).toEqual(['6 Why?'])
  await laptop.sync()
  expect([shown(), atServer()]).toEqual([['6 Why?'], ['6 Why?']])
  undo(laptop.db, laptop.author())
  expect(shown()).toEqual(['5 Why?'])
  laptop.runner.tell({ type: 'edited' })
  await laptop.sync()
  expect([shown(), atServer()]).toEqual([['5 Why?'], ['5 Why?']])
})

test('C4 cut → paste: each goes with its own number, also where cells that are moved overlap', () => {
  say(5, 'Five.')
  say(6, 'Six.')
  const moves = [
    { from: cell(5), to: cell(6) },
    { from: cell(6), to: cell(7) },
  ]
  const writes = [
    { ...cell(5), value: null },
    { ...cell(7), value: 1_000_000 },
  ]
  const gesture = { gestureId: randomUUID(), siteId: SITE, label: 'Moved', source: 'paste' as const, writes, moves }
  writeGesture(laptop.db, gesture, laptop.author())
  expect(shown()).toEqual(['6 Five.', '7 Six.'])
  undo(laptop.db, laptop.author())
  expect(shown()).toEqual(['5 Five.', '6 Six.'])
})

test('C4 cut → paste: they go once, whatever becomes of the answer, and from the log alone', async () => {
  model.say({ ...cell(5), text: 'Why?' })
  await laptop.sync()
  move(5, 6)
  await laptop.sync(['good', 'good', 'lost-after'])
  await laptop.sync()
  expect([model.carries, shown(), atServer()]).toEqual([[SITE], ['6 Why?'], ['6 Why?']])
  move(6, 7)
  await laptop.close()
  for (const name of ['store.db', 'store.db-wal', 'store.db-shm']) rmSync(path.join(folder.path, name), { force: true })
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
  await laptop.sync()
  expect(atServer()).toEqual(['7 Why?'])
})

test('C4 cut → paste: refused by the server, they stand where they stood', async () => {
  model.say({ ...cell(5), text: 'Why?' })
  await laptop.sync()
  const take = model.take.bind(model)
  model.take = (acts, name) => {
    for (const { actId } of acts)
      model.acts.set(actId, { actId, status: 'refused', code: 'SITE_NOT_FOUND', message: 'Not yours any more.' })
    return take(acts, name)
  }
  move(5, 6)
  await laptop.sync()
  expect(shown()).toEqual(['5 Why?'])
})

test('C4 cut → paste: what the server refused stays where it was said, and is carried nowhere', async () => {
  const refuse = (actId: string) =>
    model.acts.set(actId, { actId, status: 'refused', code: 'INVALID_DATA_TYPE', message: 'Not here.' })
  refuse(say(5, 'Refused.'))
  const kept = aKept({ siteId: SITE, ...cell(5), rule: 'spike', value: 30_000_000, reason: 'Refused.' })
  makeAct(laptop.db, kept, { ...laptop.author(), name: 'Mara', mayEdit: true })
  refuse(kept.actId)
  await laptop.sync()
  move(5, 6)
  const warned = readKeptWarnings(laptop.db, SITE, MARA).map(({ period, state }) => `${period.slice(9)} ${state}`)
  expect([shown(), warned]).toEqual([['5 Refused.'], ['5 refused']])
  await laptop.sync()
  expect([model.carries, model.review(SITE).kept]).toEqual([[], []])
})

test('C4 cut → paste: arithmetic and kept warnings go along, and stand for the number if it comes back', async () => {
  const place = cell(5)
  addTypedAs(laptop.db, SITE, [{ ...place, value: 30_000_000, text: '=15*2' }])
  const kept = aKept({ siteId: SITE, ...place, rule: 'spike', value: 30_000_000, reason: 'A convention.' })
  makeAct(laptop.db, kept, { ...laptop.author(), name: 'Mara', mayEdit: true })
  move(5, 6)
  const of = (list: readonly { period: string; value: number }[]) =>
    list.map(({ period, value }) => `${period.slice(9)} ${value / 1e6}`)
  expect([of(readTypedAs(laptop.db, SITE)), of(readKeptWarnings(laptop.db, SITE, MARA))]).toEqual([
    ['5 30', '6 30'],
    ['5 30', '6 30'],
  ])
  await laptop.sync()
  await laptop.sync()
  expect(of(model.review(SITE).kept)).toEqual(['5 30', '6 30'])
})
