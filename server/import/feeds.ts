import type { CellFeed } from './feed.ts'
import { budgetFeed, ledgerFeed } from './feeds/accounts.ts'
import { dailyRevenueFeed } from './feeds/daily-revenue.ts'
import { payrollActualFeed, payrollBudgetFeed, payrollScheduleFeed } from './feeds/payroll.ts'
import { RECORD_FEEDS, type RecordFeed } from './feeds/reference.ts'

/** Everything that can be imported (domain.md 11). */
export const CELL_FEEDS: readonly CellFeed[] = [
  budgetFeed,
  ledgerFeed,
  dailyRevenueFeed,
  payrollActualFeed,
  payrollScheduleFeed,
  payrollBudgetFeed,
]

export type Feed = ({ readonly kind: 'cells' } & CellFeed) | ({ readonly kind: 'records' } & RecordFeed)

const byName = new Map<string, Feed>([
  ...RECORD_FEEDS.map((feed): [string, Feed] => [feed.name, { ...feed, kind: 'records' }]),
  ...CELL_FEEDS.map((feed): [string, Feed] => [feed.name, { ...feed, kind: 'cells' }]),
])

/** In the order in which an empty system is filled: sites before what belongs to them. */
export const FEEDS: readonly Feed[] = [...byName.values()]
export const findFeed = (name: string): Feed | undefined => byName.get(name)
