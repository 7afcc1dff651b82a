import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { API_BASE } from '../../shared/contract/api.ts'

/** Nothing but its own files, and requests to its own API; never inside another page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const FILES = [
  { path: '/explorer', file: 'explorer.html', type: 'text/html; charset=utf-8' },
  { path: '/pages/explorer.js', file: 'explorer.js', type: 'text/javascript; charset=utf-8' },
  { path: '/pages/explorer.css', file: 'explorer.css', type: 'text/css; charset=utf-8' },
] as const

/** The API explorer: a page that lists the operations and runs each calculator from its example. */
export function explorerRoutes(app: FastifyInstance): void {
  for (const { path, file, type } of FILES) {
    const content = readFileSync(new URL(`../explorer/${file}`, import.meta.url))
    app.get(API_BASE + path, { config: { scopes: [] }, schema: { hide: true } }, (_request, reply) =>
      reply
        .headers({
          'content-security-policy': POLICY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-cache',
        })
        .type(type)
        .send(content),
    )
  }
}
