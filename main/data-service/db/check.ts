import { readMeta, writeMeta } from './meta.ts'
import { countDamagedRows, defineRowCrc } from './row-crc.ts'
import type { Database } from './store.ts'

const A_WEEK = 7 * 24 * 60 * 60 * 1000

/** The store is not what was written into it; what can be saved is saved (recover.ts). */
export class Damage extends Error {
  override readonly name = 'Damage'
}

/**
 * Whether a store is what was written into it (sync.md 3.10): the rows a person typed at every start, every page after
 * a start that did not end well, and once a week. Throws Damage, or what SQLite throws when a page cannot be read.
 */
export function checkStore(db: Database, now: number): void {
  defineRowCrc(db)
  const checkedAt = Date.parse(readMeta(db, 'checkedAt') ?? '')
  const isDue = readMeta(db, 'openedAt') !== undefined || !(now - checkedAt < A_WEEK && now >= checkedAt)
  if (isDue) checkEveryPage(db)
  const damaged = countDamagedRows(db)
  if (damaged > 0) throw new Damage(`${damaged} rows are not what was written`)
  if (isDue) writeMeta(db, 'checkedAt', new Date(now).toISOString())
}

/** Reads every page and index of a store. */
export function checkEveryPage(db: Database): void {
  const found = db.pragma('integrity_check(20)', { simple: false }) as { integrity_check: string }[]
  const problems = found.map((problem) => problem.integrity_check).filter((text) => text !== 'ok')
  if (problems.length > 0) throw new Damage(problems.join('; '))
}
