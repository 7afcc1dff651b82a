import { rmSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { AppError } from '../../shared/core/errors.ts'

/** Writes a print whole or not at all; what was there stays until then. Throws FILE_NOT_WRITABLE or DISK_FULL. */
export async function savePrint(file: string, print: () => Promise<Uint8Array>): Promise<{ readonly file: string }> {
  const content = await print()
  const part = `${file}.part`
  try {
    await writeFile(part, content, { flush: true })
    await rename(part, file)
    return { file }
  } catch (cause) {
    rmSync(part, { force: true })
    const { code } = cause as NodeJS.ErrnoException
    throw code === 'ENOSPC' || code === 'EDQUOT'
      ? new AppError('DISK_FULL', 'The disk is full, so the PDF was not written. Free some space.', [], { cause })
      : new AppError(
          'FILE_NOT_WRITABLE',
          'The PDF cannot be written there. If it is open, close it; else choose a folder you may write to.',
          [],
          { cause },
        )
  }
}
