import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LOG_NAME } from '../../main/data-service/db/edits-log.ts'
import { openOperations } from '../../main/data-service/db/operations.ts'
import { rows } from '../../main/data-service/db/store.ts'
import { A_KEY } from '../support/data-service.ts'
import { Model } from '../support/far-end.ts'
import { Laptop } from '../support/laptop.ts'

const TYPED = [
  ['selfDaily', 6_000_000],
  ['valetDaily', 5_000_000],
]

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'frontline-tampered-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const at = (folder: string, name: string) => path.join(root, folder, name)
const KEYS: Readonly<Record<string, string>> = { mara: A_KEY, owen: 'f'.repeat(64) }
const opened = (folder: string, person = 'mara') =>
  Laptop.open(path.join(root, folder), person, new Model(), Date.now, KEYS[person])
const waiting = (laptop: Laptop) =>
  openOperations(laptop.db)
    .map(({ lineId, value }) => [lineId, value])
    .toSorted(([a], [b]) => String(a).localeCompare(String(b)))

/** A laptop with two edits that are nowhere else, closed. */
async function aLaptop(folder: string, person = 'mara', typed = TYPED as [string, number][]): Promise<void> {
  const laptop = await opened(folder, person)
  await laptop.sync()
  for (const [line, value] of typed) laptop.write(line, '2026-04-16', value)
  await laptop.close()
}

describe('a laptop whose files somebody changed while it was closed', () => {
  test.each(['store.db', LOG_NAME])('never shows or sends another number: a byte anywhere in %s', async (name) => {
    await aLaptop('own')
    const { size } = statSync(at('own', name))
    for (const place of [0, 17, 30, 100, 0.2, 0.4, 0.5, 0.6, 0.8, 0.99]) {
      cpSync(path.join(root, 'own'), path.join(root, 'changed'), { recursive: true })
      const bytes = readFileSync(at('changed', name))
      const index = place < 1 ? Math.floor(size * place) : place
      bytes[index] = (bytes[index] ?? 0) ^ 0x40
      writeFileSync(at('changed', name), bytes)
      const laptop = await opened('changed')
      expect([place, waiting(laptop)]).toEqual([place, TYPED])
      await laptop.close()
      rmSync(path.join(root, 'changed'), { recursive: true })
    }
  })

  test('takes nothing from the files of somebody else that were put in their place', async () => {
    await aLaptop('own')
    await aLaptop('theirs', 'owen', [['selfMonthly', 4_000_000]])
    for (const names of [['store.db'], [LOG_NAME], ['store.db', LOG_NAME]]) {
      cpSync(path.join(root, 'own'), path.join(root, 'changed'), { recursive: true })
      for (const name of names) cpSync(at('theirs', name), at('changed', name))
      const laptop = await opened('changed')
      const found = rows(laptop.db, `SELECT line_id FROM op WHERE line_id = 'selfMonthly'`)
      expect([names, found]).toEqual([names, []])
      await laptop.close()
      rmSync(path.join(root, 'changed'), { recursive: true })
    }
  })

  test('takes no edit twice when its second copy is written again behind itself', async () => {
    await aLaptop('own')
    appendFileSync(at('own', LOG_NAME), readFileSync(at('own', LOG_NAME)))
    rmSync(at('own', 'store.db'))
    const laptop = await opened('own')
    expect(waiting(laptop)).toEqual(TYPED)
    await laptop.close()
  })
})
