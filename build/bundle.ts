import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** Builds the workbench into `out/`; says what is wrong and gives false when it does not build. */
export function bundle(): boolean {
  const done = spawnSync('npm', ['run', '-s', 'build', '--', '--logLevel', 'warn'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return done.status === 0
}
