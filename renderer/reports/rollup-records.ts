import { sumOf } from '../../shared/calc/day-figures.ts'
import { must } from '../../shared/core/bug.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { RecordYear, Rollup } from '../../shared/contract/profit-and-loss.ts'

type Records = { readonly record: RecordYear | null; readonly priorRecord: RecordYear | null }

/**
 * The forecasts of record of several sites, added; none where a site of the sum has none, because a part of the sum
 * must not be compared with all of it (grid-and-pnl.md D2).
 */
export const rollupRecords = ({ sites }: Pick<Rollup, 'sites'>): Records => {
  const counted = sites.filter(({ loaded }) => loaded)
  return {
    record: added(counted.map(({ record }) => record)),
    priorRecord: added(counted.map(({ priorRecord }) => priorRecord)),
  }
}

function added(records: readonly (RecordYear | null)[]): RecordYear | null {
  const frozen = records.filter((record) => record !== null)
  const [first] = frozen
  if (first === undefined || frozen.length < records.length) return null
  const newest = frozen.reduce((a, b) => (b.at > a.at ? b : a))
  return {
    name: newest.name,
    at: newest.at,
    rows: first.rows.map(({ code }, row) => ({
      code,
      trend: Array.from({ length: 12 }, (_, month) => {
        const amounts = frozen.map(({ rows }) => must(rows[row], 'every record has every row').trend[month] ?? null)
        return sumOf(amounts.map((text) => (text === null ? null : new Decimal(text))))?.toFixed() ?? null
      }),
    })),
  }
}
