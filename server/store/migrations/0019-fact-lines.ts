import { type Kysely, sql } from 'kysely'

/** Which line of its file a figure came from; of figures brought in before it is not known. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table source_fact add column line integer').execute(db)
}
