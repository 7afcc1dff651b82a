import { checkCell } from '../../shared/calc/check-cell.ts'
import { cellLock, LOCK_WORDS } from '../../shared/calc/validation/cell-lock.ts'
import { findLine } from '../../shared/categories/index.ts'
import { must } from '../../shared/core/bug.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { AppError, type FieldIssue } from '../../shared/core/errors.ts'
import { entryOf } from '../documents/entry.ts'
import { answeredOnce } from '../documents/request-key.ts'
import { type Author, sameVersion } from '../documents/write-document.ts'
import { inCommitOrder, writeCells } from '../store/commit.ts'
import { type DocumentScope, readDocumentCells } from '../store/document-cells.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import { writeReason } from '../store/overrides.ts'
import type { Site } from '../store/sites.ts'
import type { Db, Tx } from '../store/tables.ts'

export type OverrideWrite<Answer> = {
  readonly author: Author
  readonly site: Site
  /** The document whose version the author saw. */
  readonly scope: DocumentScope
  readonly lineId: string
  readonly month: Month
  /** Dollars; null takes the amount back. */
  readonly amount: number | null
  readonly reason: string
  readonly answer: (tx: Tx) => Promise<Answer>
}

/**
 * Sets a row's amount of a month by hand (domain.md 15): a cell like any other, so that it reaches every computed year
 * and every laptop, with its audit row and its reason. Lines of this kind are closed to every other way of writing.
 */
export async function writeOverride<Answer>(db: Db, write: OverrideWrite<Answer>): Promise<Answer> {
  const { author, site, lineId, month, reason } = write
  return inCommitOrder(db, (tx, nextSeq) =>
    answeredOnce(tx, author, async () => {
      const cells = await readDocumentCells(tx, write.scope)
      sameVersion(cells, author.rowVersion)
      const facts = (await readLockFacts(tx, [{ siteId: site.siteId, month }], author.today))(site.siteId)
      const line = must(findLine(lineId), lineId)
      const lock = cellLock(line, month, facts)
      if (lock !== null)
        refuse({ code: 'PERIOD_LOCKED', field: 'period', message: LOCK_WORDS[lock], providedValue: month })
      const planned = entryOf('amount', lineId, month, write.amount)
      if ('issue' in planned) return refuse(planned.issue)
      const { value } = planned.entry
      const problem = checkCell({ ...line, entry: 'input' }, value, site.totalRooms)
      if (problem?.level === 'error') {
        const { message } = problem
        refuse({ code: 'INVALID_DATA_TYPE', field: 'amount', message, providedValue: write.amount })
      }
      const before = cells.find((cell) => cell.lineId === lineId && cell.scenario === 'forecast')
      const ver = before?.ver ?? 0
      const seq = nextSeq()
      const cell = {
        siteId: site.siteId,
        period: month,
        lineId,
        scenario: 'forecast' as const,
        before: before?.value ?? null,
        after: value,
        baseVer: ver,
        ver: ver + 1,
        seq,
        opId: null,
        groupId: null,
        source: 'document',
        editedAt: null,
      }
      const { sub, name } = author.caller
      await writeCells(tx, [cell], { sub, name, deviceId: null }, author.receivedAt)
      await writeReason(tx, seq, reason)
      return write.answer(tx)
    }),
  )
}

function refuse(issue: FieldIssue): never {
  throw new AppError(issue.code, issue.message, [issue])
}
