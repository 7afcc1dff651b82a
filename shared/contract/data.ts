import { z } from 'zod'
import { SCENARIOS } from '../categories/line.ts'
import { endpoint } from './api.ts'
import { CellPeriod, LineId, SiteId } from './cell.ts'
import { Page } from './sites.ts'

const READ = ['forecasting:read', 'statistics:read'] as const
/** `site|line|period|scenario`: what names a fact everywhere. */
const FactId = z.string().max(120)
/** In the line's own unit: dollars, vehicles, hours, a fraction 0–1. Null is an empty cell, never zero. */
const Value = z.number().min(-999_999_999_999).max(999_999_999_999).nullable()

export const Fact = z.object({
  id: FactId,
  siteId: SiteId,
  lineId: LineId,
  period: CellPeriod,
  scenario: z.enum(SCENARIOS),
  value: z.number().nullable(),
  ver: z.number().int(),
  by: z.string(),
  at: z.iso.datetime(),
})
export type Fact = z.infer<typeof Fact>

export const SORTS = ['period', '-period', 'line', '-line', 'at', '-at'] as const

export const dataApi = {
  list: endpoint({
    method: 'GET',
    path: '/data',
    summary: 'Single facts of a site, filtered and in pages',
    scopes: READ,
    query: z.object({
      siteId: SiteId,
      lineId: LineId.optional(),
      scenario: z.enum(SCENARIOS).optional(),
      from: CellPeriod.optional(),
      to: CellPeriod.optional(),
      sort: z.enum(SORTS).default('period'),
      ...Page,
    }),
    data: z.array(Fact),
  }),
  create: endpoint({
    method: 'POST',
    path: '/data',
    summary: 'A forecast fact that is not there yet; VERSION_CONFLICT where it is',
    scopes: ['forecasting:write'],
    body: z.strictObject({ siteId: SiteId, lineId: LineId, period: CellPeriod, value: Value }),
    data: Fact,
  }),
  read: endpoint({
    method: 'GET',
    path: '/data/:id',
    summary: 'One fact by its id',
    scopes: READ,
    params: z.object({ id: FactId }),
    data: Fact,
  }),
  /** Needs `If-Match` with the fact's `ver`. */
  replace: endpoint({
    method: 'PUT',
    path: '/data/:id',
    summary: 'Another value of a forecast fact',
    scopes: ['forecasting:write'],
    params: z.object({ id: FactId }),
    body: z.strictObject({ value: Value }),
    data: Fact,
  }),
  /** Needs `If-Match` with the fact's `ver`. The fact stays, empty, with its history. */
  remove: endpoint({
    method: 'DELETE',
    path: '/data/:id',
    summary: 'Empties a forecast fact',
    scopes: ['forecasting:write'],
    params: z.object({ id: FactId }),
    data: Fact,
  }),
} as const
