import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeCell } from './merge.ts'

const at = (ver: number, value: number | null) => ({ ver, value })

test('nobody else touched the cell: mine goes on', () => {
  expect(mergeCell(at(3, 10), 20, at(3, 10))).toEqual({ kind: 'mine', base: at(3, 10) })
})
test('it was changed and changed back: mine goes on, on the new version', () => {
  expect(mergeCell(at(3, 10), 20, at(5, 10))).toEqual({ kind: 'mine', base: at(5, 10) })
})
test('both typed the same: nothing to send', () => {
  expect(mergeCell(at(3, 10), 20, at(4, 20))).toEqual({ kind: 'same' })
})
test('I typed back what was there: theirs counts', () => {
  expect(mergeCell(at(3, 10), 10, at(4, 30))).toEqual({ kind: 'theirs' })
})
test('both typed, not the same: a person decides', () => {
  expect(mergeCell(at(3, 10), 20, at(4, 30))).toEqual({ kind: 'conflict' })
})
test('an empty cell is a value like any other, and not zero', () => {
  expect(mergeCell(at(3, 10), null, at(4, 0))).toEqual({ kind: 'conflict' })
  expect(mergeCell(at(3, 10), null, at(4, null))).toEqual({ kind: 'same' })
})

const value = fc.option(fc.integer({ min: 0, max: 3 }))
const side = fc.record({ ver: fc.integer({ min: -1, max: 3 }), value })

test('always: a merge keeps a value that somebody typed, and never sends over one that was not seen', () => {
  const law = fc.property(side, value, side, (base, mine, theirs) => {
    const merged = mergeCell(base, mine, theirs)
    const moved = (base.ver < 0 || base.ver !== theirs.ver) && base.value !== theirs.value
    const holds = {
      mine: !moved || theirs.value === mine,
      same: theirs.value === mine,
      theirs: mine === base.value,
      conflict: new Set([base.value, mine, theirs.value]).size === 3,
    }
    return holds[merged.kind]
  })
  expect(fc.check(law, { numRuns: 5000 })).toMatchObject({ failed: false })
})
