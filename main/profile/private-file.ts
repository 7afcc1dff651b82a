import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { AppError } from '../../shared/core/errors.ts'

/** Writes a small file only this person can read, whole or not at all. */
export function writePrivate(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const next = `${file}.next`
  try {
    writeFileSync(next, content, { mode: 0o600, flush: true })
    renameSync(next, file)
  } catch (cause) {
    rmSync(next, { force: true })
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC'
    throw new AppError(
      full ? 'DISK_FULL' : 'FILE_NOT_WRITABLE',
      full
        ? 'The disk is full. Free some space and try again; nothing that was saved is lost.'
        : 'Frontline cannot write to its folder. Check that it is not read-only, then try again.',
      [],
      { cause },
    )
  }
}

/** A JSON file checked by its schema; undefined when it is not there or not what it should be. */
export function readJson<T extends z.ZodType>(file: string, schema: T): z.infer<T> | undefined {
  if (!existsSync(file)) return undefined
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
