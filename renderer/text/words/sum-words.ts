import { count } from './count.ts'

const kinds = {
  actual: (n: number) => `${n} actual`,
  forecast: (n: number) => `${n} typed`,
  budget: (n: number) => `${n} from the budget`,
  derived: (n: number) => `${n} computed`,
  empty: (n: number) => `${n} without a number`,
  closed: (n: number) => `${n} not in operation`,
} as const
export type AddedKind = keyof typeof kinds

/** What the details of a sum say. */
export const sumWords = {
  adds: (days: number, of: Readonly<Partial<Record<AddedKind, number>>>) =>
    `${count(days, 'day', 'days')}: ${told(of)}.`,
  ratio: (days: number, of: Readonly<Partial<Record<AddedKind, number>>>) =>
    `Worked out from the sums of ${count(days, 'day', 'days')}, no average of them: ${told(of)}.`,
  cells: (n: number) => `Adds up ${count(n, 'cell', 'cells')}.`,
  looked: 'Only looked at: nothing is typed here.',
  references: { budget: 'Budget', 'last-year': 'Last year', actual: 'Actual, or what was forecast' },
  actualOf: (days: number) => `Actual of ${count(days, 'day', 'days')}`,
  howTyped: 'What typing here does',
  asks: (open: number) =>
    `A number typed or pasted here asks how it is spread over ${count(open, 'open cell', 'open cells')}.`,
  spreads: (open: number) =>
    `A number typed here is spread over ${count(open, 'open day', 'open days')} in their present proportions; what closed days hold is part of it and stays.`,
  onEach: 'A percentage typed here is put on each of its open days.',
  rateOnEach: (open: number) => `A rate typed here is put on ${count(open, 'open day', 'open days')}.`,
  spreadsByCode: (open: number, codes: number) =>
    `A number typed here is spread over ${count(open, 'open day', 'open days')} by their pattern${codes > 1 ? ', and on each over the job codes' : ''}; what locked days hold is part of it and stays.`,
  driveIn: (part: string, whole: string, answer: string) =>
    `${part} overnight vehicles ÷ ${whole} occupied rooms = ${answer}`,
  capture: (part: string, whole: string, answer: string) =>
    `${part} valet overnight ÷ ${whole} overnight vehicles = ${answer}`,
  occupancyOf: (rooms: string, available: string, answer: string) =>
    `${rooms} occupied of ${available} available room nights = ${answer}`,
} as const

function told(of: Readonly<Partial<Record<AddedKind, number>>>): string {
  const known = (Object.keys(kinds) as AddedKind[]).filter((kind) => (of[kind] ?? 0) > 0) // the keys of kinds
  return known.map((kind) => kinds[kind](of[kind] ?? 0)).join(', ')
}
