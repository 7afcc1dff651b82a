/**
 * Which gesture can be undone or redone is asked at every keystroke: never by reading all that was ever typed (sync.md
 * 4, G18).
 */
export const addUndoSteps = `
CREATE INDEX gesture_done   ON gesture (n) WHERE step = 'done';
CREATE INDEX gesture_undone ON gesture (n) WHERE step = 'undone';
`
