import { z } from 'zod'
import { PL_ROWS, type PlRowCode } from '../categories/profit-and-loss.ts'
import { SCENARIOS } from '../categories/line.ts'
import { CellPeriod, CellValue, DayPeriod, LineId } from './cell.ts'
import { PlCellKey } from './profit-and-loss.ts'

/** Exact dollars, hours or vehicles as decimal text; null where there is no answer. */
const Exact = z.string().nullable()
const CODES = PL_ROWS.map(({ code }) => code) as [PlRowCode, ...PlRowCode[]]

/** A month of a row of the P&L, or one of its days; of one line of it or of all. */
export const DrillKey = PlCellKey.extend({
  day: DayPeriod.nullable(),
  /** A rate category, a job family, an account: a part of the row. Null is all of them. */
  line: z.string().max(60).nullable(),
})
export type DrillKey = z.infer<typeof DrillKey>

/** A stored number that a figure was made from, and where it came from (grid-and-pnl.md D5). */
export const DrillCell = z.object({
  lineId: LineId,
  period: CellPeriod,
  scenario: z.enum(SCENARIOS),
  /** At the line's scale. */
  value: CellValue,
  /** typed: by a person. loaded: with a batch of the ledger or the labor system. */
  origin: z.object({
    kind: z.enum(['typed', 'loaded']),
    by: z.string(),
    at: z.iso.datetime().nullable(),
    /** How it was entered here: typed, paste, fill; null where only the server knows. */
    source: z.string().nullable(),
    isWaiting: z.boolean(),
  }),
})
export type DrillCell = z.infer<typeof DrillCell>

/** How the amount of a line came about: the cells are used as they are, by a driver, or a month spread over its days. */
export const DRILL_WAYS = ['loaded', 'typed', 'driver', 'spread', 'budget', 'salary', 'closed'] as const

const DrillLine = z.object({
  id: z.string(),
  label: z.string(),
  /** Vehicles or hours; null where the line has none. */
  quantity: Exact,
  unit: z.enum(['count', 'hours']).nullable(),
  /** Dollars per vehicle or hour. */
  rate: Exact,
  amount: Exact,
  way: z.enum(DRILL_WAYS),
  cells: z.array(DrillCell),
})
export type DrillLine = z.infer<typeof DrillLine>

/** One step down from a month or a day of the P&L. */
export const PlDrill = z.object({
  /** What is looked at; days and lines come to it with the rest. */
  total: Exact,
  /** Of a month whose row has days. */
  days: z.array(z.object({ day: DayPeriod, kind: z.enum(['actual', 'forecast', 'budget']), amount: Exact })),
  /** Of a day, and of a month whose row has none. */
  lines: z.array(DrillLine),
  /** What the days and lines leave of the total: the ledger's beside the days', rounding. */
  rest: Exact,
  /** Rows this one is computed from: the way goes on there. */
  follows: z.array(z.enum(CODES)),
})
export type PlDrill = z.infer<typeof PlDrill>
