import { withForcedSign } from '../../shared/calc/other-revenue.ts'
import { type CheckContext, checkWrite } from '../../shared/calc/validation/check-write.ts'
import { cellLock, LOCK_WORDS, type LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { doubleEntries, enteredWrites } from '../../shared/calc/validation/entered-writes.ts'
import type { Write } from '../../shared/calc/write.ts'
import { findLine } from '../../shared/categories/index.ts'
import { payrollLineOf } from '../../shared/categories/payroll.ts'
import { must } from '../../shared/core/bug.ts'
import { type Day, monthsBetween } from '../../shared/core/calendar.ts'
import { AppError, type FieldIssue } from '../../shared/core/errors.ts'
import type { Caller } from '../auth/caller.ts'
import { staleVersion } from '../routes/if-match.ts'
import { type CellWrite, inCommitOrder, type NextSeq, writeCells } from '../store/commit.ts'
import { type DocumentScope, readDocumentCells, type StoredCell } from '../store/document-cells.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import type { Site } from '../store/sites.ts'
import type { Db, Tx } from '../store/tables.ts'
import type { Entry, Planned } from './entry.ts'
import { answeredOnce, type RequestKey } from './request-key.ts'
import { rowVersionOf } from './row-version.ts'

/** Who writes a document and what they saw of it. */
export type Author = {
  readonly caller: Caller
  readonly receivedAt: Date
  readonly today: Day
  /** The version the author saw. */
  readonly rowVersion: string
  /** The name the author gave the request, so that it can be sent again; null: none. */
  readonly key: RequestKey | null
}

/** Something worth a look in what was written, which is stored all the same (domain.md 10.1). */
export type Warning = { readonly field: string; readonly message: string }

export type DocumentWrite<Answer> = {
  readonly author: Author
  readonly site: Site
  readonly scope: DocumentScope
  /** What the request asks for, seen the cells that are stored now. */
  readonly plan: (cells: readonly StoredCell[], facts: LockFacts, tx: Tx) => Promise<readonly Planned[]> | Planned[]
  /** What is known beside lines and locks for checking a value. */
  readonly context?: (cells: readonly StoredCell[], tx: Tx) => Promise<Partial<CheckContext>> | Partial<CheckContext>
  readonly answer: (tx: Tx, warnings: readonly Warning[]) => Promise<Answer>
}

/**
 * Writes into a document, all or nothing: the same rules as everywhere (domain.md 10.1), one audit row a change in the
 * same transaction. PRECONDITION_FAILED when somebody wrote since; one error that names every field at fault; a cell
 * that holds the value already is left alone.
 */
export async function writeDocument<Answer>(db: Db, write: DocumentWrite<Answer>): Promise<Answer> {
  const { author, site, scope } = write
  return inCommitOrder(db, (tx, nextSeq) =>
    answeredOnce(tx, author, async () => {
      const cells = await readDocumentCells(tx, scope)
      sameVersion(cells, author.rowVersion)
      const months = monthsBetween(scope.first, scope.last).map((month) => ({ siteId: site.siteId, month }))
      const facts = (await readLockFacts(tx, months, author.today))(site.siteId)
      const planned = await write.plan(cells, facts, tx)
      const known = (await write.context?.(cells, tx)) ?? {}
      const warnings = judge(planned, { ...known, totalRooms: site.totalRooms, lock: lockIn(facts) })
      await store(tx, nextSeq, cells, entriesOf(planned), write)
      return write.answer(tx, warnings)
    }),
  )
}

/** Stops a writer who has not seen what is there. */
export function sameVersion(cells: readonly StoredCell[], rowVersion: string): void {
  if (rowVersionOf(cells) === rowVersion) return
  throw staleVersion('this document')
}

const entriesOf = (planned: readonly Planned[]): Entry[] =>
  planned.flatMap((one) => ('entry' in one ? [one.entry] : []))

const lockIn =
  (facts: LockFacts): NonNullable<CheckContext['lock']> =>
  (line, period) => {
    const lock = cellLock(line, period, facts)
    return lock && LOCK_WORDS[lock]
  }

/** Gives what is worth a look; throws with everything that is wrong, in the order of the request. */
function judge(planned: readonly Planned[], context: CheckContext): Warning[] {
  const warnings: Warning[] = []
  const seen = new Set<string>()
  const entries = entriesOf(planned)
  const doubles = new Set(doubleEntries(entries).map((index) => entries[index]))
  const issues = planned.flatMap((one): FieldIssue[] => {
    if ('issue' in one) return [one.issue]
    const { entry } = one
    const { field, given: providedValue } = entry
    const place = `${entry.lineId}|${entry.period}`
    if (seen.has(place)) {
      const message = 'This is given twice.'
      return [{ code: 'INVALID_DATA_TYPE', field, message, providedValue, expectedFormat: 'each value once' }]
    }
    seen.add(place)
    const found = checkWrite(signed(entry), context)
    warnings.push(...found.filter(({ code }) => code === null).map(({ message }) => ({ field, message })))
    const wrong = found.flatMap(({ code, message }) => (code === null ? [] : [{ code, field, message, providedValue }]))
    if (wrong.length > 0 || !doubles.has(entry)) return wrong
    const message = payrollLineOf(entry.lineId)
      ? 'Give hours or cost, not both: the other follows from the rate.'
      : 'Give occupancy or occupied rooms of a day, not both.'
    return [{ code: 'INVALID_DATA_TYPE', field, message, providedValue, expectedFormat: 'one of the two' }]
  })
  const first = issues[0]
  if (first) throw new AppError(first.code, first.message, once(issues))
  return once(warnings)
}

/** What is said of a field once, also where several cells follow from it. */
const once = <Said extends Warning>(said: readonly Said[]): Said[] => [
  ...new Map(said.map((one) => [`${one.field}|${one.message}`, one])).values(),
]

const signed = ({ lineId, period, value }: Write): Write => ({
  lineId,
  period,
  value: withForcedSign(must(findLine(lineId), lineId), value),
})

async function store(
  tx: Tx,
  nextSeq: NextSeq,
  cells: readonly StoredCell[],
  entries: readonly Entry[],
  { author, site }: Pick<DocumentWrite<unknown>, 'author' | 'site'>,
): Promise<void> {
  const current = new Map(
    cells.flatMap((cell) => (cell.scenario === 'forecast' ? [[`${cell.lineId}|${cell.period}`, cell]] : [])),
  )
  const stored = ({ lineId, period }: Pick<Write, 'lineId' | 'period'>) => current.get(`${lineId}|${period}`)
  const writes = enteredWrites(entries, (place) => stored(place)?.value ?? null).flatMap((write): CellWrite[] => {
    const before = stored(write)
    if ((before?.value ?? null) === write.value) return []
    const ver = before?.ver ?? 0
    return [
      {
        siteId: site.siteId,
        period: write.period,
        lineId: write.lineId,
        scenario: 'forecast',
        before: before?.value ?? null,
        after: write.value,
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
  const { sub, name } = author.caller
  await writeCells(tx, writes, { sub, name, deviceId: null }, author.receivedAt)
}
