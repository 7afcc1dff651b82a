// `npm run pack [-- dir tar.gz deb AppImage nsis dmg zip]`: builds the workbench and its installers for this system into
// `release/`, lists their sizes, and says of each that could not be built what it lacks. Without names: all of this system.
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { build, type Configuration, Platform } from 'electron-builder'
import { bundle } from './bundle.ts'
import { electronVersions, trialConfig } from './pack/trial.ts'

const root = path.resolve(import.meta.dirname, '..')
const release = path.join(root, 'release')
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  linux: ['dir', 'tar.gz', 'deb', 'AppImage'],
  win32: ['dir', 'nsis'],
  darwin: ['dir', 'dmg', 'zip'],
}
const own = TARGETS[process.platform] ?? []
const asked = process.argv.slice(2)
const wanted = asked.length > 0 ? asked : own

const { wanted: pinned, here } = electronVersions()
const isTrial = here !== null && here !== pinned
if (isTrial)
  console.log(
    `pack: this machine has Electron ${here} instead of ${pinned}: what is packed is a trial, named so, and must not be given to anybody`,
  )
useLocalTools()
if (!bundle()) process.exit(1)
rmSync(release, { recursive: true, force: true })

const config: Configuration = isTrial ? trialConfig(here) : { extends: path.join(root, 'electron-builder.yml') }
const notBuilt: string[] = []
for (const target of wanted) {
  if (!own.includes(target)) {
    notBuilt.push(
      `${target}: is built on ${systemOf(target)}; its configuration is checked by build/pack/pack-config.test.ts`,
    )
    continue
  }
  try {
    await build({
      targets: Platform.current().createTarget(target),
      config: structuredClone(config),
      projectDir: root,
      publish: 'never',
    })
  } catch (thrown) {
    notBuilt.push(`${target}: ${reasonOf(thrown)}`)
  }
}

console.log('')
for (const { name, bytes } of made()) console.log(`pack: ${name}  ${(bytes / 1_000_000).toFixed(1)} MB`)
for (const line of notBuilt) console.log(`pack: NOT BUILT  ${line}`)
process.exitCode = made().length > 0 ? 0 : 1

/** Tools from npm and Debian in the place of those electron-builder would download from GitHub. */
function useLocalTools(): void {
  const seven = (createRequire(import.meta.url)('7zip-bin') as { path7za: string }).path7za
  if (existsSync(seven)) {
    chmodSync(seven, 0o755)
    process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= seven
  }
  const hasFpm = spawnSync('fpm', ['--version']).status === 0
  const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0
  if (!hasFpm && hasDpkg) process.env['CUSTOM_FPM_PATH'] ??= path.join(root, 'build/fpm-deb.cjs')
}

function systemOf(target: string): string {
  return Object.entries(TARGETS).find(([, names]) => names.includes(target))?.[0] ?? 'no system Frontline knows'
}

/** The first line of a failure that says something; a download that is refused names what it was for. */
function reasonOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  if (/github/i.test(text))
    return 'needs a tool that electron-builder fetches from GitHub, which this machine cannot reach'
  return text.split('\n')[0] ?? 'unknown'
}

function made(): { name: string; bytes: number }[] {
  if (!existsSync(release)) return []
  return readdirSync(release, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(release, entry.name)
    if (entry.isDirectory())
      return entry.name.endsWith('-unpacked') ? [{ name: `${entry.name}/`, bytes: bytesIn(file) }] : []
    return /\.(deb|gz|AppImage|exe|dmg|zip)$/.test(entry.name) ? [{ name: entry.name, bytes: statSync(file).size }] : []
  })
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
}
