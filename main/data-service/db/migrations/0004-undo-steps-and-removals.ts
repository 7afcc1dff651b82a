/**
 * What a server wants removed of a scope is too much to be believed without a person's word (sync.md 3.5). And which gesture can be undone or redone is asked at every keystroke: never by reading all that was ever typed (sync.md
 * 4, G18).
 */
export const addUndoStepsAndRemovals = `
CREATE INDEX gesture_done   ON gesture (n) WHERE step = 'done';
CREATE INDEX gesture_undone ON gesture (n) WHERE step = 'undone';
ALTER TABLE scope ADD COLUMN removal INTEGER NOT NULL DEFAULT 0;  -- cells a person is asked about; below zero: let go of so many
`
