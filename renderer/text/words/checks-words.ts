import { count } from './count.ts'

/** What there is to look at in a sheet before it is handed over. */
export const checksWords = {
  count: (n: number) => (n === 0 ? 'Nothing to check' : count(n, 'cell to check', 'cells to check')),
  looking: 'Checking…',
  title: 'What to check',
  reading: 'Reading the other tabs…',
  lead: 'Choose one to go to its cell. A warning does not stop anything; say why a value is right to take it off the list.',
  none: 'Nothing in any tab needs a look.',
  levels: { error: 'Stopped', confirm: 'Confirm', warning: 'Warning', kept: 'Kept' },
  cell: (line: string, period: string) => `${line}, ${period}`,
  kept: (reason: string, who: string, when: string, isWaiting: boolean) =>
    `“${reason}” · ${who}, ${when}${isWaiting ? ' · waiting to be sent' : ''}`,
  notTaken: (message: string) => `The reason was not accepted: ${message}`,
  step: (cell: string) => `Warning kept: ${cell}`,
  reason: 'Why is this right?',
  keep: 'Keep it',
  close: 'Close',
} as const
