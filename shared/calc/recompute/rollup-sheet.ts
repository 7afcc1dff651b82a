import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import type { Month } from '../../core/calendar.ts'
import { sumOf } from '../day-figures.ts'
import { type Amounts, NO_AMOUNTS } from '../profit-and-loss/data-sets.ts'
import { AMOUNT_ROWS, toBudget } from '../profit-and-loss/flc.ts'
import {
  addCells,
  type Rollup,
  type RollupCell,
  rollupCounts,
  rollupFlc,
  type SiteResult,
} from '../profit-and-loss/rollup.ts'
import type { PlRow } from '../profit-and-loss/site-year.ts'
import { percentOf, ROLLUP_RULES, sitesOf, totalOf } from './dependencies.ts'
import { affectedBy, allOf, evaluate, type Evaluation, type Read, type Ref, type Values } from './graph.ts'
import { yearResult } from './site-year-sheet.ts'

/** A computed rollup that can be brought up to date; made by {@link computeRollup} and never changed. */
export type RollupSheet = {
  readonly sites: readonly SiteResult[]
  readonly months: readonly Month[]
  readonly values: Values
}

/** The whole rollup of some sites. */
export function computeRollup(sites: readonly SiteResult[], months: readonly Month[]): RollupSheet {
  return { sites, months, values: evaluate(evaluationOf(sites, months), allOf(ROLLUP_RULES, months.length)) }
}

/**
 * The rollup after some of its sites were computed again: only rows and months in which a site's cell is another one
 * than before are added up again. Sites must be the same, in the same order.
 */
export function recomputeRollup(
  before: RollupSheet,
  sites: readonly SiteResult[],
): { readonly sheet: RollupSheet; readonly recomputed: readonly Ref[] } {
  const { months } = before
  const recomputed = affectedBy(ROLLUP_RULES, months.length, changedCells(before.sites, sites, months.length))
  const values = evaluate(evaluationOf(sites, months), recomputed, before.values)
  return { sheet: { sites, months, values }, recomputed }
}

/** The P&L of a computed rollup. */
export function rollupOf({ sites, months, values }: RollupSheet): Rollup {
  const rows = PL_ROWS.map(({ code }): [PlRowCode, PlRow<RollupCell>] => [
    code,
    {
      code,
      cells: values.get(code) as readonly RollupCell[],
      total: values.get(totalOf(code))?.[0] as Amounts,
      percentOfRevenue: values.get(percentOf(code))?.[0] as Amounts,
    },
  ])
  return { months, rows: Object.fromEntries(rows) as Record<PlRowCode, PlRow<RollupCell>>, ...rollupCounts(sites) }
}

/** Rows and months in which any site's cell is another object: a recomputed site keeps the cells that did not change. */
function changedCells(before: readonly SiteResult[], after: readonly SiteResult[], months: number): Ref[] {
  const changed: Ref[] = []
  const pairs = after.flatMap((site, i): [SiteResult['year'], SiteResult['year'] | undefined][] =>
    site.year === before[i]?.year ? [] : [[site.year, before[i]?.year]],
  )
  for (const row of AMOUNT_ROWS) {
    for (let month = 0; month < months; month += 1) {
      const isOther = pairs.some(([now, then]) => now.rows[row].cells[month] !== then?.rows[row].cells[month])
      if (isOther) changed.push({ name: sitesOf(row), month })
    }
  }
  return changed
}

function evaluationOf(sites: readonly SiteResult[], months: readonly Month[]): Evaluation {
  const rowOf = new Map(AMOUNT_ROWS.map((row) => [sitesOf(row), row]))
  return {
    rules: ROLLUP_RULES,
    months: months.length,
    source: (name, month) => {
      const row = rowOf.get(name)
      return row === undefined ? [] : sites.flatMap(({ year }) => year.rows[row].cells[month] ?? [])
    },
    compute: ({ name }, month, read) => {
      const row = AMOUNT_ROWS.find((code) => code === name)
      if (row) return addCells(read(sitesOf(row), month) as readonly RollupCell[])
      if (name === 'FLC') return rollupFlc((code) => read(code, month) as RollupCell)
      if (name === 'FLC_CUMULATIVE') return cumulative(month, read)
      return yearResult(name, months.length, read)
    },
  }
}

function cumulative(month: number, read: Read): RollupCell {
  const before = month === 0 ? null : (read('FLC_CUMULATIVE', month - 1) as RollupCell).amounts.trend
  const { amounts, kind } = read('FLC', month) as RollupCell
  const trend = sumOf([before, toBudget(amounts)])
  return { amounts: { ...NO_AMOUNTS, trend }, kind: trend === null ? 'empty' : kind }
}
