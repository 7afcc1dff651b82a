import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder, aGesture } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { countOpen, openOperations } from '../db/operations.ts'
import { readTypedAs } from '../db/typed-as.ts'
import { readHistory } from '../read/history.ts'
import { readSheet } from '../read/sheet.ts'
import { redo, undo, undoList, undoState } from './undo.ts'
import { writeGesture } from './write-gesture.ts'

const DAY = '2026-04-16'
const M = 1_000_000

let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  model.years = [2026, 2027]
  model.write({ lineId: 'valetDaily', period: '2026-04-09', scenario: 'actual', value: 33 * M })
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

const sheet = () => readSheet(laptop.db, { siteId: '0427', month: '2026-04' }, '2026-04-10', true)
const seen = (lineId: string, day = 16) => sheet().forecast[lineId]?.[day - 1] ?? null
const type = (writes: { lineId?: string; period?: string; value: number | null }[], changes = {}) =>
  writeGesture(
    laptop.db,
    aGesture({ writes: writes.map((write) => ({ lineId: 'valetDaily', period: DAY, ...write })), ...changes }),
    laptop.author(),
  )
const owen = (lineId: string, value: number | null) => model.write({ lineId, period: DAY, scenario: 'forecast', value })

test('typing occupancy clears occupied rooms of that day, and the other way round, in one step', () => {
  type([{ lineId: 'occupiedRooms', value: 250 * M }])
  expect(type([{ lineId: 'occupancy', value: 9133 }])).toMatchObject({ cells: 2, waiting: 1 })
  expect([seen('occupancy'), seen('occupiedRooms')]).toEqual([9133, null])
  undo(laptop.db, laptop.author())
  expect([seen('occupancy'), seen('occupiedRooms')]).toEqual([null, 250 * M])
})

test('arithmetic is kept with the gesture that writes its number, or not at all', () => {
  const typedAs = { lineId: 'valetDaily', period: DAY, value: 60 * M, text: '=12*5' }
  expect(() => type([{ value: 60 * M }, { lineId: 'valetDaly', value: 1 }], { typedAs: [typedAs] })).toThrow(
    'There is no line valetDaly',
  )
  expect(readTypedAs(laptop.db, '0427')).toEqual([])
  type([{ value: 60 * M }], { typedAs: [typedAs] })
  expect(readTypedAs(laptop.db, '0427')).toEqual([typedAs])
})

test('one wrong cell and nothing of the paste is saved; every cell at fault is named with what would be right', () => {
  const paste = () =>
    type([
      { value: 5 * M },
      { lineId: 'valetOvernight', value: 7 * M },
      { lineId: 'driveInRatio', value: 10_001 },
      { lineId: 'valetDaly', value: 1 },
      { lineId: 'selfDaily', period: '2026-04', value: 2 * M },
      { period: '2026-04-09', value: 3 * M },
      { period: '2026-03-31', value: 4 * M },
      { period: '2027-05-01', value: 6 * M },
    ])
  expect(paste).toThrow(
    expect.objectContaining({
      code: 'INVALID_DATA_TYPE',
      issues: [
        expect.objectContaining({
          field: 'writes.1.value',
          message: 'Valet overnight, 2026-04-16: Valet overnight is computed and cannot be typed.',
        }),
        expect.objectContaining({
          field: 'writes.2.value',
          message: 'Drive-in ratio, 2026-04-16: Enter 0 % to 100 %.',
          providedValue: 10_001,
        }),
        expect.objectContaining({ field: 'writes.3.lineId', message: 'There is no line valetDaly.' }),
        expect.objectContaining({ field: 'writes.4.period', expectedFormat: 'a day, e.g. 2026-04-16' }),
        expect.objectContaining({
          field: 'writes.5.period',
          code: 'PERIOD_LOCKED',
          message: expect.stringContaining('actual of this day is loaded'),
        }),
        expect.objectContaining({
          field: 'writes.6.period',
          code: 'PERIOD_LOCKED',
          message: expect.stringContaining('This month is closed.'),
        }),
        expect.objectContaining({
          field: 'writes.7.period',
          code: 'PERIOD_LOCKED',
          message: expect.stringContaining('too far ahead'),
        }),
      ],
    }),
  )
  expect(countOpen(laptop.db)).toEqual({ waiting: 0, conflicts: 0, rejected: 0 })
  expect(undoState(laptop.db)).toEqual({ undo: null, redo: null })
})

test('both ways to say how full the hotel is, or one cell twice, in one gesture is refused', () => {
  expect(() =>
    type([
      { lineId: 'occupancy', value: 1 },
      { lineId: 'occupiedRooms', value: 2 },
    ]),
  ).toThrow('occupancy or occupied rooms of a day, not both')
  expect(() => type([{ value: 1 }, { value: 2 }])).toThrow('written twice')
})

test('a site or a year that is not here cannot be typed into, and a role that only reads cannot type', () => {
  expect(() => type([{ value: 1 }], { siteId: '9999' })).toThrow(expect.objectContaining({ code: 'SITE_NOT_FOUND' }))
  expect(() => type([{ period: '2025-12-01', value: 1 }])).toThrow(
    expect.objectContaining({ code: 'PERIOD_NOT_AVAILABLE' }),
  )
  const reader = { ...laptop.author(), roles: ['regional_vp' as const] }
  expect(() => writeGesture(laptop.db, aGesture(), reader)).toThrow(
    expect.objectContaining({ code: 'INSUFFICIENT_PERMISSIONS' }),
  )
})

test('the same gesture twice is one; another one under its id is refused', () => {
  const gesture = aGesture()
  const first = writeGesture(laptop.db, gesture, laptop.author())
  expect(writeGesture(laptop.db, gesture, laptop.author())).toEqual(first)
  expect(openOperations(laptop.db)).toHaveLength(1)
  const other = aGesture({ gestureId: gesture.gestureId, value: 97 * M })
  expect(() => writeGesture(laptop.db, other, laptop.author())).toThrow(
    expect.objectContaining({ code: 'IDEMPOTENCY_KEY_REUSED' }),
  )
})

test('typing back what the server has leaves nothing to send', async () => {
  owen('valetDaily', 11 * M)
  await laptop.sync()
  type([{ value: 12 * M }])
  expect(type([{ value: 11 * M }])).toMatchObject({ cells: 1, waiting: 0 })
  expect(openOperations(laptop.db)).toEqual([])
  expect(sheet().marks).toEqual([])
})

test('typing back the first value while the second is on its way still reaches the server', async () => {
  owen('valetDaily', 11 * M)
  await laptop.sync()
  type([{ value: 12 * M }])
  await laptop.sync(['good', 'lost-after']) // the server has 12, this laptop does not know
  type([{ value: 11 * M }])
  expect(seen('valetDaily')).toBe(11 * M)
  await laptop.sync()
  expect(model.find('valetDaily', DAY)).toMatchObject({ value: 11 * M, ver: 3 })
  expect(openOperations(laptop.db)).toEqual([])
})

test('zero and empty are two things, all the way to the server', async () => {
  type([{ value: 0 }, { lineId: 'selfDaily', value: 8 * M }])
  await laptop.sync()
  type([{ lineId: 'selfDaily', value: null }])
  await laptop.sync()
  expect([model.find('valetDaily', DAY)?.value, model.find('selfDaily', DAY)?.value]).toEqual([0, null])
  expect([seen('valetDaily'), seen('selfDaily')]).toEqual([0, null])
})

test('undo and redo go step by step, survive a restart, and a new gesture ends redo', async () => {
  type([{ value: 1 * M }], { label: 'one' })
  type([{ value: 2 * M }], { label: 'two' })
  await laptop.sync()
  await laptop.close()
  laptop = await Laptop.open(folder.path, 'mara', model)
  expect(undo(laptop.db, laptop.author())?.undone).toEqual({
    label: 'two',
    siteId: '0427',
    month: '2026-04',
    lineId: 'valetDaily',
    period: DAY,
    cells: 1,
  })
  expect(seen('valetDaily')).toBe(1 * M)
  undo(laptop.db, laptop.author())
  expect([seen('valetDaily'), undoState(laptop.db)]).toEqual([null, { undo: null, redo: 'one' }])
  redo(laptop.db, laptop.author())
  expect([seen('valetDaily'), undoState(laptop.db)]).toEqual([1 * M, { undo: 'one', redo: 'two' }])
  type([{ value: 5 * M }], { label: 'five' })
  expect(undoState(laptop.db)).toEqual({ undo: 'five', redo: null })
  expect(redo(laptop.db, laptop.author())).toBeNull()
  await laptop.sync()
  expect(model.find('valetDaily', DAY)?.value).toBe(5 * M)
})

test('what somebody else changed since is not undone; the step before it still can be', async () => {
  type([{ lineId: 'selfDaily', value: 3 * M }], { label: 'self' })
  type([{ value: 4 * M }], { label: 'valet' })
  await laptop.sync()
  owen('valetDaily', 44 * M)
  await laptop.sync()
  expect(() => undo(laptop.db, laptop.author())).toThrow(
    '“valet” cannot be undone: Valet daily of 2026-04-16 has been changed by somebody else since',
  )
  expect(seen('valetDaily')).toBe(44 * M)
  expect(undo(laptop.db, laptop.author())?.undone.label).toBe('self')
})

test('a step whose day has been locked since is not undone', async () => {
  type([{ value: 4 * M }], { label: 'valet' })
  await laptop.sync()
  const later = { ...laptop.author(), today: '2026-05-02' }
  expect(() => undo(laptop.db, later)).toThrow(expect.objectContaining({ code: 'PERIOD_LOCKED' }))
  expect(seen('valetDaily')).toBe(4 * M)
})

test('a conflict keeps both values until a person chooses mine', async () => {
  type([{ value: 4 * M }])
  owen('valetDaily', 44 * M)
  await laptop.sync()
  expect(sheet().marks).toEqual([expect.objectContaining({ kind: 'conflict', theirs: 44 * M, theirsBy: 'Owen' })])
  expect([seen('valetDaily'), model.find('valetDaily', DAY)?.value]).toEqual([4 * M, 44 * M])
  type([{ value: 6 * M }]) // typing on is not choosing
  await laptop.sync()
  expect(countOpen(laptop.db)).toEqual({ waiting: 0, conflicts: 1, rejected: 0 })
  expect(() => undo(laptop.db, laptop.author())).toThrow('Choose which value counts first')
  type([{ value: 6 * M }], { source: 'resolve' })
  await laptop.sync()
  expect([seen('valetDaily'), model.find('valetDaily', DAY)]).toEqual([
    6 * M,
    expect.objectContaining({ value: 6 * M, ver: 2 }),
  ])
  expect(countOpen(laptop.db)).toEqual({ waiting: 0, conflicts: 0, rejected: 0 })
})

test('a conflict ends with theirs, even on a day that is locked by now, and the history tells of both', async () => {
  type([{ value: 4 * M }])
  owen('valetDaily', 44 * M)
  await laptop.sync()
  const gesture = aGesture({ source: 'resolve', value: 44 * M })
  writeGesture(laptop.db, gesture, { ...laptop.author(), today: '2026-05-02' })
  expect([seen('valetDaily'), sheet().marks]).toEqual([44 * M, []])
  const values = readHistory(laptop.db, { siteId: '0427', lineId: 'valetDaily', period: DAY }, 'Mara').map(
    ({ value, state }) => [value, state],
  )
  expect(values).toEqual(
    expect.arrayContaining([
      [44 * M, 'sent'],
      [4 * M, 'conflict'],
      [44 * M, 'server'],
    ]),
  )
})

test('what the server refuses stays on the sheet with the reason, and typing again tries again', async () => {
  model.refuse = () => ({ status: 'rejected', code: 'PERIOD_LOCKED', message: 'April was closed early.' })
  type([{ value: 4 * M }])
  await laptop.sync()
  expect(sheet().marks).toEqual([
    { lineId: 'valetDaily', period: DAY, kind: 'rejected', message: 'April was closed early.' },
  ])
  expect(seen('valetDaily')).toBe(4 * M)
  model.refuse = () => undefined
  type([{ value: 4 * M }])
  await laptop.sync()
  expect([model.find('valetDaily', DAY)?.value, sheet().marks]).toEqual([4 * M, []])
})

test('a full disk saves nothing of a gesture and says so; with space again it goes on', () => {
  const pages = laptop.db.pragma('page_count', { simple: true }) as number
  laptop.db.pragma(`max_page_count = ${pages + 2}`)
  const days = Array.from({ length: 20 }, (_, i) => `2026-04-${i + 11}`)
  const writes = ['valetDaily', 'selfDaily', 'valetMonthly', 'selfMonthly', 'valetComps', 'selfComps'].flatMap(
    (lineId) => days.map((period, i) => ({ lineId, period, value: (i + 1) * M })),
  )
  const gesture = aGesture({ gestureId: randomUUID(), writes })
  expect(() => writeGesture(laptop.db, gesture, laptop.author())).toThrow(
    expect.objectContaining({ code: 'DISK_FULL' }),
  )
  expect([openOperations(laptop.db), sheet().forecast, undoState(laptop.db).undo]).toEqual([[], {}, null])
  laptop.db.pragma(`max_page_count = ${pages + 10_000}`)
  expect(writeGesture(laptop.db, gesture, laptop.author())).toMatchObject({ cells: 120, waiting: 120 })
})

test('the list of what can be undone is in the order of the gestures, through a restart, and says what is taken back', async () => {
  type([{ value: 5 * M }], { label: 'first' })
  type([{ value: 6 * M }, { lineId: 'selfDaily', value: 7 * M }], { label: 'second' })
  type([{ value: 8 * M }], { label: 'third' })
  undo(laptop.db, laptop.author())
  const told = () => undoList(laptop.db).map(({ label, cells, isUndone }) => [label, cells, isUndone])
  const expected = [
    ['third', 1, true],
    ['second', 2, false],
    ['first', 1, false],
  ]
  expect(told()).toEqual(expected)
  await laptop.close()
  laptop = await Laptop.open(folder.path, 'mara', model)
  expect(told()).toEqual(expected)
  type([{ value: 9 * M }], { label: 'fourth' })
  expect(told().map(([label]) => label)).toEqual(['fourth', 'second', 'first'])
})
