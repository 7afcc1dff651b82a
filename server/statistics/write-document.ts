import type { Day, Month } from '../../shared/core/calendar.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { Caller } from '../auth/caller.ts'
import { type CellWrite, inCommitOrder, writeCells } from '../store/commit.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import { readMonth, type StoredCell } from '../store/month-cells.ts'
import type { Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { rowVersionOf } from './document.ts'
import { type DayWrites, planWrite } from './plan-write.ts'

export type DocumentWrite = {
  readonly site: Site
  readonly month: Month
  readonly days: DayWrites
  /** The version the author saw. */
  readonly rowVersion: string
  readonly caller: Caller
  readonly receivedAt: Date
  readonly today: Day
}

/** Writes named days of a month, all or nothing, unless somebody wrote since: PRECONDITION_FAILED. Gives what is stored now. */
export async function writeDocument(db: Db, write: DocumentWrite): Promise<StoredCell[]> {
  const { site, month, caller, today } = write
  return inCommitOrder(db, async (tx, nextSeq) => {
    const cells = await readMonth(tx, site.siteId, month)
    if (rowVersionOf(cells) !== write.rowVersion) {
      throw new AppError('PRECONDITION_FAILED', 'Somebody changed this month since you read it. Read it again.')
    }
    const factsOf = await readLockFacts(tx, [{ siteId: site.siteId, month }], today)
    const plan = { month, totalRooms: site.totalRooms, facts: factsOf(site.siteId) }
    const planned = planWrite(write.days, plan)
    const current = new Map(
      cells.filter((cell) => cell.scenario === 'forecast').map((cell) => [`${cell.period}|${cell.lineId}`, cell]),
    )
    const writes = planned.flatMap(({ period, lineId, value }): CellWrite[] => {
      const before = current.get(`${period}|${lineId}`)
      if ((before?.value ?? null) === value) return []
      const ver = before?.ver ?? 0
      return [
        {
          siteId: site.siteId,
          period,
          lineId,
          scenario: 'forecast',
          before: before?.value ?? null,
          after: value,
          baseVer: ver,
          ver: ver + 1,
          seq: nextSeq(),
          opId: null,
          groupId: null,
          source: 'document',
          editedAt: null,
        },
      ]
    })
    await writeCells(tx, writes, { sub: caller.sub, name: caller.name, deviceId: null }, write.receivedAt)
    return readMonth(tx, site.siteId, month)
  })
}
