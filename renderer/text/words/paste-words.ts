import { formatCount } from '../format.ts'
import { count } from './count.ts'

/** What is said and asked when cells are pasted. */
export const pasteWords = {
  refusedTitle: 'Nothing was filled',
  refusedLead: (refused: number, all: number) =>
    `${count(refused, 'cell', 'cells')} of ${formatCount(all)} cannot be taken; the grid is as it was.`,
  title: 'Nothing is pasted yet',
  /** What a paste would do, one fact a line. */
  summary: (taken: number, refused: number, noted: number, skipped: number, clipped: number): string[] => [
    `${count(taken, 'cell', 'cells')} can be taken.`,
    ...(refused > 0 ? [`${count(refused, 'cell', 'cells')} cannot, and will keep what they hold.`] : []),
    ...(noted > 0 ? [`${count(noted, 'cell', 'cells')} will be taken with a remark.`] : []),
    ...(skipped > 0
      ? [`${count(skipped, 'cell in it stays as it is', 'cells in it stay as they are')}; nothing is shifted.`]
      : []),
    ...(clipped > 0 ? [`${count(clipped, 'text lies', 'texts lie')} outside the grid.`] : []),
  ],
  /** A block that goes in whole or not at all, and cannot. */
  heldTitle: 'Nothing was pasted',
  held: (refused: number, all: number): string[] => [
    `${count(refused, 'cell', 'cells')} of ${formatCount(all)} cannot be taken.`,
  ],
  heldBy: (setting: string) =>
    `Your setting “${setting}” says all or nothing. Correct the texts below and copy again, or change it under Settings.`,
  heldVerdicts: { refused: 'Refused', skipped: 'Passed over', noted: 'Could be taken', plain: 'Could be taken' },
  titleIn: (month: string) => `Nothing is pasted in ${month} yet`,
  holdsNothing: 'Holds nothing that could be changed',
  noSum: 'Nothing can be spread from this total. Type or paste into the cells above; Ctrl+Space chooses them.',
  leftOut: 'What lies outside will be left out.',
  goOn: (texts: number, month: string) =>
    `${formatCount(texts)} of them can go on in ${month}; else they are left out.`,
  takeAndGoOn: (n: number, month: string) =>
    n > 0 ? `Paste ${count(n, 'cell', 'cells')}, continue in ${month}` : `Continue in ${month}`,
  notGoneOn: (texts: number, why: string) => `${count(texts, 'number was', 'numbers were')} left out: ${why}`,
  monthMissing: (month: string) => `${month} is not on this laptop yet.`,
  monthBeyond: (month: string) => `${month} is further than one can forecast now.`,
  which: 'Which?',
  whichLabel: 'Which cells were left as they are',
  leftTitle: 'Left as they are',
  asShown: 'These numbers are as Excel showed them: what it did not show is missing.',
  locale: (sample: string) => `Numbers are read as they are written at this site: ${sample}`,
  choices: {
    'as-copied': 'As it was copied',
    'by-names': 'By the names in it',
    transposed: 'Rows as columns',
  },
  choicesLabel: 'How to put it in',
  verdicts: { refused: 'Refused', skipped: 'Passed over', noted: 'Taken', plain: 'Taken' },
  takes: 'Taken as it is',
  clears: 'Clears the cell',
  take: (n: number) => `Paste ${count(n, 'cell', 'cells')}`,
  cancel: 'Paste nothing',
  cell: 'Cell',
  text: 'Text',
  verdict: 'Verdict',
  reason: 'Reason',
  more: (n: number) => `and ${formatCount(n)} more`,
  close: 'Close',
  special: {
    title: 'Paste special',
    operation: 'Operation',
    operations: { values: 'Values', add: 'Add', subtract: 'Subtract', multiply: 'Multiply', divide: 'Divide' },
    skipsBlanks: 'Skip blanks',
    isTransposed: 'Rows as columns',
    paste: 'Paste',
    cancel: 'Cancel',
    hint: 'Keys: V, A, S, M, D choose; B and E switch; Enter pastes.',
  },
} as const
