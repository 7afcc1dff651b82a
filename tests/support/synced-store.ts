import { randomUUID } from 'node:crypto'
import { openClient } from '../../main/data-service/api/client.ts'
import { openStore, type OpenStore } from '../../main/data-service/db/open.ts'
import { syncStore } from '../../main/data-service/db/sync-store.ts'
import { readMeta } from '../../main/data-service/db/meta.ts'
import { startRunner } from '../../main/data-service/sync/runner.ts'
import { A_KEY } from './data-service.ts'

/** A laptop's store, empty before it syncs. */
export const emptyStore = (folder: string): Promise<OpenStore> => openStore(folder, A_KEY, { now: Date.now })

/** One complete round of sync with a running API: everything the token's person may see is in the store then. */
export async function syncWith(apiUrl: string, token: string, store: OpenStore, year: number): Promise<void> {
  const before = readMeta(store.db, 'lastSyncedAt')
  const client = openClient({
    apiUrl,
    deviceId: randomUUID(),
    token: async () => ({ ok: true, value: token }),
    epoch: () => readMeta(store.db, 'epoch') ?? null,
    now: Date.now,
  })
  let synced: () => void = () => undefined
  let failed: (reason: unknown) => void = () => undefined
  const isSynced = new Promise<void>((resolve, reject) => {
    synced = resolve
    failed = reject
  })
  const runner = startRunner({
    store: syncStore(store.db),
    api: client,
    me: { sub: 'mara', name: 'Mara Ellison' },
    now: Date.now,
    random: () => 0.5,
    newId: randomUUID,
    later: () => () => undefined,
    year: () => year,
    onStatus: () => {
      if (readMeta(store.db, 'lastSyncedAt') !== before) synced()
    },
    onSites: () => undefined,
    onReview: () => {},
    onCells: () => undefined,
    report: failed,
  })
  runner.tell({ type: 'asked' })
  await isSynced
  await runner.close()
  client.close()
}
