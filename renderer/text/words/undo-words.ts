import { formatCount } from '../format.ts'
import { count } from './count.ts'

/** Undo and redo: what was done, the list of what can be, and what a big step would do. */
export const undoWords = {
  nothing: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
  undone: (label: string) => `Undone: ${label}`,
  redone: (label: string) => `Done again: ${label}`,
  several: (isRedo: boolean, steps: number) => `${count(steps, 'step', 'steps')} ${isRedo ? 'done again' : 'undone'}`,
  gone: 'This step cannot be undone any more.',
  title: 'What can be undone',
  lead: 'Newest first. Choosing a step takes back it and everything after it; choosing one taken back does it again.',
  none: 'Nothing was typed yet.',
  close: 'Close',
  cells: (n: number) => count(n, 'cell', 'cells'),
  isUndone: 'taken back',
  take: (label: string) => `Undo up to and with: ${label}`,
  again: (label: string) => `Do again up to and with: ${label}`,
  preview: {
    title: {
      undo: (steps: number) => (steps === 1 ? 'Undo this step?' : `Undo ${formatCount(steps)} steps?`),
      redo: (steps: number) => (steps === 1 ? 'Do this step again?' : `Do ${formatCount(steps)} steps again?`),
    },
    refusedTitle: { undo: 'This step cannot be undone', redo: 'This step cannot be done again' },
    steps: 'What was done',
    step: (label: string, by: string, when: string) => `${label} · ${by}, ${when}`,
    moreSteps: (n: number) => `and ${count(n, 'step', 'steps')} more`,
    would: {
      undo: (n: number, places: string) =>
        `${count(n, 'cell gets', 'cells get')} back what stood there before: ${places}.`,
      redo: (n: number, places: string) => `${count(n, 'cell gets', 'cells get')} what the step put there: ${places}.`,
    },
    nothingYet: 'Nothing is changed yet.',
    stays: (n: number, places: string) => `All ${count(n, 'cell stays', 'cells stay')} as they are: ${places}.`,
    inTheWay: (n: number) => `${count(n, 'cell is', 'cells are')} in the way, the first in the list.`,
    passedOver: 'It can be passed over; then the step before it comes next.',
    months: (first: string, last: string, n: number) =>
      n === 1 ? first : `${first} to ${last} (${count(n, 'month', 'months')})`,
    lines: (names: readonly string[], more: number) =>
      more > 0 ? `${names.join(', ')} and ${count(more, 'more line', 'more lines')}` : names.join(', '),
    cell: 'Cell',
    now: 'Now',
    after: 'Then',
    why: 'In the way',
    empty: 'empty',
    more: (n: number) => `and ${count(n, 'more cell', 'more cells')}`,
    list: 'Cells, what they hold now and then',
    go: { undo: 'Undo', redo: 'Do again' },
    pass: 'Pass over it',
    cancel: 'Leave everything',
  },
} as const
