import type { SiteReference } from '../store/reference.ts'
import { demoContract } from './contract.ts'
import { demoJobs } from './jobs.ts'
import { isOdd } from './odd-sites.ts'
import { siteMaster } from './site-master.ts'
import type { DemoSite } from './sites.ts'

/** Master, staff and contract of a demonstration site; of one site nobody has entered the contract. */
export const siteReference = (site: DemoSite): SiteReference => ({
  master: siteMaster(site),
  jobs: demoJobs(site),
  ...(isOdd(site, 'withoutContract') ? {} : { contract: demoContract(site) }),
})
