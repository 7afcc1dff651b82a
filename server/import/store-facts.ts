import { findLine } from '../../shared/categories/index.ts'
import { must } from '../../shared/core/bug.ts'
import { toScaled } from '../../shared/core/scaled.ts'
import { type Author, type CellWrite, keyOf, type NextSeq, writeCells } from '../store/commit.ts'
import { readCells } from '../store/current-cells.ts'
import { type NewFact, readFacts, writeFacts } from '../store/facts.ts'
import { readJobs } from '../store/reference.ts'
import type { Tx } from '../store/tables.ts'
import type { CellFeed } from './feed.ts'

export type StoredFacts = {
  readonly changed: number
  readonly unchanged: number
  readonly unmapped: ReadonlySet<string>
}

/**
 * Keeps facts and brings the cells they add up to up to date, in one transaction: a cell is computed from all facts of
 * its site and period, also those of earlier files, so the order of files and parts of files does not matter.
 */
export async function storeFacts(
  tx: Tx,
  nextSeq: NextSeq,
  feed: CellFeed,
  runId: string,
  facts: readonly NewFact[],
  author: Author,
  at: Date,
): Promise<StoredFacts> {
  await writeFacts(tx, feed.name, runId, facts)
  const places = [...new Map(facts.map(({ siteId, period }) => [`${siteId}|${period}`, { siteId, period }])).values()]
  const all = await readFacts(tx, feed.name, places)
  const jobs = new Map<string, Awaited<ReturnType<typeof readJobs>>>()
  for (const siteId of new Set(places.map((place) => place.siteId))) jobs.set(siteId, await readJobs(tx, siteId))

  const unmapped = new Set<string>()
  const wanted = places.flatMap(({ siteId, period }) => {
    const result = feed.toCells(all.get(`${siteId}|${period}`) ?? [], { jobs: jobs.get(siteId) ?? [] })
    for (const code of result.unmapped) unmapped.add(code)
    return result.cells.map(({ lineId, value }) => {
      const line = must(findLine(lineId), `the feed ${feed.name} knows its lines`)
      return { siteId, period, lineId, value: value === null ? null : toScaled(value, line.scale) }
    })
  })
  const current = await readCells(tx, feed.scenario, wanted)
  const writes = wanted.flatMap((cell): CellWrite[] => {
    const before = current.get(keyOf({ ...cell, scenario: feed.scenario }))
    if (before !== undefined && !before.deleted && before.value === cell.value) return []
    const ver = before?.ver ?? 0
    return [
      {
        ...cell,
        scenario: feed.scenario,
        before: before?.value ?? null,
        after: cell.value,
        baseVer: ver,
        ver: ver + 1,
        seq: nextSeq(),
        opId: null,
        groupId: null,
        source: `import ${feed.name}`,
        editedAt: null,
      },
    ]
  })
  await writeCells(tx, writes, author, at)
  return { changed: writes.length, unchanged: wanted.length - writes.length, unmapped }
}
