import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { SyncCell } from '../../shared/contract/sync.ts'
import { anOp } from './an-op.ts'
import { apiRequests } from './api-requests.ts'
import type { InjectedApi } from './injected-api.ts'

/** The server's checksums, beside a sum made here in the way the laptop makes it. */
export function checksumSuite(api: () => InjectedApi): void {
  const { push, head } = apiRequests(api)

  test('the checksum of a scope is what a laptop comes to that holds the same, also after writes and a removed line', async () => {
    const scope = '0427:2026'
    type Told = { cells: SyncCell[]; check: { seq: number; checksum: string } | null }
    const told = async (path: string) => (await api().ask<Told>('GET', path, { as: 'mara' })).data
    const held = new Map<string, SyncCell>()
    const sum = () => {
      let total = 0n
      for (const { period, lineId, scenario, ver, value } of held.values()) {
        const text = `${period}|${lineId}|${scenario}|${ver}|${value ?? ''}`
        total += BigInt(createHash('md5').update(text).digest().readUIntBE(0, 6))
      }
      return (total % 2n ** 48n).toString(16).padStart(12, '0')
    }
    const hold = (cells: readonly SyncCell[]) => {
      for (const cell of cells) held.set(`${cell.period}|${cell.lineId}|${cell.scenario}`, cell)
    }
    const snapshot = await told(`/sync/snapshot?scope=${scope}`)
    hold(snapshot.cells)
    expect(snapshot.check?.checksum).toBe(sum())
    const at = await head()
    await push([anOp({ period: '2026-12-28', value: 1 }), anOp({ period: '2026-12-29', value: 2 })])
    await push([anOp({ period: '2026-12-28', baseVer: 1, baseValue: 1, value: null })])
    await api()
      .store.db.updateTable('cell')
      .set({ deleted: true, value: null, ver: 2, seq: at + 4 })
      .where('site_id', '=', '0427')
      .where('period', '=', '2026-12-29')
      .where('line_id', '=', 'valetDaily')
      .where('scenario', '=', 'forecast')
      .execute()
    await api()
      .store.db.updateTable('sync_head')
      .set({ seq: at + 4 })
      .execute()
    const changes = await told(`/sync/changes?scope=${scope}&cursor=${at}`)
    hold(changes.cells)
    expect(changes.check).toEqual({ seq: at + 4, checksum: sum() })
  })
}
