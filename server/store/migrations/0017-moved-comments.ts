import { type Kysely, sql } from 'kysely'

/** Comments that went along with numbers that were moved. It only grows; a comment stands where it went last. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table comment_move (
    place bigint generated always as identity primary key,
    comment_id uuid not null references comment,
    site_id text collate "C" not null references site,
    line_id text collate "C" not null,
    period text collate "C" not null,
    by_sub text not null,
    by_name text not null,
    at timestamptz not null
  )`,
  `create index comment_move_of_comment on comment_move (comment_id, place desc)`,
  `create index comment_move_of_site on comment_move (site_id)`,
  `create trigger comment_move_append_only before update or delete or truncate on comment_move
    for each statement execute function refuse_change()`,
  `create view comment_now as
    select c.place, c.id, c.site_id, coalesce(m.line_id, c.line_id) as line_id, coalesce(m.period, c.period) as period,
      c.text, c.answers, c.settles, c.by_sub, c.by_name, c.at
    from comment c left join lateral (
      select line_id, period from comment_move where comment_id = c.id order by place desc limit 1) m on true`,
]
