import { count } from './count.ts'

/** What typing a week's sum does to its days. */
export const weekWords = {
  typed: (value: string, cell: string) => `Typed ${value} in ${cell}`,
  cleared: (cell: string) => `Cleared ${cell}`,
  clears: (days: number) => `Clears ${count(days, 'open day', 'open days')}: the budget counts again.`,
  spreadOver: (value: string, days: number, hasPattern: boolean) =>
    `${value} spread over ${count(days, 'open day', 'open days')} ${hasPattern ? 'in their present proportions' : 'equally'}.`,
  onEachDay: (value: string, days: number) =>
    `${value} on ${days === 1 ? 'the open day' : `each of ${days} open days`}.`,
  held: (value: string) => `${value} of it is on days that are closed and stays there.`,
  share: (day: string, value: string) => `${day}: ${value}`,
  refused: {
    'all-locked': 'Every one of these days is closed.',
    'held-more': 'The closed days among these already hold more than that.',
  },
} as const
