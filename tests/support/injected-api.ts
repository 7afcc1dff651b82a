import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { buildApp } from '../../server/app.ts'
import type { ForecastEvent } from '../../server/events/forecast-event.ts'
import { tokenVerifier } from '../../server/auth/verify-token.ts'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { seedDemo } from '../../server/demo/seed-demo.ts'
import type { AppParts } from '../../server/app-parts.ts'
import type { RateRules } from '../../server/plugins/rate-limit.ts'
import { openStore, type Store, type StoreOptions } from '../../server/store/open-store.ts'
import { API_BASE, SCOPES } from '../../shared/contract/api.ts'
import { AUDIENCE, DEMO_TODAY } from '../../shared/core/defaults.ts'
import { must } from '../../shared/core/bug.ts'

/** Parts that differ from the usual; a store that is given is not closed. */
export type InjectedApiOptions = Partial<AppParts> & {
  readonly storage?: StoreOptions
  readonly demoSites?: number
}

/** What an answer says, whoever asked. */
export type Answer<T = unknown> = {
  readonly status: number
  readonly data: T
  readonly codes: readonly string[]
  readonly body: Envelope
  readonly headers: LightMyRequestResponse['headers']
}
type Envelope = {
  success: boolean
  data: unknown
  message: string
  timestamp: string
  requestId: string
  version: string
  errors: { code: string; message: string; field: string | null; details: unknown }[]
  meta?: { total?: number; page?: number; limit?: number; hasMore?: boolean }
}

export type Ask = {
  readonly as?: string
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export type InjectedApi = {
  readonly app: FastifyInstance
  readonly store: Store
  /** The clock and the day, to be moved by a test. */
  readonly clock: { now: number; today: string }
  /** The bus it tells of changes: what was published, also while it was down and refused. */
  readonly bus: { readonly published: ForecastEvent[][]; isDown: boolean }
  /** A token like the issuer's for a demonstration person, with claims changed. */
  readonly tokenOf: (person: string, changed?: JWTPayload & Record<string, unknown>) => Promise<string>
  readonly ask: <T = never>(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, ask?: Ask) => Promise<Answer<T>>
  readonly close: () => Promise<void>
}

/** Tests ask more than people do. */
export const UNLIMITED: RateRules = { windowSeconds: 60, requests: 1_000_000, strangers: 1_000_000 }

const ISSUER = 'https://issuer.example.test'

/** The whole API without a network: the real database and real signed tokens, of keys made for the occasion. */
export async function injectedApi(options: InjectedApiOptions = {}): Promise<InjectedApi> {
  const { demoSites = 3, storage, ...parts } = options
  const clock = { now: Date.parse('2026-04-10T15:00:00Z'), today: DEMO_TODAY }
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] })
  const store = parts.store ?? (await openStore(storage))
  if (demoSites > 0) await seedDemo(store.db, { sites: demoSites, today: DEMO_TODAY })
  const bus: InjectedApi['bus'] = { published: [], isDown: false }
  const publish = async (events: readonly ForecastEvent[]) => {
    bus.published.push([...events])
    if (bus.isDown) throw new Error('no broker')
  }
  const app = await buildApp({
    store,
    bus: { publish, close: async () => {} },
    now: () => clock.now,
    today: () => clock.today,
    verifyToken: tokenVerifier({ issuer: ISSUER, audience: AUDIENCE, now: () => clock.now, keys }),
    rate: UNLIMITED,
    log: false,
    ...parts,
  })

  const tokenOf: InjectedApi['tokenOf'] = (person, changed = {}) => {
    const { name, roles, siteAccess } = must(DEMO_PEOPLE[person], `${person} is not a demonstration person`)
    const seconds = Math.floor(clock.now / 1000)
    return new SignJWT({
      iss: ISSUER,
      aud: AUDIENCE,
      sub: person,
      iat: seconds,
      auth_time: seconds,
      exp: seconds + 3600,
      scope: SCOPES.join(' '),
      name,
      roles,
      site_access: siteAccess,
      ...changed,
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'one' })
      .sign(privateKey)
  }

  const ask: InjectedApi['ask'] = async (method, path, { as, token, body, headers } = {}) => {
    const bearer = token ?? (as === undefined ? undefined : await tokenOf(as))
    const response = await app.inject({
      method,
      url: API_BASE + path,
      headers: {
        'x-device-id': 'laptop-1',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as NonNullable<InjectOptions['payload']> }),
    })
    const envelope = response.json<Envelope>()
    return {
      status: response.statusCode,
      data: envelope.data as never,
      codes: (envelope.errors ?? []).map((error) => error.code), // the OpenAPI document has no envelope
      body: envelope,
      headers: response.headers,
    }
  }

  const close = async () => {
    await app.close()
    if (!parts.store) await store.close()
  }
  return { app, store, clock, bus, tokenOf, ask, close }
}
