import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import type { Role } from '../../../shared/contract/api.ts'
import { unsentOf } from '../../../shared/contract/ipc.ts'
import type { NewReviewAct } from '../../../shared/contract/review-sheet.ts'
import { countActs, findAct } from '../db/acts.ts'
import { countOpen } from '../db/operations.ts'
import { unlock } from '../db/pragmas.ts'
import { readReview } from '../read/review.ts'
import { makeAct, withdrawAct } from './make-act.ts'

const MONTH = '2026-06'
const M = 1_000_000
type Move = Extract<NewReviewAct, { kind: 'move' }>

let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  model.write({ lineId: 'valetDaily', period: MONTH, scenario: 'budget', value: 900 * M })
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

const reader = (roles: readonly Role[] = ['account_manager']) => ({ roles, name: 'mara', mayEdit: true })
const author = (roles?: readonly Role[]) => ({ ...laptop.author(), ...reader(roles) })
const move = (action: Move['action'], changed: Partial<Move> = {}): Move => ({
  kind: 'move',
  actId: randomUUID(),
  siteId: '0427',
  period: MONTH,
  action,
  comment: null,
  cells: [],
  ...changed,
})
const make = (act: NewReviewAct, roles?: readonly Role[]) => {
  makeAct(laptop.db, act, author(roles))
  laptop.runner.tell({ type: 'edited' })
  return act.actId
}
const sheet = () => readReview(laptop.db, { siteId: '0427', month: MONTH }, '2026-04-10', reader())
const stateOf = (actId: string) => findAct(laptop.db, actId)?.state
const moves = () => model.review('0427').moves.map(({ state }) => state)

describe('a step made without a network', () => {
  test('is kept, shown as waiting, and sent after the edit it stands on', async () => {
    laptop.write('valetDaily', `${MONTH}-05`, 30 * M)
    const act = make(move('submit', { comment: 'As planned.' }))
    expect(sheet()).toMatchObject({ state: 'submitted', history: [{ isWaiting: true, comment: 'As planned.' }] })
    await laptop.sync(['lost-before'])
    expect([stateOf(act), moves()]).toEqual(['waiting', []])
    await laptop.sync()
    expect([stateOf(act), moves(), model.find('valetDaily', `${MONTH}-05`)?.value]).toEqual([
      'accepted',
      ['submitted'],
      30 * M,
    ])
    expect(sheet()).toMatchObject({ state: 'submitted', history: [{ isWaiting: false }] })
  })

  test('is one step, whatever becomes of its answer: lost, cut in half, or the process ends on the way', async () => {
    for (const fate of ['lost-after', 'crash-after', 'half', 'crash-before'] as const) {
      model.moves.clear()
      const act = make(move('submit', { actId: randomUUID() }))
      await laptop.sync(['good', fate])
      await laptop.sync()
      await laptop.sync()
      expect([fate, stateOf(act), moves()]).toEqual([fate, 'accepted', ['submitted']])
      model.sites = model.sites.map((site) => ({ ...site, reviewVer: 0 }))
      model.moves.clear()
      await laptop.sync()
    }
  })

  test('and overtaken by another is refused in words, with all that was typed; the new state is there to look at', async () => {
    const act = make(move('submit', { comment: 'A long explanation.' }))
    model.move({ period: MONTH, state: 'returned', comment: 'Why?', by: 'Dana' })
    await laptop.sync()
    expect(sheet()).toMatchObject({
      state: 'returned',
      returned: { comment: 'Why?', by: 'Dana' },
      open: [{ state: 'refused', message: 'Somebody was faster.', act: { comment: 'A long explanation.' } }],
    })
    expect(countActs(laptop.db)).toEqual({ unsent: 0, refused: 1 })
    withdrawAct(laptop.db, act, laptop.author().log)
    expect([sheet().open, countActs(laptop.db).refused]).toEqual([[], 0])
  })

  test('does not go over a cell that somebody else changed too: it says what to decide first', async () => {
    laptop.write('valetDaily', `${MONTH}-05`, 30 * M)
    model.write({ lineId: 'valetDaily', period: `${MONTH}-05`, scenario: 'forecast', value: 44 * M })
    const act = make(move('submit'))
    await laptop.sync()
    expect([stateOf(act), moves()]).toEqual(['refused', []])
    expect(findAct(laptop.db, act)?.message).toContain('Decide about it first')
    expect(() => make(move('submit'))).toThrow('somebody else changed it too')
  })

  test('may be taken back until it is on its way', async () => {
    const act = make(move('submit'))
    withdrawAct(laptop.db, act, laptop.author().log)
    await laptop.sync()
    expect([stateOf(act), moves(), sheet().state]).toEqual(['withdrawn', [], 'draft'])
    const sent = make(move('submit'))
    await laptop.sync(['good', 'lost-after'])
    expect(() => withdrawAct(laptop.db, sent, laptop.author().log)).toThrow('sent already')
  })
})

test('what the state, the role or a missing word forbids is told at once, and nothing is kept', () => {
  expect(() => make(move('approve'))).toThrow('Your role does not approve a forecast.')
  expect(() => make(move('approve'), ['district_manager'])).toThrow('This month is draft')
  make(move('submit'))
  expect(() => make(move('submit'))).toThrow('This month is submitted')
  expect(() => make(move('return'), ['district_manager'])).toThrow('Say why.')
  expect(() => make(move('submit', { period: '2029-01' }))).toThrow('not on this computer yet')
  expect(countActs(laptop.db)).toEqual({ unsent: 1, refused: 0 })
})

test('a step the server acknowledged and then lost to a restore is offered again under its own id', async () => {
  const act = make(move('submit'))
  await laptop.sync()
  model.moves.clear()
  model.acts.clear()
  model.restoredToSeq = 1
  model.epoch = 'epoch-2'
  await laptop.sync()
  await laptop.sync()
  expect([stateOf(act), moves()]).toEqual(['accepted', ['submitted']])
})

describe('a store that was damaged', () => {
  const beneath = (statement: string) => {
    const db = unlock(new Sqlite(path.join(folder.path, 'store.db')), A_KEY)
    db.exec(statement)
    db.close()
  }
  const reopen = async () => {
    laptop = await Laptop.open(folder.path, 'mara', model)
  }

  test('loses no step: it comes back from the log and is sent once', async () => {
    const sent = make(move('submit'))
    await laptop.sync()
    model.move({ period: MONTH, state: 'returned', comment: 'Why?' })
    await laptop.sync()
    const kept = make(move('submit', { comment: 'Because.' }))
    await laptop.close()
    beneath(`UPDATE act SET act = replace(act, 'Because.', 'Nonsense.')`)
    await reopen()
    expect(findAct(laptop.db, kept)?.act).toMatchObject({ comment: 'Because.' })
    await laptop.sync()
    await laptop.sync()
    expect([stateOf(sent), stateOf(kept), moves()]).toEqual([
      'accepted',
      'accepted',
      ['submitted', 'returned', 'submitted'],
    ])
  })

  test('or a log that is gone: the step stands in it again; one that was taken back does not come back', async () => {
    const kept = make(move('submit'))
    await laptop.close()
    rmSync(path.join(folder.path, 'edits.log'))
    await reopen()
    const logged = [...laptop.store.log.read()].flatMap((found) => (found.kind === 'act' ? found.logged.act.actId : []))
    expect(logged).toEqual([kept])
    withdrawAct(laptop.db, kept, laptop.author().log)
    await laptop.close()
    beneath('DELETE FROM act')
    await reopen()
    expect(stateOf(kept)).toBe('withdrawn')
  })
})

test('a step that is only here counts as unsent, refused or not: signing out must not erase it', () => {
  const unsent = () => unsentOf({ ...countOpen(laptop.db), acts: countActs(laptop.db) })
  expect(unsent()).toBe(0)
  make(move('submit'))
  expect(unsent()).toBe(1)
})
