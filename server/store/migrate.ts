import { type Migration, Migrator } from 'kysely/migration'
import * as start from './migrations/0001-start.ts'
import * as results from './migrations/0002-results.ts'
import * as scheduled from './migrations/0003-scheduled.ts'
import * as reference from './migrations/0004-reference.ts'
import * as checksums from './migrations/0007-checksums.ts'
import * as documents from './migrations/0008-documents.ts'
import * as imports from './migrations/0009-imports.ts'
import * as workflow from './migrations/0010-workflow.ts'
import * as events from './migrations/0011-events.ts'
import * as audit from './migrations/0012-audit.ts'
import * as review from './migrations/0013-review.ts'
import * as laptops from './migrations/0015-laptops.ts'
import * as sumsInLine from './migrations/0016-sums-in-line.ts'
import * as movedComments from './migrations/0017-moved-comments.ts'
import * as keptWarnings from './migrations/0018-kept-warnings.ts'
import * as factLines from './migrations/0019-fact-lines.ts'
import type { Db } from './tables.ts'

/** In order, for good: a number once used is never used again, and a migration that ran is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-start': start,
  '0002-results': results,
  '0003-scheduled': scheduled,
  '0004-reference': reference,
  '0007-checksums': checksums,
  '0008-documents': documents,
  '0009-imports': imports,
  '0010-workflow': workflow,
  '0011-events': events,
  '0012-audit': audit,
  '0013-review': review,
  '0015-laptops': laptops,
  '0016-sums-in-line': sumsInLine,
  '0017-moved-comments': movedComments,
  '0018-kept-warnings': keptWarnings,
  '0019-fact-lines': factLines,
}

/** Brings the database to the newest schema; two servers starting together do it once. */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
