import { type Kysely, sql } from 'kysely'

/** Published shifts are cells of a scenario of their own (domain.md 1.5). */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table cell drop constraint cell_scenario_check`,
  `alter table cell add check (scenario in ('budget', 'actual', 'forecast', 'scheduled'))`,
]
