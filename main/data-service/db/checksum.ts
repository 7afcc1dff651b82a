import { createHash } from 'node:crypto'
import type { ScopeSum } from '../sync/sync-store.ts'
import { type Database, sql } from './store.ts'

type Row = {
  readonly scenario: string
  readonly period: string
  readonly lineId: string
  readonly ver: number
  readonly value: number | null
  readonly seq: number
}

const SCOPE = `SELECT scenario, period, line_id AS lineId, ver, value, seq FROM cell
  WHERE site_id = ? AND period >= ? AND period < ?`

/**
 * The checksum of a scope: the sum, modulo 2^48, of the first 48 bits of the MD5 of every cell's
 * `period|line|scenario|version|value`, as the server keeps it (server/store/migrations/0007-checksums.ts). The order
 * of the cells makes no difference. MD5 tells by accident only; nobody is kept out by it.
 */
export function checksumOf(db: Database, siteId: string, year: number): ScopeSum {
  let sum = 0n
  let newest = 0
  for (const row of sql(db, SCOPE).iterate(siteId, `${year}`, `${year + 1}`) as IterableIterator<Row>) {
    const { scenario, period, lineId, ver, value, seq } = row
    const digest = createHash('md5')
      .update(`${period}|${lineId}|${scenario}|${ver}|${value ?? ''}`)
      .digest()
    sum += BigInt(digest.readUIntBE(0, 6))
    newest = Math.max(newest, seq)
  }
  return { seq: newest, checksum: (sum % 2n ** 48n).toString(16).padStart(12, '0') }
}
