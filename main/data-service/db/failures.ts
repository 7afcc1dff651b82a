import { AppError } from '../../../shared/core/errors.ts'

const codeOf = (thrown: unknown): string => {
  const code = (thrown as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

const NOT_WRITABLE = ['SQLITE_READONLY', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'EACCES', 'EPERM', 'EROFS', 'EIO']

/** The disk did not give bytes that are there: whether they are right is not known. */
const isUnread = (thrown: unknown): boolean =>
  ['SQLITE_IOERR_READ', 'SQLITE_IOERR_CORRUPTFS'].includes(codeOf(thrown)) ||
  (codeOf(thrown) === 'EIO' && (thrown as { syscall?: unknown }).syscall === 'read')

/** SQLite says that the bytes of the file are not a store's, or not this one's. */
export function isDamage(thrown: unknown): boolean {
  const code = codeOf(thrown instanceof AppError ? thrown.cause : thrown)
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')
}

/** What SQLite threw, in words a person can act on; anything that is not a disk's fault goes up unchanged. */
export function asStoreError(thrown: unknown): unknown {
  const code = codeOf(thrown)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'DISK_FULL',
      'The disk is full, so this was not saved. Free some space and try again; nothing that was saved is lost.',
      [],
      { cause: thrown },
    )
  }
  if (isUnread(thrown)) {
    return new AppError(
      'FILE_NOT_READABLE',
      'The disk of this computer gives an error when Frontline reads its store, so this was not done. Nothing in the store was changed. Check that the disk is connected, then try again; if it stays, contact support before removing anything.',
      [],
      { cause: thrown },
    )
  }
  if (NOT_WRITABLE.some((start) => code.startsWith(start))) {
    return new AppError(
      'FILE_NOT_WRITABLE',
      'Frontline cannot write to its store on this computer, so this was not saved. Check that the folder is not read-only and the disk is connected, then try again.',
      [],
      { cause: thrown },
    )
  }
  if (isDamage(thrown)) return damaged(thrown)
  return thrown
}

/** The store's bytes are not what they should be; the file is left as it is. */
export const damaged = (cause: unknown): AppError =>
  new AppError(
    'STORE_UNREADABLE',
    'The store on this computer is damaged or is not a Frontline store. It was left as it is; contact support before removing it.',
    [],
    { cause },
  )
