import { z } from 'zod'
import { endpoint } from './api.ts'
import { CellPeriod, LineId, MonthPeriod, SiteId } from './cell.ts'

const READ = ['forecasting:read', 'revenue:read'] as const
const Said = z.string().trim().min(1).max(2000)
/** Text of a comment: shown as text everywhere, so it holds no control characters but line breaks and tabs. */
export const Remark = Said.regex(/^[\t\n\r\u0020-\u007e\u00a0-\uffff]*$/, 'A comment is plain text.')

/** States of a month's forecast: labels with a history, never a lock of a month ahead (domain.md 10.3, C-63). */
export const STATES = ['draft', 'submitted', 'returned', 'approved', 'finalised'] as const
export type SubmissionState = (typeof STATES)[number]
export const ACTIONS = ['submit', 'return', 'approve', 'finalise', 'reopen'] as const
export type SubmissionAction = (typeof ACTIONS)[number]

const NamedCell = z.strictObject({ lineId: LineId, period: CellPeriod })
const SubmissionEvent = z.object({
  state: z.enum(STATES),
  comment: z.string().nullable(),
  /** Cells a return asks about. */
  cells: z.array(NamedCell),
  by: z.string(),
  at: z.iso.datetime(),
})
export const Submission = z.object({
  siteId: SiteId,
  siteName: z.string(),
  period: MonthPeriod,
  state: z.enum(STATES),
  /** Oldest first; empty for a month nobody moved. */
  history: z.array(SubmissionEvent),
})

export const CellComment = z.object({
  id: z.uuid(),
  siteId: SiteId,
  lineId: LineId,
  period: CellPeriod,
  text: z.string(),
  answers: z.uuid().nullable(),
  /** True when what it answers is settled by it. */
  settles: z.boolean(),
  by: z.string(),
  at: z.iso.datetime(),
})

export const workflowApi = {
  submissions: endpoint({
    method: 'GET',
    path: '/submissions',
    summary: 'The state of a month at every site the caller may see',
    scopes: READ,
    query: z.object({ period: MonthPeriod, state: z.enum(STATES).optional() }),
    data: z.array(Submission),
  }),
  submission: endpoint({
    method: 'GET',
    path: '/submissions/:siteId/:period',
    summary: 'The state of a month at a site, with its history',
    scopes: READ,
    params: z.object({ siteId: SiteId, period: MonthPeriod }),
    data: Submission,
  }),
  move: endpoint({
    method: 'POST',
    path: '/submissions/:siteId/:period',
    summary: 'Submits, returns, approves, finalises or reopens a month; who may is said by role',
    scopes: ['forecasting:write'],
    params: z.object({ siteId: SiteId, period: MonthPeriod }),
    body: z.strictObject({
      action: z.enum(ACTIONS),
      comment: Said.nullable().default(null),
      cells: z.array(NamedCell).max(200).default([]),
    }),
    data: Submission,
  }),
  comments: endpoint({
    method: 'GET',
    path: '/comments/:siteId',
    summary: 'What people said about cells of a site, oldest first',
    scopes: READ,
    params: z.object({ siteId: SiteId }),
    query: z.object({ from: CellPeriod.optional(), to: CellPeriod.optional() }),
    data: z.array(CellComment),
  }),
  say: endpoint({
    method: 'POST',
    path: '/comments/:siteId',
    summary: 'A comment on a cell, or an answer to one',
    scopes: ['forecasting:read'],
    params: z.object({ siteId: SiteId }),
    body: z.strictObject({
      lineId: LineId,
      period: CellPeriod,
      text: Remark,
      answers: z.uuid().nullable().default(null),
      settles: z.boolean().default(false),
    }),
    data: CellComment,
  }),
} as const
