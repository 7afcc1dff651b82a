import { z } from 'zod'
import { endpoint } from './api.ts'
import { SiteId } from './cell.ts'
import { SiteMaster } from './reference.ts'

const READ = ['forecasting:read', 'statistics:read'] as const

export const SiteAnswer = z.object({
  siteId: SiteId,
  name: z.string(),
  districtId: z.string(),
  districtName: z.string(),
  regionId: z.string(),
  regionName: z.string(),
  totalRooms: z.number().int(),
  contractTypes: z.array(z.string()),
  master: SiteMaster,
})

/** Pages are counted from 1. */
export const Page = {
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
}

export const sitesApi = {
  list: endpoint({
    method: 'GET',
    path: '/sites',
    summary: 'The sites the caller may see, in pages; by district, region, or words of name and number',
    scopes: READ,
    query: z.object({
      district: z.string().max(60).optional(),
      region: z.string().max(60).optional(),
      find: z.string().max(100).optional(),
      ...Page,
    }),
    data: z.array(SiteAnswer),
  }),
  read: endpoint({
    method: 'GET',
    path: '/sites/:siteId',
    summary: 'A site with what its master tells',
    scopes: READ,
    params: z.object({ siteId: SiteId }),
    data: SiteAnswer,
  }),
  contract: endpoint({
    method: 'GET',
    path: '/sites/:siteId/contract',
    summary: 'The contract of a site, in the shape of `POST /calculate`; null where none is on file',
    scopes: ['forecasting:read', 'revenue:read'],
    params: z.object({ siteId: SiteId }),
    data: z.object({ siteId: SiteId, contract: z.record(z.string(), z.unknown()).nullable(), ver: z.number().int() }),
  }),
  organisation: endpoint({
    method: 'GET',
    path: '/organisation',
    summary: 'Regions, their districts and their sites, as far as the caller may see them',
    scopes: READ,
    data: z.array(
      z.object({
        regionId: z.string(),
        name: z.string(),
        districts: z.array(
          z.object({
            districtId: z.string(),
            name: z.string(),
            sites: z.array(z.object({ siteId: SiteId, name: z.string() })),
          }),
        ),
      }),
    ),
  }),
} as const
