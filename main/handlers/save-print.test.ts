import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder } from '../../tests/support/data-service.ts'
import { savePrint } from './save-print.ts'

let folder: ReturnType<typeof aFolder>
beforeEach(() => {
  folder = aFolder()
})
afterEach(() => folder.remove())

const content = async () => new Uint8Array([37, 80, 68, 70])

test('a print takes the place of an older one of that name, and leaves nothing beside it', async () => {
  const file = path.join(folder.path, 'P&L 0427.pdf')
  writeFileSync(file, 'older')
  expect(await savePrint(file, content)).toEqual({ file })
  expect(readFileSync(file, 'latin1')).toBe('%PDF')
  expect(readdirSync(folder.path)).toEqual(['P&L 0427.pdf'])
})

test('a folder that is not there is said in words to act on, and the older print stays', async () => {
  const refused = savePrint(path.join(folder.path, 'gone', 'x.pdf'), content)
  await expect(refused).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE' })
})

test('when the page cannot be printed, what was there before stays', async () => {
  const file = path.join(folder.path, 'kept.pdf')
  writeFileSync(file, 'older')
  await expect(savePrint(file, () => Promise.reject(new Error('no printer')))).rejects.toThrow('no printer')
  expect(readFileSync(file, 'utf8')).toBe('older')
  expect(existsSync(`${file}.part`)).toBe(false)
})
