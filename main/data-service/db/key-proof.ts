import { createHmac } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import type { EditsLog } from './edits-log.ts'

const nameIn = (folder: string): string => path.join(folder, 'key.check')

/** A keyed fingerprint: tells a wrong key from a damaged file, and nothing about the key. */
const fingerprint = (key: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update('frontline').digest('hex')

/**
 * Whether the key of a store that cannot be read is the right one all the same: its fingerprint is beside the store,
 * or it opens a record of the log. Only then is the store damaged; else the key is wrong and nothing is touched.
 */
export function fitsKey(folder: string, key: string, log: EditsLog): boolean {
  if (existsSync(nameIn(folder)) && readFileSync(nameIn(folder), 'utf8') === fingerprint(key)) return true
  for (const stretch of log.read()) if (stretch.kind === 'edit') return true
  return false
}

/** Writes down which key this store has. */
export const saveFingerprint = (folder: string, key: string): void => {
  const file = nameIn(folder)
  if (existsSync(file) && readFileSync(file, 'utf8') === fingerprint(key)) return
  writeFileSync(file, fingerprint(key), { mode: 0o600 })
}

export const wrongKey = (): AppError =>
  new AppError(
    'KEY_STORE_UNREADABLE',
    'The key on this computer does not open your store. It was left as it is; sign in again, and if that does not help contact support.',
  )
