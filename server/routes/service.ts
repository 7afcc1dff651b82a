import type { FastifyInstance } from 'fastify'
import { groupsOf } from '../../shared/calc/profit-and-loss/organisation.ts'
import { serviceApi } from '../../shared/contract/service.ts'
import type { AppParts } from '../app-parts.ts'
import { mayReach } from '../auth/caller.ts'
import { permissionsOf } from '../auth/permissions.ts'
import { readHead } from '../store/feed.ts'
import { allSites } from '../store/sites.ts'
import { serve } from './serve.ts'

/** Health, and who the caller is. */
export function serviceRoutes(app: FastifyInstance, { store, now }: AppParts): void {
  serve(app, serviceApi.live, { now }, async () => ({ status: 'live' as const }))

  serve(app, serviceApi.ready, { now }, async () => {
    await readHead(store.db)
    return { status: 'ready' as const, database: store.kind }
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
