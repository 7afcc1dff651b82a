import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { eraseUnused, noteUse } from './retention.ts'

const DAY = 86_400_000
const START = Date.parse('2026-04-10T10:00:00Z')

function someFolders() {
  const root = mkdtempSync(path.join(tmpdir(), 'retention-'))
  const folder = (letter: string) => path.join(root, letter.repeat(32))
  for (const letter of ['a', 'b', 'c', 'd']) mkdirSync(path.join(folder(letter), 'store'), { recursive: true })
  mkdirSync(path.join(root, 'not a person'))
  return { root, folder }
}

test('what nobody used for as long as the organisation says is erased, and nothing that is only here', () => {
  const { root, folder } = someFolders()
  noteUse(folder('a'), 0, START)
  noteUse(folder('b'), 3, START)
  noteUse(folder('c'), 0, START + 80 * DAY)
  expect(eraseUnused(root, 0, START + 500 * DAY)).toBe(0)
  expect(eraseUnused(root, 90, START + 90 * DAY)).toBe(0)
  expect(eraseUnused(root, 90, START + 91 * DAY)).toBe(1)
  expect(['a', 'b', 'c', 'd'].map((letter) => existsSync(folder(letter)))).toEqual([false, true, true, true])
})

test('an edit that waits is written down at once, the same state once an hour', () => {
  const { folder } = someFolders()
  const read = () => JSON.parse(readFileSync(path.join(folder('a'), 'last-use.json'), 'utf8')) as unknown
  noteUse(folder('a'), 0, START)
  noteUse(folder('a'), 0, START + 1000)
  expect(read()).toEqual({ at: '2026-04-10T10:00:00.000Z', unsent: 0 })
  noteUse(folder('a'), 1, START + 2000)
  expect(read()).toEqual({ at: '2026-04-10T10:00:02.000Z', unsent: 1 })
})
