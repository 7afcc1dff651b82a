import DataLoader from 'dataloader'
import { readUserSites } from './reference.ts'
import { readSettings, type StoredSettings } from './settings.ts'
import { readYearHeads } from './site-cells.ts'
import { findSites, type Site } from './sites.ts'
import type { Db } from './tables.ts'

/**
 * Small questions that many requests ask in the same moment, asked of the database once for all of them. Nothing is
 * kept: a question that comes after an answer is asked anew, so that nobody reads older than when they asked.
 */
export type SharedReads = {
  readonly site: (siteId: string) => Promise<Site | undefined>
  /** The latest commit among a site's cells of a year, 0 where there is none. */
  readonly head: (siteId: string, year: number) => Promise<number>
  readonly settings: () => Promise<StoredSettings>
  /** The sites of a person whose token tells none. */
  readonly sitesOf: (sub: string) => Promise<readonly string[]>
}

export function sharedReads(db: Db): SharedReads {
  const sites = together(async (ids: readonly string[]) => {
    const found = new Map((await findSites(db, ids)).map((site) => [site.siteId, site]))
    return (id) => found.get(id)
  })
  const heads = together(async (scopes: readonly string[]) => {
    const found = await readYearHeads(db, scopes.map(parseScope))
    return (scope) => found.get(scope) ?? 0
  })
  const settings = together(async (_names: readonly 'settings'[]) => {
    const found = await readSettings(db)
    return () => found
  })
  const people = together(async (subs: readonly string[]) => {
    const found = new Map(await Promise.all(subs.map(async (sub) => [sub, await readUserSites(db, sub)] as const)))
    return (sub) => found.get(sub) ?? []
  })
  return {
    site: (siteId) => sites.load(siteId),
    head: (siteId, year) => heads.load(`${siteId}:${year}`),
    settings: () => settings.load('settings'),
    sitesOf: (sub) => people.load(sub),
  }
}

const parseScope = (scope: string): readonly [siteId: string, year: number] => {
  const [siteId = '', year = ''] = scope.split(':')
  return [siteId, Number(year)]
}

/** Asks once for all keys of one turn of the event loop; each key once. */
function together<K extends string, V>(ask: (keys: readonly K[]) => Promise<(key: K) => V>): DataLoader<K, V> {
  return new DataLoader(
    async (keys) => {
      const answer = await ask([...new Set(keys)])
      return keys.map(answer)
    },
    { cache: false, batchScheduleFn: (send) => void setImmediate(send) },
  )
}
