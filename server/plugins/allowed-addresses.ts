import { BlockList, isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../shared/core/errors.ts'

/** An address, or a range such as `10.1.0.0/16` or `2001:db8::/32`. */
export type AddressRange = { readonly address: string; readonly bits: number }

/**
 * Answers only to the addresses named; everybody else is refused before anything is read of what they sent. Health is
 * told to everybody, so that a load balancer can look. The address is the connection's own, or the one a trusted proxy
 * names: from anybody else a header can claim any.
 */
export function allowAddresses(app: FastifyInstance, ranges: readonly AddressRange[]): void {
  const allowed = new BlockList()
  for (const { address, bits } of ranges) allowed.addSubnet(address, bits, isIPv6(address) ? 'ipv6' : 'ipv4')
  app.addHook('onRequest', async (request) => {
    const address = request.ip.replace(/^::ffff:/, '')
    if (allowed.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return
    if (request.routeOptions.url?.includes('/health/') === true) return
    throw new AppError('INSUFFICIENT_PERMISSIONS', 'This address may not use the service. Ask whoever runs it.')
  })
}
