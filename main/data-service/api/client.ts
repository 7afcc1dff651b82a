import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type AxiosInstance, type AxiosResponse, create } from 'axios'
import { z } from 'zod'
import { API_BASE, envelope, type Endpoint } from '../../../shared/contract/api.ts'
import type { CellImports, CellImportsKey } from '../../../shared/contract/cell-imports.ts'
import { reviewApi } from '../../../shared/contract/review.ts'
import type { Reply } from '../../../shared/contract/reply.ts'
import { CLIENT_HEADER, DEVICE_HEADER, EPOCH_HEADER, type SyncOp, syncApi } from '../../../shared/contract/sync.ts'
import { laptopsApi } from '../../../shared/contract/laptops.ts'
import { ApiFailure } from '../sync/failure.ts'
import type { SyncApi } from '../sync/sync-api.ts'
import { agentsFor, type Ways } from './agents.ts'
import type { Breaker } from './breaker.ts'
import { blocked, epochChanged, failure, offline, refusal } from './refusal.ts'
import { readRetryAfter } from './retry-after.ts'

export type ClientOptions = {
  /** Origin of the API, e.g. `https://forecasting.example`. */
  readonly apiUrl: string
  readonly deviceId: string
  /** An access token, never kept here; `stale` names the one the API just refused. */
  readonly token: (stale: string | null) => Promise<Reply<string>>
  /** The server's history this laptop follows; null before the first answer. */
  readonly epoch: () => string | null
  readonly now: () => number
  /** How the API is reached; without it directly, trusting what Node trusts. */
  readonly ways?: Ways
  readonly timeoutMs?: number
  /** The version of this Frontline. */
  readonly version?: string | undefined
  /** Told with each answer of our server how far this computer's clock is ahead of the server's. */
  readonly onClock?: (aheadMs: number) => void
  /** Lets nothing out for a while after the host failed again and again. */
  readonly breaker?: Breaker
}

/** What is asked when a person follows a figure down; see the contract. */
export type OriginApi = { readonly imports: (key: CellImportsKey) => Promise<CellImports> }

/** What is asked about laptops; see the contract. */
export type LaptopsApi = {
  readonly laptops: () => Promise<z.infer<typeof laptopsApi.list.data>>
  readonly keepHalf: (half: z.infer<typeof laptopsApi.keep.body>) => Promise<z.infer<typeof laptopsApi.keep.data>>
  readonly releaseHalf: (halfId: string) => Promise<z.infer<typeof laptopsApi.release.data>>
  readonly lost: () => Promise<z.infer<typeof laptopsApi.lost.data>>
  readonly lose: (deviceId: string) => Promise<z.infer<typeof laptopsApi.lose.data>>
}

type Client = {
  /** From now on through this proxy; what is under way is cut off and asked again. */
  readonly route: (proxy: string | null) => void
  readonly close: () => void
}

const destroy = ({ httpAgent, httpsAgent }: ReturnType<typeof agentsFor>): void => {
  httpAgent.destroy()
  httpsAgent.destroy()
}

/** Below this packing costs more than it saves. */
const GZIP_ABOVE = 1024
/** On another thread: a keystroke does not wait for it. */
const pack = promisify(gzip)
const LARGEST_ANSWER = 64 * 1024 * 1024

/**
 * The forecasting API as the sync needs it: one request each, the envelope taken off and checked against the
 * contract. Everything that is not a good answer of our own server is an ApiFailure that says what has to happen
 * next (sync.md 3.8); a token is asked for each request and, once, anew after a 401.
 */
export function openClient(options: ClientOptions): SyncApi & LaptopsApi & OriginApi & Client {
  const ways = options.ways ?? { proxy: null, certificateAuthority: null }
  let agents = agentsFor(ways)
  const closing = new AbortController()
  const wire = create({
    baseURL: new URL(API_BASE, options.apiUrl).href,
    adapter: 'http',
    ...agents,
    timeout: options.timeoutMs ?? 30_000,
    maxRedirects: 0, // our server never redirects, a captive portal does
    maxContentLength: LARGEST_ANSWER,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
    headers: {
      accept: 'application/json',
      [DEVICE_HEADER]: options.deviceId,
      ...(options.version !== undefined && { [CLIENT_HEADER]: options.version }),
    },
  })
  let requestId: string | undefined
  const heard = (id: string | undefined): void => void (requestId = id)
  const { breaker = (work) => work() } = options
  const ask = <const E extends Endpoint>(
    endpoint: E,
    params?: object,
    body?: object,
    deviceId = options.deviceId,
  ): Promise<z.infer<E['data']>> => {
    const path = endpoint.path.replace(':deviceId', encodeURIComponent(deviceId))
    return breaker(() => request(wire, options, { ...endpoint, path }, { params, body, signal: closing.signal, heard }))
  }
  return {
    scopes: (known) => ask(syncApi.scopes, known.length > 0 ? { known: known.join() } : undefined),
    snapshot: (scope, page) => ask(syncApi.snapshot, { scope, ...(page !== null && { page }), limit: 10_000 }),
    reference: (site) => ask(syncApi.reference, { site }),
    changes: (scope, cursor) => ask(syncApi.changes, { scope, cursor, limit: 10_000 }),
    push: async (ops: readonly SyncOp[]) => (await ask(syncApi.push, undefined, { ops })).results,
    acts: (acts) => ask(reviewApi.acts, undefined, { acts }),
    review: (site) => ask(reviewApi.review, { site }),
    imports: (key) => ask(syncApi.imports, key),
    laptops: () => ask(laptopsApi.list),
    keepHalf: (half) => ask(laptopsApi.keep, undefined, half),
    releaseHalf: (halfId) => ask(laptopsApi.release, undefined, { halfId }),
    lost: () => ask(laptopsApi.lost),
    lose: (lost) => ask(laptopsApi.lose, undefined, {}, lost),
    requestId: () => requestId,
    route: (proxy) => {
      const before = agents
      agents = agentsFor({ ...ways, proxy })
      delete wire.defaults.proxy
      Object.assign(wire.defaults, agents)
      destroy(before)
    },
    close: () => {
      closing.abort()
      destroy(agents)
    },
  }
}

type Sending = {
  readonly params: object | undefined
  readonly body: object | undefined
  readonly signal: AbortSignal
  /** Told the server's name for each request. */
  readonly heard: (requestId: string | undefined) => void
}

async function request<E extends Endpoint>(
  wire: AxiosInstance,
  options: ClientOptions,
  endpoint: E,
  sending: Sending,
): Promise<z.infer<E['data']>> {
  const token = await tokenOf(options, null)
  let answer = await send(wire, options, endpoint, sending, token)
  let body = parse(answer)
  if (answer.status === 401 && body) {
    answer = await send(wire, options, endpoint, sending, await tokenOf(options, token))
    body = parse(answer)
  }
  sending.heard(requestIdOf(body))
  tellClock(options, answer)
  return open(answer, body, endpoint, options)
}

/** Only what is signed as ours is heard: a hotel's page has a clock too. */
function tellClock({ onClock, now }: ClientOptions, { headers }: AxiosResponse<string>): void {
  const theirs = headers[EPOCH_HEADER] === undefined ? Number.NaN : Date.parse(String(headers['date']))
  if (!Number.isNaN(theirs)) onClock?.(now() - theirs)
}

const requestIdOf = (body: unknown): string | undefined =>
  z.object({ requestId: z.string() }).safeParse(body).data?.requestId

async function tokenOf({ token }: ClientOptions, stale: string | null): Promise<string> {
  const reply = await token(stale)
  if (reply.ok) return reply.value
  const { error } = reply
  if (error.code === 'OFFLINE' || error.code === 'NETWORK_BLOCKED') {
    throw new ApiFailure({ kind: error.code === 'OFFLINE' ? 'lost' : 'blocked', error, retryAfterMs: 0 })
  }
  throw new ApiFailure({ kind: 'sign-in', error, retryAfterMs: 0 })
}

async function send(
  wire: AxiosInstance,
  { epoch }: ClientOptions,
  { method, path }: Endpoint,
  { params, body, signal }: Sending,
  token: string,
): Promise<AxiosResponse<string>> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const isLarge = text !== undefined && text.length > GZIP_ABOVE
  const known = epoch() // the list of scopes is answered all the same, with how far back the new history is the old one
  try {
    return await wire.request<string>({
      method,
      url: path,
      params,
      data: isLarge ? await pack(text) : text,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...(isLarge && { 'content-encoding': 'gzip' }),
        ...(known !== null && { [EPOCH_HEADER]: known }),
      },
    })
  } catch (thrown) {
    throw offline(thrown) // refused, reset, cut off, too slow: whether the server did it is not known
  }
}

const saysJson = ({ headers }: AxiosResponse<string>): boolean =>
  /^application\/([\w.-]+\+)?json\b/i.test(String(headers['content-type'] ?? ''))

/** The body as JSON when it says it is JSON; undefined for anything else. */
function parse(answer: AxiosResponse<string>): unknown {
  if (!saysJson(answer)) return undefined
  try {
    return JSON.parse(answer.data) as unknown
  } catch {
    return undefined
  }
}

const envelopes = new Map<z.ZodType, z.ZodType>()

/** Made once for each kind of answer: a schema is compiled when it is first used. */
function envelopeOf(data: z.ZodType): z.ZodType {
  const known = envelopes.get(data) ?? envelope(data)
  envelopes.set(data, known)
  return known
}

function open<E extends Endpoint>(
  answer: AxiosResponse<string>,
  body: unknown,
  endpoint: E,
  options: ClientOptions,
): z.infer<E['data']> {
  if (answer.status !== 200) {
    throw refusal(answer.status, body, readRetryAfter(answer.headers['retry-after'], options.now()))
  }
  const epoch = answer.headers[EPOCH_HEADER] as string | undefined
  if (epoch === undefined || !saysJson(answer)) throw blocked('its answer is not signed as ours')
  if (body === undefined) throw offline(new Error('the answer was cut short'))
  const parsed = envelopeOf(endpoint.data).safeParse(body)
  if (!parsed.success) {
    throw failure(
      'lost',
      'INTEGRATION_ERROR',
      'The forecasting server answered in a form this Frontline does not know. Nothing was changed; it will be tried again.',
      0,
      parsed.error,
    )
  }
  const known = options.epoch()
  const listsScopes = endpoint.path === syncApi.scopes.path // the one place where a new history is taken over
  if (known !== null && epoch !== known && !listsScopes) throw epochChanged()
  return (parsed.data as { data: z.infer<E['data']> }).data
}
