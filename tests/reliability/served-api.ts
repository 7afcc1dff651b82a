import { aFolder } from '../support/data-service.ts'
import { loadEmptyDatabase } from '../../server/store/load.ts'
import type { StoreOptions } from '../../server/store/open-store.ts'
import { injectedApi, type InjectedApi } from '../support/injected-api.ts'

/**
 * The real API over its real database (the embedded one in a folder, unless another is given), on a real port; with tokens
 * of its issuer.
 */
export type ServedApi = { readonly api: InjectedApi; readonly url: string; readonly close: () => Promise<void> }

const siteIdOf = (n: number): string => String(1000 + n)

/** Sites of the served API; nothing is typed in them yet. */
export const siteIds = (count: number): string[] => Array.from({ length: count }, (_, i) => siteIdOf(i))

export async function servedApi(sites: number, storage?: StoreOptions): Promise<ServedApi> {
  const folder = aFolder()
  const api = await injectedApi({ demoSites: 0, storage: storage ?? { dataFolder: folder.path } })
  await loadEmptyDatabase(api.store.db, {
    organisation: {
      regions: [{ regionId: 'central', name: 'Central' }],
      districts: [{ districtId: '12', name: 'District 12', regionId: 'central' }],
      sites: siteIds(sites).map((siteId) => ({
        siteId,
        name: `Site ${siteId}`,
        districtId: '12',
        totalRooms: 360,
        contractTypes: ['revenueShare'],
      })),
    },
    cellsOf: () => [{ period: '2026-04-01', lineId: 'valetDaily', scenario: 'budget', value: 5_000_000 }],
    source: { id: 'office', name: 'Office', at: new Date('2026-01-01T00:00:00Z') },
  })
  const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
  const close = async (): Promise<void> => {
    await api.close()
    folder.remove()
  }
  return { api, url, close }
}

/** How many forecast cells a person wrote last. */
export async function storedBy({ store }: InjectedApi, sub: string): Promise<number> {
  const { count } = await store.db
    .selectFrom('cell')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scenario', '=', 'forecast')
    .where('by_sub', '=', sub)
    .executeTakeFirstOrThrow()
  return count
}

/** Days of the coming year that are open, oldest first. */
export const openDays = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => new Date(Date.UTC(2026, 4, 1 + i)).toISOString().slice(0, 10))

/** Counts that a person types at every site. */
export const COUNT_LINES = [
  'valetDaily',
  'valetMonthly',
  'valetComps',
  'selfDaily',
  'selfMonthly',
  'selfComps',
] as const
