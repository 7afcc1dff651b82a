import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { A_KEY, aFolder } from '../../../tests/support/data-service.ts'
import { checksumOf } from './checksum.ts'
import { openStore } from './open.ts'
import { inTransaction, run } from './store.ts'

/** Cells of a year: big and small, negative, empty, of several versions, and some beside the year. */
const CELLS = Array.from({ length: 400 }, (_, i) => ({
  siteId: i % 50 === 0 ? '0431' : '0427',
  period: `${i % 40 === 0 ? 2025 : 2026}-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`,
  lineId: `line${i}`,
  scenario: i % 2 === 0 ? 'forecast' : 'actual',
  ver: i,
  value: i % 7 === 0 ? null : (i - 200) * 12_345_678_901,
  seq: 1000 - i,
}))

test('the checksum of a scope is the sum that sync.md and the server write down, cell by cell', async () => {
  const folder = aFolder()
  const store = await openStore(folder.path, A_KEY)
  inTransaction(store.db, () => {
    for (const { siteId, lineId, period, scenario, ver, value, seq } of CELLS)
      run(
        store.db,
        `INSERT INTO cell (site_id, line_id, period, scenario, ver, value, seq, deleted, by_sub, by_name, at, generation)
         VALUES (?, ?, ?, ?, ?, ?, ?, 0, '', '', '', 0)`,
        siteId,
        lineId,
        period,
        scenario,
        ver,
        value,
        seq,
      )
  })
  const mine = CELLS.filter(({ siteId, period }) => siteId === '0427' && period.startsWith('2026'))
  const total = mine.reduce((sum, { period, lineId, scenario, ver, value }) => {
    const text = `${period}|${lineId}|${scenario}|${ver}|${value ?? ''}`
    return sum + BigInt(`0x${createHash('md5').update(text).digest('hex').slice(0, 12)}`)
  }, 0n)
  expect(total > 2n ** 50n).toBe(true)
  expect(checksumOf(store.db, '0427', 2026)).toEqual({
    seq: 999,
    checksum: (total % 2n ** 48n).toString(16).padStart(12, '0'),
  })
  expect(checksumOf(store.db, '0612', 2026)).toEqual({ seq: 0, checksum: '000000000000' })
  store.close()
  folder.remove()
})
