import type { FastifyReply } from 'fastify'
import type { Scenario } from '../../shared/categories/line.ts'
import type { StoredCell } from '../store/document-cells.ts'

/** The highest commit among the cells; it moves with every change of any of them, so it is the document's ETag. */
export const rowVersionOf = (cells: readonly Pick<StoredCell, 'seq'>[]): string =>
  String(cells.reduce((highest, cell) => Math.max(highest, cell.seq), 0))

/** When each data set last changed (domain.md 15); null where nothing of it is stored. */
export function asOf(cells: readonly Pick<StoredCell, 'scenario' | 'at'>[]): Record<Scenario, string | null> {
  const latest: Record<Scenario, Date | null> = { budget: null, actual: null, forecast: null, scheduled: null }
  for (const { scenario, at } of cells) {
    const known = latest[scenario]
    if (known === null || at > known) latest[scenario] = at
  }
  const { budget, actual, forecast, scheduled } = latest
  return {
    budget: budget?.toISOString() ?? null,
    actual: actual?.toISOString() ?? null,
    forecast: forecast?.toISOString() ?? null,
    scheduled: scheduled?.toISOString() ?? null,
  }
}

export const etagOf = ({ rowVersion }: { readonly rowVersion: string }): string => `"${rowVersion}"`

/** A document on its way out, with its version as ETag. */
export function tagged<T extends { readonly rowVersion: string }>(reply: FastifyReply, document: T): T {
  reply.header('etag', etagOf(document))
  return document
}
