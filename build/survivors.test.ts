import { expect, test } from 'vitest'
import { type Mutant, type Survivor, survivorsAgainst } from './survivors.ts'

const source = `const LIMIT = 3

export function isOver(value: number): boolean {
  return value > LIMIT
}
`
const aMutant = (changed: Partial<Mutant> = {}): Mutant => ({
  file: 'shared/calc/limit.ts',
  mutator: 'EqualityOperator',
  replacement: 'value >= LIMIT',
  outcome: 'survived',
  source,
  location: { start: { line: 4, column: 10 }, end: { line: 4, column: 23 } },
  ...changed,
})
const survivor: Survivor = {
  file: 'shared/calc/limit.ts',
  in: 'isOver',
  mutator: 'EqualityOperator',
  original: 'value > LIMIT',
  replacement: 'value >= LIMIT',
}
const explained = [{ why: 'No value ever equals the limit.', mutants: [survivor] }]

test('a mutant that survives and is not explained is named with its place and its texts', () => {
  expect(survivorsAgainst([aMutant(), aMutant({ outcome: 'killed' })], [])).toEqual({
    rows: [
      { file: 'shared/calc/limit.ts', mutants: 2, killed: 1, survived: 1, score: '50.0 %' },
      { file: 'all', mutants: 2, killed: 1, survived: 1, score: '50.0 %' },
    ],
    unexplained: [survivor],
    gone: [],
  })
})

test('one explanation covers one survivor, not a second one with the same words', () => {
  expect(survivorsAgainst([aMutant()], explained).unexplained).toEqual([])
  expect(survivorsAgainst([aMutant(), aMutant()], explained).unexplained).toEqual([survivor])
})

test('an explanation of a mutant that is killed is reported, unless its file was not tried', () => {
  expect(survivorsAgainst([aMutant({ outcome: 'killed' })], explained).gone).toEqual([survivor])
  expect(survivorsAgainst([aMutant({ outcome: 'killed', file: 'shared/calc/other.ts' })], explained).gone).toEqual([])
})

test('a text of several lines is told in one line, and a long one without its middle', () => {
  const long = aMutant({
    replacement: `{ ${'a'.repeat(150)} }`,
    location: { start: { line: 3, column: 48 }, end: { line: 5, column: 2 } },
  })
  expect(survivorsAgainst([long], []).unexplained).toEqual([
    {
      ...survivor,
      original: '{ return value > LIMIT }',
      replacement: `{ ${'a'.repeat(78)} … ${'a'.repeat(28)} }`,
    },
  ])
})

test('an explanation stays when its mutant ran into the time limit, which counts as killed', () => {
  const { rows, unexplained, gone } = survivorsAgainst([aMutant({ outcome: 'timeout' })], explained)
  expect([rows[1]?.killed, unexplained, gone]).toEqual([1, [], []])
})
