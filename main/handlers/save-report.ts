import { writeFile } from 'node:fs/promises'
import { AppError } from '../../shared/core/errors.ts'

/** Writes a report for support, one that a person can read before they send it. Throws FILE_NOT_WRITABLE. */
export async function saveReport(file: string, report: Record<string, unknown>): Promise<{ readonly file: string }> {
  try {
    await writeFile(file, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600, flush: true })
    return { file }
  } catch (cause) {
    throw new AppError('FILE_NOT_WRITABLE', 'The report cannot be written there. Choose another folder.', [], { cause })
  }
}
