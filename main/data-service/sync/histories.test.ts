import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFolder } from '../../../tests/support/data-service.ts'
import { Model } from '../../../tests/support/far-end.ts'
import { type Fate, Laptop } from '../../../tests/support/laptop.ts'
import type { SyncCell } from '../../../shared/contract/sync.ts'
import { baseOf } from '../db/cells.ts'
import { openOf, openOperations, operationsOfCell } from '../db/operations.ts'
import { rows } from '../db/store.ts'
import { redo, undo } from '../edit/undo.ts'
import { AppError } from '../../../shared/core/errors.ts'

// Whole histories of two people, one server and bad luck, on the real store and the real sync (sync.md G1, G2).

const LINES = ['valetDaily', 'selfDaily'] as const
const DAYS = ['2026-04-16', '2026-04-17'] as const
const CELLS = LINES.flatMap((lineId) => DAYS.map((period) => ({ siteId: '0427', lineId, period })))

const fate = fc.constantFrom<Fate>(
  'good',
  'good',
  'good',
  'lost-before',
  'lost-after',
  'throttled',
  'blocked',
  'crash-before',
  'crash-after',
  'half',
)
const who = fc.integer({ min: 0, max: 1 })
const cell = fc.integer({ min: 0, max: CELLS.length - 1 })
const value = fc.option(
  fc.integer({ min: 0, max: 40 }).map((n) => n * 1_000_000),
  { freq: 5 },
)

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('edit' as const), who, cell, value }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('sync' as const), who, fates: fc.array(fate, { maxLength: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit-while-syncing' as const),
      who,
      cell,
      value,
      fates: fc.array(fate, { maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resolve' as const), who, mine: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('redo' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), cell }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('backup' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const) }) },
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

class World {
  readonly model: Model
  readonly laptops: readonly Laptop[]
  private backup: { cells: Map<string, SyncCell>; seq: number }
  restores = 0
  /** Operations whose commit a restore took away. */
  readonly vanished = new Set<string>()
  /** What each laptop knew of the server's value when its person typed. */
  private readonly seen = new Set<string>()

  constructor(model: Model, laptops: readonly Laptop[]) {
    this.model = model
    this.laptops = laptops
    this.backup = { cells: new Map(), seq: 0 }
    this.takeBackup()
  }

  takeBackup(): void {
    this.backup = { cells: new Map(this.model.cells), seq: this.model.seq }
  }

  /** The server comes back as it was; sequence numbers are never used twice, versions are. */
  restore(): void {
    const { model } = this
    for (const write of model.log) if (write.seq > this.backup.seq && write.opId !== null) this.vanished.add(write.opId)
    model.cells.clear()
    for (const [key, kept] of this.backup.cells) model.cells.set(key, kept)
    this.restores += 1
    model.epoch = `epoch-${this.restores + 1}`
    model.restoredToSeq = Math.min(this.restores === 1 ? Infinity : model.restoredToSeq, this.backup.seq)
    model.seq += 1000
    model.answers.clear()
  }

  async perform(step: Action): Promise<void> {
    if (step.do === 'backup') return this.takeBackup()
    if (step.do === 'restore') return this.restore()
    if (step.do === 'refuse') {
      const place = CELLS[step.cell]!
      this.model.refuse = (op) =>
        op.lineId === place.lineId && op.period === place.period
          ? { status: 'rejected', code: 'PERIOD_LOCKED', message: 'This month is closed.' }
          : undefined
      return
    }
    const laptop = this.laptops[step.who]!
    this.look(laptop)
    switch (step.do) {
      case 'edit':
        this.edit(laptop, step.cell, step.value)
        return laptop.rest()
      case 'sync':
        return laptop.sync(step.fates)
      case 'edit-while-syncing': {
        const syncing = laptop.sync(step.fates)
        await Promise.resolve()
        this.edit(laptop, step.cell, step.value)
        return syncing
      }
      case 'resolve': {
        const conflict = openOperations(laptop.db).find((op) => op.state === 'conflict')
        if (conflict)
          laptop.write(conflict.lineId, conflict.period, step.mine ? conflict.value : conflict.theirs!.value, 'resolve')
        return laptop.rest()
      }
      case 'undo':
      case 'redo':
        try {
          ;(step.do === 'undo' ? undo : redo)(laptop.db, laptop.author())
        } catch (thrown) {
          if (!(thrown instanceof AppError) || thrown.code === 'INTERNAL') throw thrown
        }
        return
    }
  }

  private look(laptop: Laptop): void {
    for (const place of CELLS) {
      const known = [baseOf(laptop.db, place), ...openOf(laptop.db, place).flatMap((op) => op.theirs ?? [])]
      for (const { value } of known) this.seen.add(sight(laptop, place, value))
    }
  }

  private edit(laptop: Laptop, index: number, to: number | null): void {
    const place = CELLS[index]!
    laptop.write(place.lineId, place.period, to)
  }

  /** The network heals: everybody syncs until nothing moves any more. */
  async heal(): Promise<void> {
    this.model.refuse = () => undefined
    for (let round = 0; round < 8; round += 1) for (const laptop of this.laptops) await laptop.sync()
  }

  check(): void {
    for (const laptop of this.laptops) {
      deepEqual(laptop.bugs, [], 'no bug was reported')
      const open = openOperations(laptop.db)
      const unsent = open.filter((op) => op.state === 'pending' || op.state === 'inflight')
      deepEqual(unsent, [], 'everything was sent')
      const drafts = rows(laptop.db, 'SELECT op_id AS opId, value FROM draft ORDER BY op_id')
      const heads = open.map((op) => ({ opId: op.opId, value: op.value })).sort((a, b) => (a.opId < b.opId ? -1 : 1))
      deepEqual(drafts, heads, 'what is shown is what is open')
      for (const place of CELLS) this.checkCell(laptop, place)
    }
  }

  private checkCell(laptop: Laptop, place: Place): void {
    const { ver, value } = baseOf(laptop.db, place)
    const server = this.model.find(place.lineId, place.period)
    const held = server?.value ?? null
    deepEqual({ ver, value }, { ver: server?.ver ?? 0, value: held }, 'the laptop knows what the server has')
    if (this.restores === 0) this.checkSeen(laptop, place)
    const [last] = operationsOfCell(laptop.db, place)
    if (!last) return
    ok(openOf(laptop.db, place).length <= 1, 'a cell has one open edit')
    notEqual(last.state, 'superseded', 'the last edit of a cell never gives way to nothing')
    if (last.state === 'conflict') {
      equal(last.theirs?.value, held, 'both sides of a conflict are there')
      notEqual(last.value, held, 'both sides of a conflict differ')
    }
    if (last.state === 'same') {
      const wasHeld = this.model.log.some((write) => isAt(write, place) && write.value === last.value)
      ok(wasHeld || last.value === null, 'an edit with nothing to send is what the server held')
    }
    if (last.state === 'applied') {
      const commits = this.model.log.filter((write) => write.opId === last.opId)
      equal(commits.length, 1, 'an acknowledged edit was committed, once')
      ok(!this.vanished.has(last.opId), 'an acknowledged edit that a restore took away was offered again')
    }
  }

  /** Nobody wrote over a value that they had not seen when they typed. */
  private checkSeen(laptop: Laptop, place: Place): void {
    const writes = this.model.log.filter((write) => isAt(write, place))
    writes.forEach((write, i) => {
      const before = writes[i - 1]
      if (write.by !== laptop.sub || before === undefined || before.by === laptop.sub) return
      ok(this.seen.has(sight(laptop, place, before.value)), 'no value was overwritten unseen')
    })
  }
}

type Place = (typeof CELLS)[number]

const sight = ({ sub }: Laptop, { lineId, period }: Place, value: number | null): string =>
  [sub, lineId, period, String(value)].join('|')

const isAt = (write: SyncCell, place: Place): boolean =>
  write.scenario === 'forecast' && write.lineId === place.lineId && write.period === place.period

/** Typed, on its way, taken back and done again, and then the server is restored: the value once went missing. */
const REDONE_WHILE_RESTORED: Parameters<World['perform']>[0][] = [
  { do: 'edit-while-syncing', who: 0, cell: 0, value: 0, fates: ['good', 'blocked'] },
  { do: 'undo', who: 0 },
  { do: 'redo', who: 0 },
  { do: 'restore' },
]

test('always: no acknowledged edit is lost or doubled, whatever the order of edits, crashes, answers and restores', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 40, size: 'max' }), async (actions) => {
      const [a, b] = [aFolder(), aFolder()]
      const model = new Model()
      model.years = [2026]
      model.pageSize = 2
      for (const period of DAYS) model.write({ lineId: 'valetDaily', period, scenario: 'budget', value: 5_000_000 })
      const laptops = [await Laptop.open(a.path, 'mara', model), await Laptop.open(b.path, 'owen', model)]
      try {
        const world = new World(model, laptops)
        for (const laptop of laptops) await laptop.sync()
        for (const step of actions) await world.perform(step)
        await world.heal()
        world.check()
        const written = model.log.flatMap((write) => (write.opId === null ? [] : [write.opId]))
        expect(new Set(written).size, 'no operation was applied twice').toBe(written.length)
      } finally {
        for (const laptop of laptops) await laptop.close()
        a.remove()
        b.remove()
      }
    }),
    { numRuns: Number(process.env['HISTORIES'] ?? 40), examples: [[REDONE_WHILE_RESTORED]] },
  )
}, 300_000)
