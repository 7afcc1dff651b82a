import type { FastifyInstance } from 'fastify'
import { groupsOf } from '../../shared/calc/profit-and-loss/organisation.ts'
import { sitesApi } from '../../shared/contract/sites.ts'
import type { AppParts } from '../app-parts.ts'
import { type Caller, mayReach, reachable } from '../auth/caller.ts'
import { readContract } from '../store/reference.ts'
import { allSites, findSite, type Site } from '../store/sites.ts'
import { pageOf } from './pages.ts'
import { serve } from './serve.ts'

/** Sites, their contracts and the organisation, as far as the caller may see them. */
export function sitesRoutes(app: FastifyInstance, { store, now }: AppParts): void {
  const { db } = store
  const seenBy = async (caller: Caller) => (await allSites(db)).filter((site) => mayReach(caller, site))

  serve(app, sitesApi.list, { now }, async ({ query, caller, request }) => {
    const wanted = (query.find ?? '').toLowerCase().split(/\s+/)
    const found = (await seenBy(caller())).filter(
      ({ siteId, name, districtId, regionId }) =>
        (query.district === undefined || districtId === query.district) &&
        (query.region === undefined || regionId === query.region) &&
        wanted.every((word) => `${siteId} ${name}`.toLowerCase().includes(word)),
    )
    return pageOf(request, found.map(toAnswer), query)
  })

  serve(app, sitesApi.read, { now }, async ({ params, caller }) =>
    toAnswer(reachable(caller(), await findSite(db, params.siteId))),
  )

  serve(app, sitesApi.contract, { now }, async ({ params, caller }) => {
    const { siteId } = reachable(caller(), await findSite(db, params.siteId))
    const contract = await readContract(db, siteId)
    return { siteId, contract: contract ? { ...contract.terms } : null, ver: contract?.ver ?? 0 }
  })

  serve(app, sitesApi.organisation, { now }, async ({ caller }) => {
    const sites = await seenBy(caller())
    return groupsOf(sites, ({ regionId }) => regionId).map(([regionId, ofRegion]) => ({
      regionId,
      name: ofRegion[0]?.regionName ?? regionId,
      districts: groupsOf(ofRegion, ({ districtId }) => districtId).map(([districtId, ofDistrict]) => ({
        districtId,
        name: ofDistrict[0]?.districtName ?? districtId,
        sites: ofDistrict.map(({ siteId, name }) => ({ siteId, name })),
      })),
    }))
  })
}

const toAnswer = ({ referenceVer: _referenceVer, ...site }: Site) => site
