import type { FastifyInstance } from 'fastify'
import { CLIENT_HEADER } from '../../shared/contract/sync.ts'
import { AppError } from '../../shared/core/errors.ts'

/**
 * Answers a Frontline older than `minimum` with CLIENT_TOO_OLD before anything else is looked at (sync.md 3.8): it
 * keeps what it has and asks for an update. A caller that names no version is a script and is let through.
 */
export function refuseOldClients(app: FastifyInstance, minimum: string | null): void {
  if (minimum === null) return
  app.addHook('onRequest', async (request) => {
    const version = request.headers[CLIENT_HEADER]
    if (!request.url.includes('/sync/') || typeof version !== 'string' || !isOlder(version, minimum)) return
    const message = `This Frontline (${version}) is too old for this server; ${minimum} or newer is needed.`
    throw new AppError('CLIENT_TOO_OLD', message, [
      { code: 'CLIENT_TOO_OLD', field: CLIENT_HEADER, message, providedValue: version, expectedFormat: minimum },
    ])
  })
}

const partsOf = (version: string): number[] => version.split('.').map((part) => Number.parseInt(part, 10) || 0)

/** True when `version` comes before `minimum`, number by number; a missing number is 0. */
export function isOlder(version: string, minimum: string): boolean {
  const [have, need] = [partsOf(version), partsOf(minimum)]
  const at = need.findIndex((part, i) => part !== (have[i] ?? 0))
  return at !== -1 && (have[at] ?? 0) < need[at]!
}
