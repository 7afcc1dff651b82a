/** What the details of a cell are called. */
export const inspectorWords = {
  title: 'Details',
  none: 'Choose a cell to see where its number comes from.',
  value: 'Value',
  budget: 'Budget',
  lastYear: 'Same weekday last year',
  versusBudget: 'Against budget',
  how: 'How it is computed',
  typedAs: 'Typed as',
  locked: 'Locked',
  history: 'History',
  noHistoryHere: 'A number that is added up or computed has no history. Choose one that is typed.',
  noHistory: 'Nothing was typed here yet.',
  cleared: 'cleared',
  current: 'current value',
  restore: 'Restore',
  restoreOf: (value: string, when: string) => `Restore ${value} of ${when}`,
  restored: (value: string, cell: string) => `Restored ${value} in ${cell}`,
  by: (who: string, when: string) => `${who}, ${when}`,
  input: 'input',
  derived: 'computed',
  week: 'Sum of the days of this week',
  states: {
    waiting: 'waiting',
    sent: 'sent',
    conflict: 'conflict',
    rejected: 'not accepted',
    server: 'at the server',
  },
  hide: 'Hide details',
} as const

/** How a computed number came about, one step a line. */
export const explainWords = {
  roomsOf: (occupancy: string, rooms: string, answer: string) => `${occupancy} of ${rooms} rooms = ${answer}`,
  occupancyOf: (occupied: string, rooms: string, answer: string) => `${occupied} of ${rooms} rooms = ${answer}`,
  overnight: (rooms: string, driveIn: string, share: string, answer: string) =>
    `${rooms} occupied rooms × ${driveIn} drive-in × ${share} = ${answer}`,
  capture: (capture: string) => `${capture} capture`,
  notCaptured: (capture: string) => `(100% − ${capture} capture)`,
  vehicles: (label: string, vehicles: string, rate: string, value: string) =>
    `${label}: ${vehicles} × ${rate} = ${value}`,
  loaded: 'Loaded from the daily revenue; not computed from counts.',
  fromBudgetCount: 'From the month’s budget, spread evenly over its days.',
} as const
