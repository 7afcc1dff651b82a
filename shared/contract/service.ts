import { z } from 'zod'
import { endpoint, ROLES, SCOPES } from './api.ts'
import { ROLLUP_LEVELS } from './pl-view.ts'
import { ACTIONS } from './workflow.ts'

/** Who is calling, as the API understands the token. */
export const Me = z.object({
  sub: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  scopes: z.array(z.enum(SCOPES)),
  /** Site ids, or `*` for all. */
  siteAccess: z.array(z.string()),
  /** Regions and districts with a site the caller may see. */
  regions: z.array(z.object({ regionId: z.string(), name: z.string() })),
  districts: z.array(z.object({ districtId: z.string(), name: z.string(), regionId: z.string() })),
  /** What the caller may do with these sites, by role and scopes; every request is decided again. */
  permissions: z.object({
    /** Typing a forecast. */
    edit: z.boolean(),
    /** Settings, job families, imports, forecasts of record. */
    administer: z.boolean(),
    /** Moves of a month's forecast. */
    moves: z.array(z.enum(ACTIONS)),
    /** Levels of the organisation whose P&L the caller sees, the lowest first. */
    profitAndLoss: z.array(z.enum(ROLLUP_LEVELS)),
  }),
})
export type Me = z.infer<typeof Me>

export const serviceApi = {
  live: endpoint({
    method: 'GET',
    path: '/health/live',
    summary: 'The process answers',
    scopes: [],
    data: z.object({ status: z.literal('live') }),
  }),
  ready: endpoint({
    method: 'GET',
    path: '/health/ready',
    summary: 'The database answers; what else the server works with',
    scopes: [],
    data: z.object({
      status: z.literal('ready'),
      database: z.string(),
      /** Without it answers are computed anew: in this process, a shared one, or one that does not answer. */
      cache: z.enum(['local', 'ready', 'away']),
      /** Events wait while it is away. */
      bus: z.enum(['ready', 'away']),
    }),
  }),
  me: endpoint({
    method: 'GET',
    path: '/me',
    summary: 'Who the token says the caller is, what they see and what they may do',
    scopes: ['forecasting:read', 'statistics:read'],
    data: Me,
  }),
} as const
