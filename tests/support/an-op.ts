import { randomUUID } from 'node:crypto'
import type { SyncOp } from '../../shared/contract/sync.ts'

/** A whole valid edit of an open day that has only a budget yet: 96 valet cars on the 20th of November at 0427. */
export const anOp = (changed: Partial<SyncOp> = {}): SyncOp => ({
  opId: randomUUID(),
  siteId: '0427',
  lineId: 'valetDaily',
  period: '2026-11-20',
  baseVer: 0,
  baseValue: null,
  value: 96_000_000,
  groupId: randomUUID(),
  source: 'typed',
  editedAt: '2026-04-10T14:59:00.000Z',
  ...changed,
})
