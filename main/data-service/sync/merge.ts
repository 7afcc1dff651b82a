/** A version of a cell and its value; version −1 is "the value is known, the version is not". */
export type Side = {
  readonly ver: number
  readonly value: number | null
  /** The line was removed: a value typed into it is never sent over that without a person's word (sync.md 3.5). */
  readonly removed?: boolean
}

export type Merged =
  /** Ours goes on, on this base. */
  | { readonly kind: 'mine'; readonly base: Side }
  /** The server already holds our value: nothing to send. */
  | { readonly kind: 'same' }
  /** We had not changed it after all: the server's value counts. */
  | { readonly kind: 'theirs' }
  /** Both changed it, to different values: a person decides, both are kept. */
  | { readonly kind: 'conflict' }

/**
 * The three-way merge of one cell (sync.md 3.1), on scaled integers: what the author saw, what they typed, what the
 * server holds now. Never invents a value, never chooses between two that differ.
 */
export function mergeCell(base: Side, mine: number | null, theirs: Side): Merged {
  const neverMoved = base.ver >= 0 && theirs.ver === base.ver
  if (neverMoved) return { kind: 'mine', base }
  if (theirs.value === mine) return { kind: 'same' }
  if (theirs.removed === true) return { kind: 'conflict' }
  if (theirs.value === base.value) return { kind: 'mine', base: theirs } // moved and returned, or moved in version only
  if (mine === base.value) return { kind: 'theirs' }
  return { kind: 'conflict' }
}
