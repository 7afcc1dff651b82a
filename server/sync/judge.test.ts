import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anOp } from '../../tests/support/an-op.ts'
import { SyncOp } from '../../shared/contract/sync.ts'
import type { CurrentCell } from '../store/current-cells.ts'
import { merge, refusalOf } from './judge.ts'
import { commitsOf } from './push.ts'
import { formatPage, parsePage } from './snapshot-page.ts'

const value = fc.option(fc.integer({ min: 0, max: 3 }))
const ver = fc.integer({ min: 0, max: 3 })
const edits = fc.record({ value, baseValue: value, baseVer: ver }).map((changed) => anOp(changed))
const cells = fc.record({ value, ver: fc.integer({ min: 1, max: 3 }), seq: fc.nat(), deleted: fc.boolean() })
const current = fc.option(
  cells.map((cell): CurrentCell => ({ ...cell, by: 'owen', byName: 'Owen' })),
  { nil: undefined },
)

describe('the three-way rule', () => {
  test('always: nobody’s value is overwritten by somebody who had seen neither it nor its like', () => {
    fc.assert(
      fc.property(edits, current, (op, cell) => {
        if (merge(op, cell) !== 'apply') return
        expect((cell?.ver ?? 0) === op.baseVer || (cell?.value ?? null) === op.baseValue).toBe(true)
      }),
    )
  })

  test('always: the author who saw the newest version is never in conflict', () => {
    fc.assert(
      fc.property(edits, cells, (op, cell) => {
        const there = { ...cell, deleted: false, by: 'owen', byName: 'Owen' }
        const answer = merge({ ...op, baseVer: there.ver, baseValue: there.value }, there)
        expect(answer === 'apply' || answer.status === 'same').toBe(true)
      }),
    )
  })

  test('always: a value that is there already makes no new version', () => {
    fc.assert(
      fc.property(edits, cells, (op, cell) => {
        const there = { ...cell, deleted: false, by: 'owen', byName: 'Owen' }
        expect(merge({ ...op, value: there.value }, there)).toMatchObject({
          status: 'same',
          ver: there.ver,
          seq: there.seq,
        })
      }),
    )
  })

  test('always: a conflict hands over exactly what the server holds', () => {
    fc.assert(
      fc.property(edits, current, (op, cell) => {
        const answer = merge(op, cell)
        if (answer === 'apply' || answer.status !== 'conflict') return
        expect(answer.theirs).toEqual({
          value: cell?.value ?? null,
          ver: cell?.ver ?? 0,
          seq: cell?.seq ?? 0,
          by: cell?.by ?? '',
          byName: cell?.byName ?? '',
        })
      }),
    )
  })

  test('a line that was removed is not made again: who had not seen it decides, who had is told', () => {
    const gone = { value: null, ver: 4, seq: 9, deleted: true, by: 'owen', byName: 'Owen' }
    expect(merge(anOp({ baseVer: 3 }), gone)).toMatchObject({ status: 'conflict' })
    expect(merge(anOp({ baseVer: 4 }), gone)).toMatchObject({ status: 'rejected', code: 'NOT_FOUND' })
    expect(merge(anOp({ baseVer: 3, value: null }), gone)).toMatchObject({ status: 'same', ver: 4 })
  })

  test('a day never says occupancy and rooms both: who fills one without having cleared the other is in conflict', () => {
    const rooms = { value: 240_000_000, ver: 2, seq: 9, deleted: false, by: 'owen', byName: 'Owen' }
    const op = anOp({ lineId: 'occupancy', value: 9_000 })
    expect(merge(op, undefined, rooms)).toMatchObject({ status: 'conflict', theirs: { value: null, ver: 0 } })
    expect(merge(op, undefined, { ...rooms, value: null })).toBe('apply')
    expect(merge({ ...op, value: null, baseVer: 1, baseValue: 8_000 }, { ...rooms, value: 8_000, ver: 1 }, rooms)).toBe(
      'apply',
    )
  })
})

describe('what may be stored', () => {
  const refusal = (cell: { lineId: string; period: string; value: number | null }, isActual = false) =>
    refusalOf(cell, {
      totalRooms: 200,
      facts: { today: '2026-04-10', isActual: () => isActual, isPosted: () => false, isSalaried: () => false },
    })

  test('days for daily lines, months for rates', () => {
    expect(refusal({ lineId: 'rate.selfDaily', period: '2026-05-01', value: 1800 })?.message).toBe(
      'Self daily rate needs a month like 2025-04, not 2026-05-01.',
    )
    expect(refusal({ lineId: 'selfDaily', period: '2026-05', value: 1 })?.code).toBe('INVALID_PERIOD')
    expect(refusal({ lineId: 'selfDaily', period: '2026-05-31', value: 1 })).toBeNull()
  })

  test('the lock names its reason, also for clearing', () => {
    const day = { lineId: 'selfDaily', period: '2026-04-12', value: null }
    expect(refusal(day, true)?.message).toBe('The actual of this day is loaded; it cannot be forecast any more.')
    expect(refusal({ ...day, period: '2026-02-28' })?.message).toBe('This month is closed.')
  })
})

describe('cutting a push into commits', () => {
  test('always: every operation once, in order, and no gesture in two commits', () => {
    const groups = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const
    const pushes = fc
      .array(fc.constantFrom(...groups, null))
      .map((list) => list.map((groupId) => (groupId ? anOp({ groupId }) : anOp())))
    fc.assert(
      fc.property(pushes, fc.integer({ min: 1, max: 5 }), (ops, size) => {
        const commits = commitsOf(ops, size)
        expect(commits.flat()).toEqual(ops)
        const last = commits.slice(0, -1).map((commit) => commit.at(-1)?.groupId)
        expect(last.some((groupId, i) => groupId === commits[i + 1]?.[0]?.groupId)).toBe(false)
        expect(commits.slice(0, -1).every((commit) => commit.length >= size)).toBe(true)
      }),
    )
  })

  test('the edits this suite sends are right by the contract', () => {
    expect(SyncOp.parse(anOp())).toMatchObject({ siteId: '0427' })
  })
})

describe('pages of a snapshot', () => {
  test('always: a page comes back as it was given', () => {
    const text = fc.string({ maxLength: 60 })
    const place = fc.record({ period: text, lineId: text, scenario: text })
    fc.assert(
      fc.property(fc.nat(), fc.nat(), place, (asOfSeq, count, after) => {
        expect(parsePage(formatPage({ asOfSeq, count, after }))).toEqual({ asOfSeq, count, after })
      }),
    )
  })

  test('always: a text somebody made up is refused by name, never a bug', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (text) => {
          expect(() => parsePage(text)).toThrow(expect.objectContaining({ code: 'INVALID_DATA_TYPE' }))
        },
      ),
    )
  })
})
