import type { CellImports } from '../../shared/contract/cell-imports.ts'
import { type CellPlace, readImportedFacts, sourceOfCell } from '../store/cell-imports.ts'
import { readJobs } from '../store/reference.ts'
import type { Db } from '../store/tables.ts'
import { findFeed } from './feeds.ts'

/** More rows than a person reads; a day has a few. */
const MOST_ROWS = 100
const IMPORTED = /^import (?<feed>.+)$/u

/**
 * The rows of files that a loaded cell is made from, oldest file first (grid-and-pnl.md D5): those that give its line
 * something when they stand alone. None where the cell was not brought in by a file.
 */
export async function rowsBehind(db: Db, place: CellPlace): Promise<CellImports> {
  const named = IMPORTED.exec((await sourceOfCell(db, place)) ?? '')?.groups?.['feed']
  const feed = named === undefined ? undefined : findFeed(named)
  if (feed?.kind !== 'cells') return { feed: null, rows: [], more: 0 }
  const facts = await readImportedFacts(db, feed.name, place)
  const jobs = await readJobs(db, place.siteId)
  const own = facts.filter((fact) =>
    feed.toCells([fact], { jobs }).cells.some(({ lineId, value }) => lineId === place.lineId && value !== null),
  )
  return {
    feed: feed.name,
    rows: own.slice(0, MOST_ROWS).map(({ fileName, startedAt, line, code, kind, value }) => ({
      fileName,
      at: startedAt.toISOString(),
      line,
      code,
      kind,
      value: value.toFixed(),
    })),
    more: Math.max(0, own.length - MOST_ROWS),
  }
}
