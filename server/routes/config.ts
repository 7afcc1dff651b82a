import type { FastifyInstance } from 'fastify'
import { configApi } from '../../shared/contract/config.ts'
import type { AppParts } from '../app-parts.ts'
import { readSettings, type StoredSettings, writeSettings } from '../store/settings.ts'
import { staleVersion, versionSeen } from './if-match.ts'
import { serve } from './serve.ts'

/** The settings of the system; for administrators. */
export function configRoutes(app: FastifyInstance, { store, now }: AppParts): void {
  const { db } = store
  const answerOf = ({ entered, ver }: StoredSettings) => ({ settings: { ...entered }, rowVersion: String(ver) })

  serve(app, configApi.read, { now }, async ({ reply }) => {
    const stored = await readSettings(db)
    reply.header('etag', `"${stored.ver}"`)
    return answerOf(stored)
  })

  serve(app, configApi.write, { now }, async ({ body, caller, request, reply }) => {
    const seen = Number(versionSeen(request))
    const stored = await writeSettings(db, body, seen, caller().sub, new Date(now()))
    if (!stored) throw staleVersion('the settings')
    reply.header('etag', `"${stored.ver}"`)
    return answerOf(stored)
  })
}
