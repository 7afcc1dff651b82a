import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuditCheck, checkAuditChain } from './audit-chain.ts'
import { type CellWrite, inCommitOrder, writeCells } from './commit.ts'
import { openStore, type Store } from './open-store.ts'

describe('the chain of seals over the audit', () => {
  let store: Store
  const at = new Date('2026-04-10T15:00:00.123Z')
  const commit = (...values: (number | null)[]) =>
    inCommitOrder(store.db, async (tx, nextSeq) => {
      const writes = values.map((after, i): CellWrite => ({
        siteId: '0427',
        period: `2026-05-0${i + 1}`,
        lineId: 'valetDaily',
        scenario: 'forecast',
        before: null,
        after,
        baseVer: 0,
        ver: 1,
        seq: nextSeq(),
        opId: null,
        groupId: null,
        source: 'typed',
        editedAt: null,
      }))
      await writeCells(tx, writes, { sub: 'mara', name: 'Mara', deviceId: null }, at)
    })
  /** What the chain says of something an administrator of the database did, the triggers off; nothing of it stays. */
  const checkedAfter = async (statement: string, known: string | null = null): Promise<AuditCheck['broken']> => {
    const tx = await store.db.startTransaction().execute()
    try {
      await sql.raw(`set local session_replication_role = replica; ${statement}`).execute(tx)
      return (await checkAuditChain(tx, known)).broken
    } finally {
      await tx.rollback().execute()
    }
  }

  beforeAll(async () => {
    store = await openStore()
    await commit(1_000_000, null)
    await commit(3_000_000)
    await commit(4_000_000, 5_000_000, 6_000_000)
  })
  afterAll(() => store.close())

  test('an untouched audit holds: one seal a commit, every row in one', async () => {
    expect(await checkAuditChain(store.db)).toEqual({
      seals: 3,
      rows: 6,
      head: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      broken: null,
    })
  })

  test.each([
    ['another value', 'update cell_audit set after = 3000001 where seq = 3', 2, 3, 'a row or its seal was altered'],
    ['another person', `update cell_audit set name = 'Owen' where seq = 5`, 3, 6, 'a row or its seal was altered'],
    ['a value for none', 'update cell_audit set after = 0 where seq = 2', 0, 2, 'a row or its seal was altered'],
    [
      'another moment',
      `update cell_audit set received_at = received_at + interval '1 millisecond' where seq = 1`,
      0,
      2,
      'a row or its seal was altered',
    ],
    ['a row left out', 'delete from cell_audit where seq = 5', 3, 6, '3 rows were sealed, 2 are there'],
    [
      'another seal',
      `update audit_seal set hash = repeat('0', 64) where last_seq = 3`,
      2,
      3,
      'a row or its seal was altered',
    ],
    ['a seal left out', 'delete from audit_seal where last_seq = 3', 2, 6, '3 rows were sealed, 4 are there'],
    ['the last seal left out', 'delete from audit_seal where last_seq = 6', 3, null, '3 rows are not sealed'],
  ] as const)('%s shows', async (_what, statement, afterSeq, upToSeq, why) => {
    expect(await checkedAfter(statement)).toEqual({ afterSeq, upToSeq, why })
  })

  test('a row that is slipped in shows', async () => {
    const slipped = `insert into cell_audit select 7, site_id, period, line_id, scenario, op_id, group_id, sub, name,
      device_id, source, base_ver, ver, before, after, edited_at, received_at from cell_audit where seq = 6`
    expect(await checkedAfter(slipped)).toEqual({ afterSeq: 6, upToSeq: null, why: '1 rows are not sealed' })
  })

  test('an end that is cut off with its seal shows only to whoever knows the head', async () => {
    const { head } = await checkAuditChain(store.db)
    const cut = 'delete from cell_audit where seq > 3; delete from audit_seal where last_seq > 3'
    expect(await checkedAfter(cut)).toBeNull()
    expect(await checkedAfter(cut, head)).toEqual({
      afterSeq: 3,
      upToSeq: null,
      why: 'the seal that was told earlier is gone',
    })
  })

  test('more seals than are read at once are one chain', async () => {
    for (let i = 0; i < 230; i += 1) await commit(i)
    const checked = await checkAuditChain(store.db)
    expect([checked.seals, checked.rows, checked.broken]).toEqual([233, 236, null])
  })
})
