import { sql } from 'kysely'
import type { CategoryId, Scenario } from '../../shared/categories/line.ts'
import { STATISTICS_LINES } from '../../shared/categories/statistics.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Db } from './tables.ts'

/** A cell as a document holds it. */
export type StoredCell = {
  readonly period: string
  readonly lineId: string
  readonly scenario: Scenario
  readonly value: number | null
  readonly ver: number
  readonly seq: number
  readonly at: Date
}

/** The cells a document is made of: some categories of a site over a span of months, both ends included. */
export type DocumentScope = {
  readonly siteId: string
  readonly first: Month
  readonly last: Month
  readonly categories: readonly CategoryId[]
}

/** The line ids of each category, as patterns of `like`. */
const LINES_OF: Readonly<Record<CategoryId, readonly string[]>> = {
  statistics: STATISTICS_LINES.map(({ id }) => id),
  payroll: ['payroll.%', 'account.6%'],
  'parking-rates': ['rate.%'],
  'other-revenue': ['revenue.%'],
  'other-expenses': ['account.7%'],
  'pl-view': ['pl.%', 'override.%'],
}

/** All cells of a document, days and months, as of one moment. */
export async function readDocumentCells(db: Db, scope: DocumentScope): Promise<StoredCell[]> {
  const patterns = scope.categories.flatMap((category) => LINES_OF[category])
  return db
    .selectFrom('cell')
    .select(['period', 'line_id as lineId', 'scenario', 'value', 'ver', 'seq', 'at'])
    .where('site_id', '=', scope.siteId)
    .where('period', '>=', scope.first)
    .where('period', '<=', `${scope.last}-31`)
    .where(sql<boolean>`line_id like any(${patterns}::text[])`)
    .where('deleted', '=', false)
    .orderBy('period')
    .execute()
}
