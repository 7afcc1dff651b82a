import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { syncFolder } from './durable-files.ts'

/** Where damaged files go, by the time they were found; nothing in it is ever deleted (sync.md 3.10). */
export const quarantineOf = (folder: string, now: number): string =>
  path.join(folder, 'quarantine', new Date(now).toISOString().replaceAll(':', '-'))

/** Moves files of a folder away together; those that are not there are passed over. Gives the names it moved. */
export function moveAside(folder: string, names: readonly string[], into: string): string[] {
  mkdirSync(into, { recursive: true, mode: 0o700 })
  const moved = names.filter((name) => existsSync(path.join(folder, name)))
  for (const name of moved) renameSync(path.join(folder, name), path.join(into, name))
  syncFolder(into)
  syncFolder(folder)
  return moved
}

/** Keeps bytes that could not be read. */
export function setBytesAside(into: string, name: string, bytes: Buffer): void {
  mkdirSync(into, { recursive: true, mode: 0o700 })
  writeFileSync(path.join(into, name), bytes, { mode: 0o600, flush: true })
  syncFolder(into)
}
