import type { ReviewQueue } from '../../shared/contract/review-sheet.ts'
import { Decimal } from '../../shared/core/decimal.ts'

export type QueueSite = ReviewQueue['sites'][number]
type QueueRow = QueueSite['material'][number]
/** A row of a site that is far from its budget. */
export type Exception = { readonly site: QueueSite; readonly row: QueueRow; readonly size: Decimal }

const isUnexplained = ({ materiality, state }: QueueRow): boolean => materiality === 'material' && state !== 'given'

/** How many rows nobody has explained, and their dollars; the contribution only repeats the others' dollars. */
export function unexplainedOf(sites: readonly QueueSite[]): { readonly rows: number; readonly dollars: Decimal } {
  const rows = sites.flatMap(({ material }) => material.filter(isUnexplained))
  const dollars = rows
    .filter(({ row }) => row !== 'FLC')
    .reduce((sum, { amount }) => sum.plus(new Decimal(amount).abs()), new Decimal(0))
  return { rows: rows.length, dollars }
}

/** The material rows of all sites by their impact, largest first (grid-and-pnl.md D4). */
export const exceptionsOf = (sites: readonly QueueSite[]): Exception[] =>
  sites
    .flatMap((site) =>
      site.material
        .filter(({ materiality }) => materiality === 'material')
        .map((row) => ({ site, row, size: new Decimal(row.amount).abs() })),
    )
    .toSorted((a, b) => b.size.cmp(a.size) || (a.site.siteId < b.site.siteId ? -1 : 1))
