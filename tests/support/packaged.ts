import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { ROOT } from './workbench.ts'

/** What `npm run pack -- dir` leaves. */
export const PACKED = path.join(ROOT, 'release/linux-unpacked')
export const PACKED_BINARY = path.join(PACKED, 'frontline')

/**
 * A copy of the packaged application that differs in one fuse: Node's inspector is let in, because Playwright drives the
 * main process through it. Gives the copy's binary.
 */
export async function drivableCopy(folder: string): Promise<string> {
  if (!existsSync(PACKED_BINARY)) throw new Error('Nothing is packed yet: run `npm run pack -- dir` first.')
  rmSync(folder, { recursive: true, force: true })
  // Links cost nothing; only the binary is written to, so only that one is copied.
  const linked = spawnSync('cp', ['-al', PACKED, folder], { encoding: 'utf8' })
  if (linked.status !== 0) throw new Error(linked.stderr)
  const binary = path.join(folder, 'frontline')
  rmSync(binary)
  copyFileSync(PACKED_BINARY, binary)
  await letInspectorIn(binary)
  return binary
}

export const letInspectorIn = async (binary: string): Promise<void> => {
  await flipFuses(binary, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true })
}
