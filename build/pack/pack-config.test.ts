import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import type { Configuration } from 'electron-builder'

const root = path.resolve(import.meta.dirname, '../..')
const resource = (name: string): Buffer => readFileSync(path.join(root, name))

/** The installers no machine of ours can build are at least described rightly: by what the packer itself makes of their settings. */
describe('the installers of every system', () => {
  let config: Configuration
  beforeAll(async () => {
    config = await getConfig(root, path.join(root, 'electron-builder.yml'), null)
  })
  const targets = (of: { target?: unknown } | null | undefined) =>
    [of?.target ?? []].flat().map((one: unknown) => {
      const { target, arch = [] } =
        typeof one === 'string' ? { target: one } : (one as { target: string; arch?: string[] })
      return [target, ...[arch].flat()].join(' ')
    })

  test('are described in words the packer knows', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined()
    const misspelt = { ...config, nsis: { ...config.nsis, perMachin: true } } as Configuration
    await expect(validateConfiguration(misspelt, new DebugLogger(false))).rejects.toThrow('configuration.nsis')
  })

  test('are those of docs/install.md, for both kinds of processor where there are two', () => {
    expect([targets(config.win), targets(config.mac), targets(config.linux)]).toEqual([
      ['nsis x64 arm64'],
      ['dmg x64 arm64', 'zip x64 arm64'],
      ['AppImage', 'deb', 'tar.gz'],
    ])
  })

  test('on Windows go in for one person without an administrator, or for everybody, and leave the data', () => {
    expect(config.nsis).toMatchObject({
      oneClick: false,
      perMachine: false,
      allowElevation: true,
      deleteAppDataOnUninstall: false,
    })
    expect(config.win).toMatchObject({ verifyUpdateCodeSignature: true })
  })

  test('on a Mac run hardened, and updates find the zip beside the dmg', () => {
    expect(config.mac).toMatchObject({ hardenedRuntime: true })
    expect(config.mac?.identity).not.toBeNull() // null would leave it unsigned without a word
  })

  test('hold the store’s native part for each of them', () => {
    expect(JSON.stringify(config.files)).toContain('node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node')
    const parts = ['win32-x64', 'win32-arm64', 'darwin-x64', 'darwin-arm64', 'linux-x64']
    const missing = parts.filter(
      (part) => !existsSync(path.join(root, `node_modules/better-sqlite3/prebuilds/${part}.node`)),
    )
    expect(missing).toEqual([])
  })

  test('have a picture in the form and size each system wants', () => {
    const [ico, icns] = [resource('build/resources/icon.ico'), resource('build/resources/icon.icns')]
    // An .ico names its pictures after six bytes, sixteen bytes each; a width of 0 is 256.
    const widths = Array.from({ length: ico.readUInt16LE(4) }, (_, i) => ico[6 + 16 * i] || 256)
    expect(widths).toContain(256)
    const kinds: string[] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) kinds.push(icns.toString('latin1', at, at + 4))
    expect(kinds).toEqual(expect.arrayContaining(['ic09', 'ic10'])) // 512 and 1024 points
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      const png = resource(`build/resources/icons/${size}x${size}.png`)
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    }
  })
})
