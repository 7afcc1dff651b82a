import { hostname } from 'node:os'
import type { Way } from '../../shared/contract/data-service.ts'
import type { LaptopCalls } from '../auth/recovery-steps.ts'
import type { DataLink } from '../data-link/data-link.ts'

/** What the server is asked about laptops, through the process that speaks to the API; `wayOf` says how it is reached. */
export const laptopLink = (link: DataLink, wayOf: (deviceId: string) => Promise<Way>): LaptopCalls => ({
  list: async (deviceId) => (await link.call('laptops.list', { way: await wayOf(deviceId) })).laptops,
  keep: async (deviceId, half) => {
    await link.call('laptops.keep', { way: await wayOf(deviceId), ...half, name: hostname().slice(0, 60) })
  },
  release: async (deviceId, halfId) =>
    (await link.call('laptops.release', { way: await wayOf(deviceId), halfId })).half,
  lost: async (deviceId) => link.call('laptops.lost', { way: await wayOf(deviceId) }),
})
