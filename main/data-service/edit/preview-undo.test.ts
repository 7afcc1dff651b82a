import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder, aGesture } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { calls } from '../../../shared/contract/ipc.ts'
import { UndoPreview } from '../../../shared/contract/undo-preview.ts'
import { addDays } from '../../../shared/core/calendar.ts'
import { countOpen, openOperations } from '../db/operations.ts'
import { LOG_NAME } from '../db/edits-log.ts'
import { readSheet } from '../read/sheet.ts'
import { previewUndo } from './preview-undo.ts'
import { redo, undo, undoList } from './undo.ts'
import { type Author, writeGesture } from './write-gesture.ts'

const M = 1_000_000
const LINES = ['valetDaily', 'selfDaily', 'valetMonthly', 'selfMonthly']
const DAYS = Array.from({ length: 130 }, (_, i) => addDays('2026-04-12', i))

let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  model.years = [2026, 2027]
  laptop = await Laptop.open(folder.path, 'mara', model)
  await laptop.sync()
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

/** One gesture over 520 cells: four lines of 130 days. */
const fill = (value: number, label: string, days: readonly string[] = DAYS) => {
  const writes = LINES.flatMap((lineId) => days.map((period) => ({ lineId, period, value: value * M })))
  const gesture = aGesture({ writes, label })
  writeGesture(laptop.db, gesture, laptop.author())
  return gesture.gestureId
}
const preview = (
  turn: 'undo' | 'redo' = 'undo',
  { upTo = null as string | null, ...changes }: Partial<Author> & { upTo?: string | null } = {},
) => previewUndo(laptop.db, { turn, upTo }, () => ({ ...laptop.author(), ...changes }), { name: 'Mara Ellison' })
const seen = (day = 16, lineId = 'valetDaily') =>
  readSheet(laptop.db, { siteId: '0427', month: '2026-04' }, '2026-04-10', true).forecast[lineId]?.[day - 1] ?? null
const owen = (lineId: string, period: string, value: number) =>
  model.write({ lineId, period, scenario: 'forecast', value: value * M })

test('up to 500 cells nobody is asked; above, every cell is told with what it holds and what comes back', () => {
  fill(5, 'April', DAYS.slice(0, 125))
  expect(preview()).toBeNull()
  fill(6, 'spring')
  const shown = preview()
  expect(shown).toEqual(UndoPreview.parse(shown))
  expect(shown).toMatchObject({
    by: 'Mara Ellison',
    steps: [{ siteId: '0427', label: 'spring' }],
    cells: 520,
    siteIds: ['0427'],
    months: ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08'],
    lineIds: LINES,
    inTheWay: 0,
    refusal: null,
  })
  expect(shown?.named).toHaveLength(500)
  expect(shown?.named[0]).toEqual({
    siteId: '0427',
    lineId: 'valetDaily',
    period: '2026-04-12',
    now: 6 * M,
    after: 5 * M,
    reason: null,
  })
  expect(shown?.named.at(129)).toMatchObject({ period: '2026-08-19', now: 6 * M, after: null })
})

test('nothing of a preview is kept: no operation, no second copy, no step', () => {
  fill(6, 'spring')
  const now = () => [
    openOperations(laptop.db),
    countOpen(laptop.db),
    undoList(laptop.db),
    seen(),
    readFileSync(path.join(folder.path, LOG_NAME)).length,
  ]
  const before = now()
  preview()
  expect(now()).toEqual(before)
  expect(undo(laptop.db, laptop.author())?.undone.cells).toBe(520)
  const undone = now()
  expect(preview('redo')).toMatchObject({ turn: 'redo', cells: 520, refusal: null })
  expect(preview('redo')?.named[0]).toMatchObject({ now: null, after: 6 * M })
  expect(now()).toEqual(undone)
})

test('several steps together are counted together; a cell of two of them is told once, with where it ends', () => {
  const first = fill(5, 'first', DAYS.slice(0, 80))
  fill(6, 'second', DAYS.slice(0, 60))
  expect(preview()).toBeNull()
  expect(preview('undo', { upTo: first })).toMatchObject({
    steps: [{ label: 'second' }, { label: 'first' }],
    cells: 320,
    named: expect.arrayContaining([expect.objectContaining({ period: DAYS[0], now: 6 * M, after: null })]),
  })
  undo(laptop.db, laptop.author())
  undo(laptop.db, laptop.author())
  const last = undoList(laptop.db)[0]?.gestureId ?? ''
  expect(preview('redo', { upTo: last })?.steps.map(({ label }) => label)).toEqual(['first', 'second'])
  expect(preview('undo', { upTo: first })).toBeNull()
})

test('cells that changed since or are locked now come first, with why, and undo then says the same', async () => {
  fill(6, 'spring')
  await laptop.sync()
  owen('selfDaily', '2026-05-20', 44)
  await laptop.sync()
  const later = { today: '2026-04-15' }
  const shown = preview('undo', later)
  expect(shown?.named.slice(0, 2)).toEqual([
    {
      siteId: '0427',
      lineId: 'selfDaily',
      period: '2026-05-20',
      now: 44 * M,
      after: null,
      reason: 'Owen changed it since.',
    },
    expect.objectContaining({ period: '2026-04-12' }),
  ])
  expect(shown?.refusal).toMatchObject({ isPassedOver: true })
  expect(() => undo(laptop.db, { ...laptop.author(), ...later })).toThrow(shown?.refusal?.message)
  expect([preview(), undoList(laptop.db)]).toEqual([null, []])
})

test('a month that was closed since is in the way of its own cells alone, and the others are named after them', () => {
  fill(6, 'spring')
  const shown = preview('undo', { today: '2026-05-12' })
  const locked = shown?.named.filter(({ reason }) => reason !== null) ?? []
  expect(shown).toMatchObject({ inTheWay: 19 * 4, cells: 520, refusal: { isPassedOver: true } })
  expect(locked).toEqual(shown?.named.slice(0, 19 * 4))
  expect(locked[0]).toMatchObject({ now: 6 * M, after: null, reason: 'This month is closed.' })
  expect(() => undo(laptop.db, { ...laptop.author(), today: '2026-05-12' })).toThrow(shown?.refusal?.message)
})

test('a conflict waits for its decision and the step with it; a role that reads is told so of the whole', async () => {
  fill(6, 'spring')
  owen('valetDaily', '2026-04-16', 44)
  await laptop.sync()
  expect(preview()).toMatchObject({
    inTheWay: 1,
    named: expect.arrayContaining([
      expect.objectContaining({ now: 6 * M, reason: 'It is in conflict. Choose which value counts first.' }),
    ]),
    refusal: { message: expect.stringContaining('in conflict'), isPassedOver: false },
  })
  expect(preview('undo', { roles: ['regional_vp'] })?.refusal).toEqual({
    message: 'Your role can read this forecast but not change it.',
    isPassedOver: false,
  })
})

test('of several steps the ones before a refused one are told as they would be taken', async () => {
  const oldest = fill(4, 'oldest', DAYS.slice(0, 3))
  fill(5, 'first')
  await laptop.sync()
  owen('valetDaily', '2026-08-19', 44)
  await laptop.sync()
  fill(6, 'second', DAYS.slice(0, 60))
  const shown = preview('undo', { upTo: oldest })
  expect(shown).toMatchObject({
    steps: [{ label: 'second' }, { label: 'first' }],
    cells: 240,
    inTheWay: 1,
    refusal: { message: expect.stringContaining('“first” cannot be undone') },
  })
  undo(laptop.db, laptop.author())
  expect(() => undo(laptop.db, laptop.author())).toThrow(shown?.refusal?.message)
  expect(redo(laptop.db, laptop.author())?.undone.label).toBe('second')
})

test('the bridge takes nothing but a turn and a step', () => {
  const { input } = calls['gesture.preview']
  expect(input.safeParse({ turn: 'undo', upTo: null }).success).toBe(true)
  for (const wrong of [
    { turn: 'undo' },
    { turn: 'do', upTo: null },
    { turn: 'undo', upTo: '7' },
    { turn: 'undo', upTo: null, force: true },
  ])
    expect(input.safeParse(wrong).success).toBe(false)
})
