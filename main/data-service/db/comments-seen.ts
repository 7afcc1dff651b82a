import { type Database, row, run } from './store.ts'

/** True when this person has looked at a comment on this laptop. */
export const isCommentSeen = (db: Database, id: string): boolean =>
  row(db, 'SELECT 1 AS seen FROM comment_seen WHERE comment_id = ?', id) !== undefined

/** Keeps that comments were looked at; the same one twice is one. */
export function addSeenComments(db: Database, ids: readonly string[]): void {
  for (const id of ids) run(db, 'INSERT INTO comment_seen (comment_id) VALUES (?) ON CONFLICT DO NOTHING', id)
}
