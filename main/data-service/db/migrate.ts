import type { Database } from './store.ts'
import { inTransaction } from './store.ts'
import { createStore } from './migrations/0001-create-store.ts'
import { addReference } from './migrations/0002-reference.ts'
import { addRowCrc } from './migrations/0003-row-crc.ts'
import { addUndoStepsAndRemovals } from './migrations/0004-undo-steps-and-removals.ts'
import { keepWarnings } from './migrations/0005-kept-warnings.ts'
import { addReview } from './migrations/0006-review.ts'
import { keepYears } from './migrations/0007-kept-years.ts'
import { addComments } from './migrations/0008-comments.ts'
import { addSiteAttributes } from './migrations/0009-site-attributes.ts'
import { keepTypedAs } from './migrations/0011-typed-as.ts'
import { carryComments } from './migrations/0012-carried-comments.ts'
import { makeKeptWarningsSteps } from './migrations/0013-kept-warnings-are-steps.ts'
import { defineRowCrc, guardRows, sealAllRows } from './row-crc.ts'

/** Run once each, in this order. Only ever add to the end, and only ever add schema (house.md 12). */
export const MIGRATIONS: readonly string[] = [
  createStore,
  addReference,
  addRowCrc,
  addUndoStepsAndRemovals,
  keepWarnings,
  addReview,
  keepYears,
  addComments,
  addSiteAttributes,
  keepTypedAs,
  carryComments,
  makeKeptWarningsSteps,
]

/** The version of a store's schema; 0 for one that was just made. */
export const versionOf = (db: Database): number => db.pragma('user_version', { simple: true }) as number

/**
 * Brings a store to this version: every missing step and its number in one transaction, after `backUp` has put a copy
 * aside. A store that a newer Frontline only added to is left at its version.
 */
export function migrate(db: Database, backUp: () => void, steps: readonly string[] = MIGRATIONS): void {
  defineRowCrc(db)
  const version = versionOf(db)
  if (version < steps.length) {
    if (version > 0) backUp()
    inTransaction(db, () => {
      for (const step of steps.slice(version)) db.exec(step)
      sealAllRows(db)
      db.pragma(`user_version = ${steps.length}`)
    })
  }
  guardRows(db)
}
