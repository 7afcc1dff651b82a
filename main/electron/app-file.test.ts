import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appFile, namedPath } from './app-file.ts'

const outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'app-file-')))
const folder = path.join(outside, 'renderer')

beforeAll(() => {
  mkdirSync(path.join(folder, 'assets'), { recursive: true })
  mkdirSync(path.join(outside, 'renderer-private'))
  for (const file of [
    'renderer/index.html',
    'renderer/assets/index.js',
    'secret.js',
    'renderer-private/a.js',
    'renderer/key.bin',
  ])
    writeFileSync(path.join(outside, file), file)
  symlinkSync(path.join(outside, 'secret.js'), path.join(folder, 'link.js'))
})
afterAll(() => rmSync(outside, { recursive: true }))

const find = (address: string) => appFile(folder, 'frontline', address)

test('the page and its parts are found, each with its kind', async () => {
  const page = { file: path.join(folder, 'index.html'), type: 'text/html; charset=utf-8' }
  expect(await find('app://frontline/')).toEqual(page)
  expect(await find('app://frontline/index.html?a#b')).toEqual(page)
  expect(await find('app://frontline/assets/index.js')).toMatchObject({ file: path.join(folder, 'assets/index.js') })
})

test.each([
  'app://frontline/../secret.js',
  'app://frontline/%2e%2e/secret.js',
  'app://frontline/..%2fsecret.js',
  'app://frontline/%2e%2e%2fsecret.js',
  'app://frontline/..%5csecret.js',
  'app://frontline/assets/..%2f..%2fsecret.js',
  'app://frontline/..%2frenderer-private/a.js',
  'app://frontline/index.html%00.js',
  'app://frontline/%ff.js',
  'app://frontline//etc/hosts.js',
  'app://frontline/link.js',
  'app://frontline/key.bin',
  'app://frontline/assets',
  'app://frontline/missing.js',
  'app://elsewhere/index.html',
  'not an address',
])('%s is not there', async (address) => expect(await find(address)).toBeNull())

// Each of the two protections by itself: how a path is spelt, and where its file really lies (`link.js` above).
test.each([
  'app://frontline/..%2fsecret.js',
  'app://frontline/%2e%2e%2fsecret.js',
  'app://frontline/..%5csecret.js',
  'app://frontline/assets/..%2f..%2fsecret.js',
  'app://frontline/index.html%00.js',
  'app://elsewhere/index.html',
])('%s is refused by its spelling alone', (address) => expect(namedPath('frontline', address)).toBeNull())

test('a way that is spelt as ours and leads out is refused by where it leads alone', async () => {
  expect(namedPath('frontline', 'app://frontline/link.js')).toBe('/link.js')
  expect(await find('app://frontline/link.js')).toBeNull()
})
