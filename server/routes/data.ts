import type { FastifyInstance } from 'fastify'
import { monthOf } from '../../shared/core/calendar.ts'
import { findLine } from '../../shared/categories/index.ts'
import { SCENARIOS } from '../../shared/categories/line.ts'
import { enteredWrites } from '../../shared/calc/validation/entered-writes.ts'
import { dataApi, type Fact } from '../../shared/contract/data.ts'
import { must } from '../../shared/core/bug.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { AppError, type FieldIssue } from '../../shared/core/errors.ts'
import { fromScaled, toScaled } from '../../shared/core/scaled.ts'
import type { AppParts } from '../app-parts.ts'
import { type Caller, reachable } from '../auth/caller.ts'
import { type CellWrite, inCommitOrder, keyOf, writeCells } from '../store/commit.ts'
import { readForecastCells } from '../store/current-cells.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import { findFact, readFactPage, type StoredFactRow } from '../store/single-facts.ts'
import { findSite, type Site } from '../store/sites.ts'
import { refusalOf } from '../sync/judge.ts'
import { staleVersion, versionSeen } from './if-match.ts'
import { tellPage } from './pages.ts'
import { serve } from './serve.ts'

const isPayroll = ({ lineId }: Pick<StoredFactRow, 'lineId'>): boolean => findLine(lineId)?.category === 'payroll'

type Place = Pick<StoredFactRow, 'siteId' | 'lineId' | 'period' | 'scenario'>

/** Single facts: every cell of every line under one address (design.md 3, "Generic"). Only forecasts are written. */
export function dataRoutes(app: FastifyInstance, parts: AppParts): void {
  const { store, now, today } = parts
  const { db } = store

  serve(app, dataApi.list, { now }, async ({ query, caller, request }) => {
    reachable(caller(), await findSite(db, query.siteId))
    const { rows, total } = await readFactPage(db, query)
    tellPage(request, { ...query, total })
    if (rows.some(isPayroll)) await app.audit(request, 'payroll-read', query.siteId)
    return rows.map(toFact)
  })

  serve(app, dataApi.read, { now }, async ({ params, caller, request, reply }) => {
    const place = placeOf(params.id)
    reachable(caller(), await findSite(db, place.siteId))
    const found = await findFact(db, place)
    if (!found) throw new AppError('NOT_FOUND', 'There is no such fact.')
    if (isPayroll(found)) await app.audit(request, 'payroll-read', found.siteId, found.period)
    reply.header('etag', `"${found.ver}"`)
    return toFact(found)
  })

  serve(app, dataApi.create, { now }, async ({ body, caller, reply }) => {
    const { value, ...place } = body
    const stored = await write({ ...place, scenario: 'forecast' }, value, caller(), null)
    reply.header('etag', `"${stored.ver}"`)
    return toFact(stored)
  })

  serve(app, dataApi.replace, { now }, async ({ params, body, caller, request, reply }) => {
    const stored = await write(placeOf(params.id), body.value, caller(), Number(versionSeen(request)))
    reply.header('etag', `"${stored.ver}"`)
    return toFact(stored)
  })

  serve(app, dataApi.remove, { now }, async ({ params, caller, request, reply }) => {
    const stored = await write(placeOf(params.id), null, caller(), Number(versionSeen(request)))
    reply.header('etag', `"${stored.ver}"`)
    return toFact(stored)
  })

  /** Writes one value with what it empties beside it; `seen` is the version its author saw, null for a new fact. */
  async function write(
    place: Place,
    value: number | null,
    caller: Caller,
    seen: number | null,
  ): Promise<StoredFactRow> {
    const site = reachable(caller, await findSite(db, place.siteId))
    if (place.scenario !== 'forecast') {
      throw wrong('scenario', 'INSUFFICIENT_PERMISSIONS', 'Only forecasts are written.', place.scenario, 'forecast')
    }
    const stored = scaledOf(place, value)
    await inCommitOrder(db, async (tx, nextSeq) => {
      const factsOf = await readLockFacts(tx, [{ siteId: site.siteId, month: monthOf(place.period) }], today())
      const refusal = refusalOf(
        { ...place, value: stored },
        { totalRooms: site.totalRooms, facts: factsOf(site.siteId) },
      )
      if (refusal) throw wrong('value', refusal.code, refusal.message, value)
      const twins = enteredWrites([{ ...place, value: stored }], () => 0)
      const current = await readForecastCells(
        tx,
        twins.map((cell) => ({ ...cell, siteId: site.siteId })),
      )
      const at = (cell: { lineId: string; period: string }) =>
        current.get(keyOf({ ...cell, siteId: site.siteId, scenario: 'forecast' }))
      const own = at(place)
      const isThere = own !== undefined && !own.deleted
      if (seen === null && isThere)
        throw wrong('lineId', 'VERSION_CONFLICT', 'This fact is there already; replace it.', place.lineId)
      if (seen !== null && (own?.ver ?? 0) !== seen) throw staleVersion('this fact')
      const writes = twins.flatMap((cell): CellWrite[] => {
        const before = at(cell)
        const isOwn = cell.lineId === place.lineId
        if (!isOwn && (before?.value ?? null) === null) return []
        if (before?.value === cell.value && !before.deleted) return []
        return [writeOf(site, cell, before, nextSeq())]
      })
      await writeCells(tx, writes, { sub: caller.sub, name: caller.name, deviceId: null }, new Date(now()))
    })
    return must(await findFact(db, place), 'the fact was just written')
  }
}

const writeOf = (
  site: Site,
  cell: { lineId: string; period: string; value: number | null },
  before: { value: number | null; ver: number } | undefined,
  seq: number,
): CellWrite => ({
  siteId: site.siteId,
  period: cell.period,
  lineId: cell.lineId,
  scenario: 'forecast',
  before: before?.value ?? null,
  after: cell.value,
  baseVer: before?.ver ?? 0,
  ver: (before?.ver ?? 0) + 1,
  seq,
  opId: null,
  groupId: null,
  source: 'data',
  editedAt: null,
})

/** The stored integer of a value in the line's unit; more decimals than the line has are refused, not cut. */
function scaledOf({ lineId }: Place, value: number | null): number | null {
  const line = findLine(lineId)
  if (!line) throw wrong('lineId', 'INVALID_DATA_TYPE', `There is no line ${lineId}.`, lineId)
  if (value === null) return null
  const exact = new Decimal(value)
  if (exact.decimalPlaces() > line.scale) {
    throw wrong(
      'value',
      'INVALID_DATA_TYPE',
      `${line.label} has too many decimals.`,
      value,
      `at most ${line.scale} decimals`,
    )
  }
  return toScaled(exact, line.scale)
}

function placeOf(id: string): Place {
  const [siteId = '', lineId = '', period = '', scenario = '', ...more] = id.split('|')
  const known = SCENARIOS.find((one) => one === scenario)
  if (known === undefined || more.length > 0 || siteId === '' || lineId === '' || period === '')
    throw wrong('id', 'INVALID_DATA_TYPE', 'This is no id of a fact.', id, '0427|valetDaily|2026-11-20|forecast')
  return { siteId, lineId, period, scenario: known }
}

function wrong(
  field: string,
  code: FieldIssue['code'],
  message: string,
  providedValue: unknown,
  expectedFormat?: string,
) {
  return new AppError(code, message, [
    { code, field, message, providedValue, ...(expectedFormat === undefined ? {} : { expectedFormat }) },
  ])
}

function toFact({ at, value, ...fact }: StoredFactRow): Fact {
  const { siteId, lineId, period, scenario } = fact
  const line = findLine(lineId)
  return {
    ...fact,
    id: [siteId, lineId, period, scenario].join('|'),
    value: value === null || line === undefined ? null : fromScaled(value, line.scale).toNumber(),
    at: at.toISOString(),
  }
}
