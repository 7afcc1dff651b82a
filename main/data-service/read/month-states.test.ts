import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { makeAct, withdrawAct } from '../edit/make-act.ts'
import { readMonthStates } from './month-states.ts'

let folder: ReturnType<typeof aFolder>
let laptop: Laptop
let model: Model
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  model.write({ lineId: 'valetDaily', period: '2026-06', scenario: 'budget', value: 900_000_000 })
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

const author = () => ({ ...laptop.author(), roles: ['account_manager'] as const, name: 'mara', mayEdit: true })
const submit = (period: string) => {
  const actId = randomUUID()
  makeAct(
    laptop.db,
    { kind: 'move', actId, siteId: '0427', period, action: 'submit', comment: null, cells: [] },
    author(),
  )
  laptop.runner.tell({ type: 'edited' })
  return actId
}
const states = () => readMonthStates(laptop.db, 'mara')

test('a month nobody moved is not told; one that was is, first as waiting, then as the server’s', async () => {
  expect(states()).toEqual([])
  submit('2026-06')
  expect(states()).toEqual([{ siteId: '0427', month: '2026-06', state: 'submitted', isWaiting: true, cells: 0 }])
  await laptop.sync()
  expect(states()).toEqual([{ siteId: '0427', month: '2026-06', state: 'submitted', isWaiting: false, cells: 0 }])
})

test('a return says how many cells it names', async () => {
  submit('2026-06')
  await laptop.sync()
  model.move({
    period: '2026-06',
    state: 'returned',
    comment: 'Why?',
    cells: [
      { lineId: 'valetDaily', period: '2026-06-05' },
      { lineId: 'selfDaily', period: '2026-06-05' },
    ],
  })
  await laptop.sync()
  expect(states()).toMatchObject([{ state: 'returned', cells: 2, isWaiting: false }])
})

test('a step that was taken back is no state', () => {
  const actId = submit('2026-06')
  withdrawAct(laptop.db, actId, laptop.author().log)
  expect(states()).toEqual([])
})
