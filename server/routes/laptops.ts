import type { FastifyInstance, FastifyRequest } from 'fastify'
import { FRESH_SIGN_IN_SECONDS, laptopsApi } from '../../shared/contract/laptops.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { AppParts } from '../app-parts.ts'
import type { Caller } from '../auth/caller.ts'
import { namedDevice } from '../plugins/notice-laptops.ts'
import { type AccessKind, auditAccess } from '../store/access-audit.ts'
import { keepHalf, listLaptops, loseLaptop, noteLaptop, readLost, releaseHalf } from '../store/laptops.ts'
import { serve } from './serve.ts'

/** A person's laptops: half of what opens each one's data is kept here, and a lost one is marked here (sync.md 3.11). */
export function laptopRoutes(app: FastifyInstance, { store, now }: AppParts): void {
  const { db } = store

  serve(app, laptopsApi.list, { now }, async ({ caller, query }) => ({
    laptops: await listLaptops(db, subOf(caller(), query.sub)),
  }))

  serve(app, laptopsApi.keep, { now }, async ({ caller, params, body, request }) => {
    const key = { sub: caller().sub, deviceId: ownDevice(request, params.deviceId) }
    const at = new Date(now())
    if (!(await noteLaptop(db, key, at, body.name)))
      throw new AppError('RATE_LIMIT_EXCEEDED', 'You have too many laptops. Ask your administrator.')
    await audit(request, caller(), 'recovery-kept', key.deviceId)
    await keepHalf(db, key, { id: body.halfId, bytes: body.half }, at)
    return { halfId: body.halfId }
  })

  serve(app, laptopsApi.release, { now }, async ({ caller, params, body, request }) => {
    const { sub, name, authTime } = caller()
    const key = { sub, deviceId: ownDevice(request, params.deviceId) }
    const ago = authTime === null ? Infinity : Math.abs(now() / 1000 - authTime)
    if (ago > FRESH_SIGN_IN_SECONDS) {
      await audit(request, caller(), 'recovery-refused', key.deviceId)
      throw new AppError('SIGN_IN_REQUIRED', 'Sign in anew to open your data again.')
    }
    const what = whatOf(request)
    const released = await releaseHalf(db, key, body.halfId, { at: new Date(now()), name, what, requestId: request.id })
    if (released === 'too-often')
      throw new AppError(
        'RATE_LIMIT_EXCEEDED',
        'Your data were opened again too often in the last hour. Try again later.',
      )
    return released
  })

  serve(app, laptopsApi.lose, { now }, async ({ caller, params, body, request }) => {
    const { sub } = caller()
    const key = { sub: subOf(caller(), body.sub), deviceId: params.deviceId }
    await audit(request, caller(), 'laptop-lost', `${key.sub} ${key.deviceId}`)
    const lostAt = await loseLaptop(db, key, sub, new Date(now()))
    if (!lostAt) throw new AppError('NOT_FOUND', 'There is no such laptop.')
    return { lostAt: lostAt.toISOString() }
  })

  serve(app, laptopsApi.lost, { now }, async ({ caller, params, request }) => {
    const key = { sub: caller().sub, deviceId: ownDevice(request, params.deviceId) }
    const { lost_at: lostAt, proofs } = await readLost(db, key)
    return { lostAt: lostAt?.toISOString() ?? null, proofs }
  })

  const audit = (request: FastifyRequest, { sub, name }: Caller, kind: AccessKind, of: string): Promise<void> =>
    auditAccess(db, { kind, what: `${whatOf(request)} ${of}`, sub, name, requestId: request.id, at: new Date(now()) })
}

const whatOf = ({ method, routeOptions }: FastifyRequest): string => `${method} ${routeOptions.url ?? ''}`

/** Whose laptops are meant: one's own, or for administrators anybody's. */
function subOf(caller: Caller, sub: string | undefined): string {
  if (sub === undefined || sub === caller.sub) return caller.sub
  if (caller.scopes.includes('forecasting:admin')) return sub
  throw new AppError('INSUFFICIENT_PERMISSIONS', 'Only an administrator may look after other people’s laptops.')
}

/** Only the laptop itself is told of its half. */
function ownDevice(request: FastifyRequest, deviceId: string): string {
  if (namedDevice(request) === deviceId) return deviceId
  throw new AppError('INSUFFICIENT_PERMISSIONS', 'A laptop may ask this for itself only.')
}
