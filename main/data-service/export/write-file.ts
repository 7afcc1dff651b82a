import { rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { AppError } from '../../../shared/core/errors.ts'

/** Writes a file whole or not at all: beside its place first, then renamed into it. What was there stays until then. */
export async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const part = `${file}.part`
  try {
    const handle = await open(part, 'w')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
  } catch (cause) {
    rmSync(part, { force: true })
    throw asFileError(cause)
  }
}

function asFileError(cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'DISK_FULL',
      'The disk is full, so the workbook was not written. Free some space or choose another place.',
      [],
      { cause },
    )
  }
  return new AppError(
    'FILE_NOT_WRITABLE',
    'The workbook cannot be written there. If it is open in Excel, close it; else choose a folder you may write to.',
    [],
    { cause },
  )
}
