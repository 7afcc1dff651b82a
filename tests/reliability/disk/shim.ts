import { spawnSync } from 'node:child_process'
import { mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { must } from '../../../shared/core/bug.ts'

const built = path.resolve(import.meta.dirname, '../../../out/reliability/shim.so')

/** Builds what stands between a process and its disk; null with the reason where that cannot be. */
export function buildShim(): { readonly file: string } | { readonly file: null; readonly why: string } {
  if (process.platform !== 'linux') return { file: null, why: 'not run here: only Linux lets a disk be imitated' }
  if (spawnSync('cc', ['--version']).status !== 0) return { file: null, why: 'not run here: no C compiler' }
  mkdirSync(path.dirname(built), { recursive: true })
  const mine = `${built}.${process.pid}` // two goals may build at once
  const source = path.join(import.meta.dirname, 'shim.c')
  const done = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', mine, source, '-ldl'])
  if (done.status !== 0) throw new Error(`the shim does not compile: ${done.stderr.toString()}`)
  renameSync(mine, built)
  return { file: built }
}

/** The environment in which a process has the shim between itself and the files under `root`. */
export const shimmed = (root: string, trace?: string): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_PRELOAD: must(buildShim().file, 'the goal asked whether there is a shim before'),
  SHIM_ROOT: root,
  ...(trace !== undefined && { SHIM_TRACE: trace }),
})
