import { z } from 'zod'
import { endpoint, ROLES, SCOPES } from './api.ts'

/** Who is calling, as the API understands the token. */
export const Me = z.object({
  sub: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  scopes: z.array(z.enum(SCOPES)),
  /** Site ids, or `*` for all. */
  siteAccess: z.array(z.string()),
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
    summary: 'Who the token says the caller is',
    scopes: ['forecasting:read', 'statistics:read'],
    data: Me,
  }),
} as const
