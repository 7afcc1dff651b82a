import type { LineDefinition } from './line.ts'

const COUNT = {
  category: 'statistics',
  unit: 'count',
  scale: 6,
  typedDecimals: 2,
  shownDecimals: 0,
  min: 0,
  max: 99_999_000_000,
  grain: 'day',
  aggregate: 'sum',
  polarity: 1,
  message: 'Enter 0 to 99,999.',
} as const

const RATIO = {
  category: 'statistics',
  unit: 'ratio',
  scale: 4,
  typedDecimals: 2,
  shownDecimals: 1,
  min: 0,
  max: 10_000,
  grain: 'day',
  aggregate: 'ratio',
  accounts: [],
  polarity: 1,
  message: 'Enter 0 % to 100 %.',
} as const

/**
 * The lines of Statistics (domain.md 2.2), in the order of the screen. Occupancy and occupied rooms are two ways
 * to say one thing: typing one clears the other, and the one that is not typed is derived.
 */
export const STATISTICS_LINES = [
  {
    ...COUNT,
    id: 'occupiedRooms',
    label: 'Occupied rooms',
    shortLabel: 'Occupied',
    group: 'Rooms',
    entry: 'input',
    accounts: ['9440'],
  },
  { ...RATIO, id: 'occupancy', label: 'Occupancy', shortLabel: 'Occ %', group: 'Rooms', entry: 'input' },
  {
    ...COUNT,
    id: 'valetDaily',
    label: 'Valet daily',
    shortLabel: 'Daily',
    group: 'Valet',
    entry: 'input',
    accounts: ['9510'],
  },
  {
    ...COUNT,
    id: 'valetOvernight',
    label: 'Valet overnight',
    shortLabel: 'Overnight',
    group: 'Valet',
    entry: 'derived',
    accounts: ['9520'],
  },
  {
    ...COUNT,
    id: 'valetMonthly',
    label: 'Valet monthly',
    shortLabel: 'Monthly',
    group: 'Valet',
    entry: 'input',
    accounts: ['9530'],
  },
  {
    ...COUNT,
    id: 'valetAggregator',
    label: 'Valet aggregator',
    shortLabel: 'Aggr.',
    group: 'Valet',
    entry: 'input',
    accounts: [],
  },
  {
    ...COUNT,
    id: 'valetComps',
    label: 'Valet comps',
    shortLabel: 'Comps',
    group: 'Valet',
    entry: 'input',
    accounts: ['9540'],
    polarity: 0,
  },
  {
    ...COUNT,
    id: 'selfDaily',
    label: 'Self daily',
    shortLabel: 'Daily',
    group: 'Self',
    entry: 'input',
    accounts: ['9550'],
  },
  {
    ...COUNT,
    id: 'selfOvernight',
    label: 'Self overnight',
    shortLabel: 'Overnight',
    group: 'Self',
    entry: 'derived',
    accounts: ['9560'],
  },
  {
    ...COUNT,
    id: 'selfMonthly',
    label: 'Self monthly',
    shortLabel: 'Monthly',
    group: 'Self',
    entry: 'input',
    accounts: ['9570'],
  },
  {
    ...COUNT,
    id: 'selfAggregator',
    label: 'Self aggregator',
    shortLabel: 'Aggr.',
    group: 'Self',
    entry: 'input',
    accounts: [],
  },
  {
    ...COUNT,
    id: 'selfComps',
    label: 'Self comps',
    shortLabel: 'Comps',
    group: 'Self',
    entry: 'input',
    accounts: ['9580'],
    polarity: 0,
  },
  { ...RATIO, id: 'driveInRatio', label: 'Drive-in ratio', shortLabel: 'Drive-in', group: 'Ratios', entry: 'input' },
  { ...RATIO, id: 'captureRatio', label: 'Capture ratio', shortLabel: 'Capture', group: 'Ratios', entry: 'input' },
  {
    ...COUNT,
    id: 'externalRevenue',
    label: 'External revenue',
    shortLabel: 'External $',
    group: 'Revenue',
    unit: 'money',
    scale: 2,
    max: 99_999_999_900,
    entry: 'derived',
    accounts: ['9410'],
    message: 'Amount is too large.',
  },
] as const satisfies readonly LineDefinition[]

export type StatisticsLineId = (typeof STATISTICS_LINES)[number]['id']

/** The lines a person types in Statistics, as stored cells. */
export const STATISTICS_INPUTS: readonly StatisticsLineId[] = STATISTICS_LINES.filter(
  (line) => line.entry === 'input',
).map((line) => line.id)
