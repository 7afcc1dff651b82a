import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { NodeHttpExecutor } from 'builder-util'
import { AppImageUpdater } from 'electron-updater'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { applyUpdateRules, mayInstall } from '../../main/updates/update-rules.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'frontline-updates-'))
const NEW = Buffer.from('a newer Frontline')
let feed = ''
let server: Server
let url = ''
beforeAll(async () => {
  server = createServer(({ url: asked = '' }, response) => {
    if (asked.startsWith('/latest-linux.yml')) return response.end(feed)
    if (asked.startsWith('/Frontline.AppImage')) return response.end(NEW)
    return response.writeHead(404).end()
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  process.env['APPIMAGE'] = path.join(folder, 'Frontline.AppImage')
})

const sha512 = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64')
const publish = (version: string, hash = sha512(NEW), more = '') => {
  feed = `version: ${version}\nfiles:\n  - url: Frontline.AppImage\n    sha512: ${hash}\n    size: ${NEW.length}\npath: Frontline.AppImage\nsha512: ${hash}\nreleaseDate: '2026-04-10T10:00:00.000Z'\n${more}`
}

/** The library's way to fetch, over Node's HTTP instead of Electron's. */
class NodeFetcher extends NodeHttpExecutor {
  readonly download = (...asked: Parameters<ElectronHttpExecutor['download']>) =>
    ElectronHttpExecutor.prototype.download.apply(this as never, asked)
}

/** The library's own updater under our rules, as version 1.4.0 of the application. */
function anUpdater() {
  const config = path.join(folder, 'app-update.yml')
  writeFileSync(config, `provider: generic\nurl: ${url}\nupdaterCacheDirName: frontline\n`)
  const app = {
    version: '1.4.0',
    name: 'Frontline',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder,
    baseCachePath: path.join(folder, 'cache'),
    whenReady: () => Promise.resolve(),
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  }
  const updater = new AppImageUpdater(null, app)
  ;(updater as unknown as { httpExecutor: NodeFetcher }).httpExecutor = new NodeFetcher()
  applyUpdateRules(updater, url)
  updater.logger = null
  updater.autoDownload = false
  return updater
}
const offered = async () => (await anUpdater().checkForUpdates())?.isUpdateAvailable

test('a newer version is offered, the same and an older one are not, nor is one for trials', async () => {
  publish('1.5.0')
  expect(await offered()).toBe(true)
  publish('1.4.0')
  expect(await offered()).toBe(false)
  publish('1.3.9')
  expect(await offered()).toBe(false)
  publish('1.5.0-beta.1')
  expect(await offered()).toBe(false)
})

test('a file that is not the one the feed names is thrown away', async () => {
  publish('1.5.0', sha512(Buffer.from('something else')))
  const updater = anUpdater()
  await updater.checkForUpdates()
  await expect(updater.downloadUpdate()).rejects.toThrow(/sha512 checksum mismatch/)
  publish('1.5.0')
  const good = anUpdater()
  await good.checkForUpdates()
  const [file = ''] = await good.downloadUpdate()
  expect(readFileSync(file)).toEqual(NEW)
})

test('a version that goes out in stages reaches nobody at nought of a hundred', async () => {
  publish('1.5.0', sha512(NEW), 'stagingPercentage: 0\n')
  expect(await offered()).toBe(false)
})

test('nothing is put in place while something is sent, received or exported', () => {
  expect(mayInstall({ syncing: false, exporting: 0 })).toBe(true)
  expect(mayInstall({ syncing: true, exporting: 0 })).toBe(false)
  expect(mayInstall({ syncing: false, exporting: 1 })).toBe(false)
})

test('installers say who made them and where updates come from, and remove nobody’s data', () => {
  const config = readFileSync(path.resolve(import.meta.dirname, '../../electron-builder.yml'), 'utf8')
  for (const line of [
    'verifyUpdateCodeSignature: true',
    'hardenedRuntime: true',
    'provider: generic',
    'deleteAppDataOnUninstall: false',
    'onlyLoadAppFromAsar: true',
    'enableEmbeddedAsarIntegrityValidation: true',
  ])
    expect(config).toContain(line)
  expect(config).toMatch(/url: https:/)
})
