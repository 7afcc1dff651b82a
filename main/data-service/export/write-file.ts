import { rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { AppError } from '../../../shared/core/errors.ts'

/** Where a file is written until it is whole. */
export const partOf = (file: string): string => `${file}.part`

/** Writes a file whole or not at all: beside its place first, then renamed into it. What was there stays until then. */
export async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const part = partOf(file)
  try {
    const handle = await open(part, 'w')
    try {
      await handle.writeFile(content)
    } finally {
      await handle.close()
    }
    await finishPart(part, file)
  } catch (cause) {
    removePart(part)
    throw asFileError(cause)
  }
}

/** A part that is whole: onto the disk, then into its place. */
export async function finishPart(part: string, file: string): Promise<void> {
  const handle = await open(part, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(part, file)
}

export const removePart = (part: string): void => rmSync(part, { force: true })

/** Why a file cannot be written, in words a person can act on. */
export function asFileError(cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'DISK_FULL',
      'The disk is full, so the file was not written. Free some space or choose another place.',
      [],
      { cause },
    )
  }
  return new AppError(
    'FILE_NOT_WRITABLE',
    'The file cannot be written there. If it is open in Excel, close it; else choose a folder you may write to.',
    [],
    { cause },
  )
}
