import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { DataKey } from './data-key.ts'
import { aKeyStore, NO_KEY_STORE } from '../../tests/support/key-store.ts'

const aFolder = () => mkdtempSync(path.join(tmpdir(), 'data-key-'))
const fileOf = (folder: string) => path.join(folder, 'key.json')

test('a key is made once, sealed by the key store, and the same at the next start', async () => {
  const folder = aFolder()
  const box = aKeyStore('ring one')
  const first = await new DataKey(folder, box).read(false)
  const second = await new DataKey(folder, box).read(true)
  expect(first).toMatchObject({ status: 'open', key: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(second).toEqual(first)
  expect(readFileSync(fileOf(folder), 'utf8')).not.toContain(first.status === 'open' ? first.key : '')
  expect(statSync(fileOf(folder)).mode & 0o777).toBe(0o600)
})

test('a key store that was replaced or does not answer never leads to a new key over an old store', async () => {
  const folder = aFolder()
  await new DataKey(folder, aKeyStore('ring one')).read(false)
  const before = readFileSync(fileOf(folder))
  const unreadable = { code: 'KEY_STORE_UNREADABLE', message: expect.stringContaining('Your store is untouched') }
  await expect(new DataKey(folder, aKeyStore('ring two')).read(true)).rejects.toMatchObject(unreadable)
  await expect(new DataKey(folder, NO_KEY_STORE).read(true)).rejects.toMatchObject(unreadable)
  expect(readFileSync(fileOf(folder))).toEqual(before)
})

test('a store whose key file is gone or damaged is left alone', async () => {
  const folder = aFolder()
  await expect(new DataKey(folder, aKeyStore('ring')).read(true)).rejects.toMatchObject({
    code: 'KEY_STORE_UNREADABLE',
  })
  writeFileSync(fileOf(folder), '{"wrappedBy":')
  await expect(new DataKey(folder, aKeyStore('ring')).read(true)).rejects.toMatchObject({
    code: 'KEY_STORE_UNREADABLE',
  })
})

test('without a key store a pass phrase locks the key, and only that pass phrase opens it', async () => {
  const folder = aFolder()
  const dataKey = new DataKey(folder, NO_KEY_STORE)
  expect(await dataKey.read(false)).toEqual({ status: 'needs-pass-phrase', mode: 'create' })
  const key = await dataKey.create('café at noon')
  expect(await dataKey.read(true)).toEqual({ status: 'needs-pass-phrase', mode: 'unlock' })
  expect(readFileSync(fileOf(folder), 'utf8')).not.toMatch(key)
  expect(await dataKey.unlock('cafe\u0301 at noon')).toBe(key) // typed with a combining accent
  await expect(dataKey.unlock('cafe at noon')).rejects.toMatchObject({ code: 'KEY_STORE_UNREADABLE' })
})
