import { sql } from 'kysely'
import { Decimal } from '../../shared/core/decimal.ts'
import type { Scenario } from '../../shared/categories/line.ts'
import type { Db } from './tables.ts'

export type CellPlace = {
  readonly siteId: string
  readonly period: string
  readonly lineId: string
  readonly scenario: Scenario
}

/** What brought in the value a cell holds now, as the audit tells it: `import daily-revenue`; undefined for none. */
export async function sourceOfCell(db: Db, place: CellPlace): Promise<string | undefined> {
  const found = await db
    .selectFrom('cell_audit')
    .select('source')
    .where('site_id', '=', place.siteId)
    .where('period', '=', place.period)
    .where('line_id', '=', place.lineId)
    .where('scenario', '=', place.scenario)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found?.source
}

/** A figure of a source with the run that brought it. */
export type ImportedFact = {
  readonly fileName: string
  readonly startedAt: Date
  readonly line: number | null
  readonly code: string
  readonly kind: string
  readonly value: Decimal
}

/** All figures of a feed for a site and period, with the file each came from. */
export async function readImportedFacts(
  db: Db,
  feed: string,
  { siteId, period }: Pick<CellPlace, 'siteId' | 'period'>,
): Promise<ImportedFact[]> {
  const { rows } = await sql<Omit<ImportedFact, 'value'> & { value: string }>`
    select r.file_name as "fileName", r.started_at as "startedAt", f.line, f.code, f.kind, f.value
    from source_fact f join import_run r on r.id = f.run_id
    where f.feed = ${feed} and f.site_id = ${siteId} and f.period = ${period}
    order by r.started_at, f.line nulls last, f.code, f.kind`.execute(db)
  return rows.map((row) => ({ ...row, value: new Decimal(row.value) }))
}
