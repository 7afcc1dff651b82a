import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'

export type Redis = {
  readonly url: string
  /** Ends it as a crash would. */
  readonly stop: () => Promise<void>
  /** Lets it hang: it takes what is sent and answers nothing, until it goes on. */
  readonly hang: () => void
  readonly goOn: () => void
  /** Starts it again on the same port, empty. */
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * A real Redis of its own for one test file. Debian's redis-tools brings the program under the name of its checker, and
 * no service that runs in the background.
 */
export async function redis(): Promise<Redis> {
  const program = spawnSync('redis-server', ['--version']).status === 0 ? 'redis-server' : 'redis-check-rdb'
  const folder = mkdtempSync(path.join(tmpdir(), 'frontline-redis-'))
  const port = await freePort()
  let stop = async () => {}
  let signal = (_name: NodeJS.Signals): void => {}
  const start = async () => {
    const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
    const child = spawn(program, flags, { argv0: 'redis-server', stdio: ['ignore', 'pipe', 'ignore'] })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('Ready to accept connections')) resolve()
      })
      child.once('error', reject)
      child.once('exit', () => reject(new Error('Redis stopped before it was ready')))
    })
    signal = (name) => void child.kill(name)
    stop = async () => {
      child.kill('SIGKILL')
      await ended
    }
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop: () => stop(),
    hang: () => signal('SIGSTOP'),
    goOn: () => signal('SIGCONT'),
    close: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
