import type { FastifyInstance, FastifyRequest } from 'fastify'
import { API_BASE } from '../../shared/contract/api.ts'
import { DeviceId, laptopsApi } from '../../shared/contract/laptops.ts'
import { DEVICE_HEADER } from '../../shared/contract/sync.ts'
import { AppError } from '../../shared/core/errors.ts'
import { findLaptop, noteLaptop } from '../store/laptops.ts'
import type { Db } from '../store/tables.ts'

/** A laptop's last contact is written down no more often. */
const NOTED_EVERY_MS = 5 * 60_000

/** What the laptop calls itself; undefined when it says nothing, or nothing a laptop may be called. */
export const namedDevice = (request: FastifyRequest): string | undefined =>
  DeviceId.safeParse(request.headers[DEVICE_HEADER]).data

/**
 * Notes which laptops are used, and answers one that was marked as lost with DEVICE_LOST whatever it asks, but for the
 * one question whether it is lost. A laptop is its person's: the same name under another sign-in is another one.
 */
export function noticeLaptops(app: FastifyInstance, db: Db, now: () => number): void {
  app.addHook('onRequest', async (request) => {
    const deviceId = namedDevice(request)
    if (!request.caller || deviceId === undefined) return
    const key = { sub: request.caller.sub, deviceId }
    const laptop = await findLaptop(db, key)
    if (laptop?.lostAt) {
      if (request.method === 'GET' && request.routeOptions.url === API_BASE + laptopsApi.lost.path) return
      throw new AppError('DEVICE_LOST', 'This laptop was marked as lost. Nothing is sent to it or taken from it.')
    }
    if (!laptop || now() - laptop.lastSeenAt.getTime() > NOTED_EVERY_MS) await noteLaptop(db, key, new Date(now()))
  })
}
