import { timeout, TimeoutStrategy } from 'cockatiel'
import type { FastifyInstance } from 'fastify'
import { groupsOf } from '../../shared/calc/profit-and-loss/organisation.ts'
import { serviceApi } from '../../shared/contract/service.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { AppParts } from '../app-parts.ts'
import { mayReach } from '../auth/caller.ts'
import { permissionsOf } from '../auth/permissions.ts'
import type { WatchedBus } from '../events/watched-bus.ts'
import { readHead } from '../store/feed.ts'
import { allSites } from '../store/sites.ts'
import { serve } from './serve.ts'

/** Longer than a look takes, shorter than whoever looks would wait. */
const LOOK_MS = 2_000

/** What else the readiness answer tells of. */
export type ServiceParts = {
  readonly cache: () => Promise<'local' | 'ready' | 'away'>
  readonly bus: WatchedBus
}

/** Health, and who the caller is. */
export function serviceRoutes(app: FastifyInstance, { store, now }: AppParts, { cache, bus }: ServiceParts): void {
  const look = timeout(LOOK_MS, TimeoutStrategy.Aggressive)

  serve(app, serviceApi.live, { now }, async () => ({ status: 'live' as const }))

  serve(app, serviceApi.ready, { now }, async () => {
    // Without a cache or a bus it still answers; without a database it does not.
    await look
      .execute(() => readHead(store.db))
      .catch((cause: unknown) => {
        const message = 'The forecast database does not answer.'
        throw new AppError('DATABASE_ERROR', message, [{ code: 'DATABASE_ERROR', field: 'database', message }], {
          cause,
        })
      })
    const busState = bus.isAway() ? ('away' as const) : ('ready' as const)
    return { status: 'ready' as const, database: store.kind, cache: await cache(), bus: busState }
  })

  serve(app, serviceApi.me, { now }, async ({ caller }) => {
    const { sub, name, roles, scopes, siteAccess } = caller()
    const everything = siteAccess.includes('*')
    const reached = (await allSites(store.db)).filter((site) => mayReach(caller(), site))
    return {
      sub,
      name,
      roles: [...roles],
      scopes: [...scopes],
      siteAccess: everything ? ['*'] : reached.map((site) => site.siteId),
      regions: groupsOf(reached, ({ regionId }) => regionId).map(([regionId, [site]]) => ({
        regionId,
        name: site?.regionName ?? regionId,
      })),
      districts: groupsOf(reached, ({ districtId }) => districtId).map(([districtId, [site]]) => ({
        districtId,
        name: site?.districtName ?? districtId,
        regionId: site?.regionId ?? '',
      })),
      permissions: permissionsOf(caller()),
    }
  })
}
