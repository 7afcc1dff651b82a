import { sql } from 'kysely'
import type { Scenario } from '../../shared/categories/line.ts'
import type { SORTS } from '../../shared/contract/data.ts'
import type { Db } from './tables.ts'

/** A cell as it is told one by one. */
export type StoredFactRow = {
  readonly siteId: string
  readonly lineId: string
  readonly period: string
  readonly scenario: Scenario
  readonly value: number | null
  readonly ver: number
  readonly by: string
  readonly at: Date
}

export type FactFilter = {
  readonly siteId: string
  readonly lineId?: string | undefined
  readonly scenario?: Scenario | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly sort: (typeof SORTS)[number]
  readonly page: number
  readonly limit: number
}

const COLUMNS = [
  'site_id as siteId',
  'line_id as lineId',
  'period',
  'scenario',
  'value',
  'ver',
  'by_name as by',
  'at',
] as const
const ORDER = { period: 'period', line: 'line_id', at: 'at' } as const

/** A page of the facts of a site, and how many there are. */
export async function readFactPage(db: Db, filter: FactFilter): Promise<{ rows: StoredFactRow[]; total: number }> {
  let query = db.selectFrom('cell').where('site_id', '=', filter.siteId).where('deleted', '=', false)
  if (filter.lineId !== undefined) query = query.where('line_id', '=', filter.lineId)
  if (filter.scenario !== undefined) query = query.where('scenario', '=', filter.scenario)
  if (filter.from !== undefined) query = query.where('period', '>=', filter.from)
  // A month as the end takes its days too.
  if (filter.to !== undefined)
    query = query.where('period', '<=', filter.to.length === 7 ? `${filter.to}-31` : filter.to)
  const isDown = filter.sort.startsWith('-')
  const by = ORDER[filter.sort.replace('-', '') as keyof typeof ORDER]
  const rows = await query
    .select(COLUMNS)
    .orderBy(by, isDown ? 'desc' : 'asc')
    .orderBy('period')
    .orderBy('line_id')
    .orderBy('scenario')
    .limit(filter.limit)
    .offset((filter.page - 1) * filter.limit)
    .execute()
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

export const findFact = (
  db: Db,
  { siteId, lineId, period, scenario }: Pick<StoredFactRow, 'siteId' | 'lineId' | 'period' | 'scenario'>,
): Promise<StoredFactRow | undefined> =>
  db
    .selectFrom('cell')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('period', '=', period)
    .where('line_id', '=', lineId)
    .where('scenario', '=', scenario)
    .where('deleted', '=', false)
    .executeTakeFirst()
