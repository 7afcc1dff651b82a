import { count } from './count.ts'

/** What is asked and said when the chosen cells are changed together. */
export const changeWords = {
  title: 'Change the chosen cells',
  how: 'How',
  kinds: { percent: 'By percent', amount: 'By an amount', spread: 'Spread a total' },
  inputs: { percent: 'Percent, such as 5 or -2.5', amount: 'Amount, such as 12 or -3', spread: 'Total' },
  shape: 'In the proportions of',
  shapes: {
    present: 'what is there now',
    'last-year': 'last year',
    equal: 'nothing: equally',
    'four-weeks': 'the four weeks before',
    weekday: 'last year’s weekdays',
  },
  shares: 'What each cell would hold',
  cell: 'Cell',
  before: 'Now',
  after: 'Then',
  daysOnly: 'This shape is one of days. Choose days of one line.',
  noWeeksBefore: 'Nothing is known here of the four weeks before.',
  readingWeeks: 'Reading the weeks before…',
  would: (cells: number, changes: number) =>
    changes === 0 ? 'Nothing would change.' : `Changes ${count(cells, 'cell', 'cells')}.`,
  apply: 'Change',
  cancel: 'Cancel',
  label: {
    percent: (by: string, cells: number) => `Changed ${count(cells, 'cell', 'cells')} by ${by}%`,
    amount: (by: string, cells: number) => `Changed ${count(cells, 'cell', 'cells')} by ${by}`,
    spread: (total: string, cells: number) => `Spread ${total} over ${count(cells, 'cell', 'cells')}`,
  },
  repeated: (cells: number) => `Repeated the week before in ${count(cells, 'cell', 'cells')}`,
  reset: (cells: number) => `Reset ${count(cells, 'cell', 'cells')} to the budget`,
  choose: 'Choose the cells first.',
  noNumber: 'Enter a number.',
  belowNothing: 'Less than nothing cannot be left: 100 percent is all there is.',
  noWeekBefore: 'The week before is in another month. Choose days after the first week.',
  notAddable: 'These numbers cannot be added up, so no total can be spread over them.',
  oneLine: 'Choose several cells of one line to spread a total over.',
  refused: {
    'all-locked': 'None of the chosen cells can be typed.',
    'held-more': 'The cells that cannot be typed already hold more than that.',
  },
  at: (cell: string, reason: string) => `${cell}: ${reason}`,
} as const
