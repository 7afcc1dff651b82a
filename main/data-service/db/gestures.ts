import { type Database, row, rows, run } from './store.ts'

export type GestureRow = {
  readonly gestureId: string
  readonly siteId: string
  readonly label: string
  readonly source: string
  readonly savedAt: string
  readonly cells: number
  readonly digest: string
  readonly step: Step
}
/** A gesture's place among the undo steps; log is not a step, dropped cannot be redone or undone any more. */
export type Step = 'done' | 'undone' | 'dropped' | 'log'

const COLUMNS = `gesture_id AS gestureId, site_id AS siteId, label, source, saved_at AS savedAt, cells, digest, step`

export const findGesture = (db: Database, gestureId: string): GestureRow | undefined =>
  row(db, `SELECT ${COLUMNS} FROM gesture WHERE gesture_id = ?`, gestureId)

export const addGesture = (db: Database, gesture: GestureRow): void => {
  run(
    db,
    'INSERT INTO gesture (gesture_id, site_id, label, source, saved_at, cells, digest, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    gesture.gestureId,
    gesture.siteId,
    gesture.label,
    gesture.source,
    gesture.savedAt,
    gesture.cells,
    gesture.digest,
    gesture.step,
  )
}

export const setStep = (db: Database, gestureId: string, step: Step): void => {
  run(db, 'UPDATE gesture SET step = ? WHERE gesture_id = ?', step, gestureId)
}

/** A new gesture ends what could be redone. */
export const dropRedo = (db: Database): void => {
  run(db, `UPDATE gesture SET step = 'dropped' WHERE step = 'undone'`)
}

/** The gesture undo would take back next. */
export const nextUndo = (db: Database): GestureRow | undefined =>
  row(db, `SELECT ${COLUMNS} FROM gesture WHERE step = 'done' ORDER BY n DESC LIMIT 1`)

/** The gestures undo and redo walk along, newest first. */
export const listSteps = (db: Database, most: number): GestureRow[] =>
  rows(db, `SELECT ${COLUMNS} FROM gesture WHERE step IN ('done', 'undone') ORDER BY n DESC LIMIT ?`, most)

/** The gesture redo would do again next: the one undone last. */
export const nextRedo = (db: Database): GestureRow | undefined =>
  row(db, `SELECT ${COLUMNS} FROM gesture WHERE step = 'undone' ORDER BY n LIMIT 1`)
