import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ITEMS } from './items.ts'
import { judge, type RanTest } from './judge.ts'

const root = path.resolve(import.meta.dirname, '../..')
const fine = () => ({ ok: true, said: 'asked' })
const OUTSIDE = { 'electron-version': fine, audit: fine }
const allRan: RanTest[] = ITEMS.flatMap(({ proofs }) => proofs.map(([file, name]) => ({ file, name, passed: true })))

test('there are 48 items, and each has a check', () => {
  expect(ITEMS).toHaveLength(48)
  expect(ITEMS.filter(({ proofs, outside }) => proofs.length === 0 && outside === undefined)).toEqual([])
})

test('every row passes when all its checks did, and says what they were', () => {
  const rows = judge(allRan, OUTSIDE)
  expect(rows.filter(({ verdict }) => verdict === 'FAIL')).toEqual([])
  expect(rows.filter(({ check }) => check === '')).toEqual([])
})

test('always: a check that failed or did not run fails its row, and no other check makes up for it', () => {
  for (const [i, gone] of allRan.entries()) {
    const failed = allRan.map((ran, n) => (n === i ? { ...ran, passed: false } : ran))
    expect(judge(failed, OUTSIDE).some(({ verdict, check }) => verdict === 'FAIL' && check.includes(gone.name))).toBe(
      true,
    )
  }
  const nothing = judge([], OUTSIDE).filter(({ verdict }) => verdict === 'pass')
  expect(nothing.map(({ number }) => number)).toEqual([19])
  const refused = judge(allRan, { ...OUTSIDE, 'electron-version': () => ({ ok: false, said: 'too old' }) })
  expect(refused[18]).toMatchObject({ verdict: 'FAIL', check: 'too old' })
})

test('every check that is named is a test of this repository', () => {
  const texts = new Map(
    ['main', 'server', 'tests'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /(\.test|-suite)\.ts$/.test(file))
        .map((file) => {
          const name = path.posix.join(folder, file.replaceAll('\\', '/'))
          return [name, readFileSync(path.join(root, name), 'utf8')] as const
        }),
    ),
  )
  // The name of a test that is made of parts is looked for by its last words.
  const lost = ITEMS.flatMap(({ proofs }) => proofs).filter(([place, name]) => {
    const near = [...texts].filter(([file]) => file.startsWith(place) || file.startsWith('tests/support/'))
    const words = name.split(' ')
    return !near.some(([, text]) => text.includes(name) || text.includes(words.slice(-2).join(' ')))
  })
  expect(lost).toEqual([])
})
