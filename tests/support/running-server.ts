import { AUDIENCE, DEMO_TODAY, SCRIPT_CLIENT_ID } from '../../shared/core/defaults.ts'
import { seedDemo } from '../../server/demo/seed-demo.ts'
import { PERSON_GRANT, startDevIssuer } from '../../server/dev-issuer.ts'
import { UNLIMITED } from './injected-api.ts'
import { type Running, serveStore, type ServeStoreOptions } from '../../server/start-server.ts'
import { openStore, type Store, type StoreOptions } from '../../server/store/open-store.ts'

export type RunningServerOptions = Partial<ServeStoreOptions> & {
  /** Demonstration sites, from 0427 on; 3 by default. */
  readonly demoSites?: number
  readonly today?: string
  readonly accessTokenSeconds?: number
  /** Another database than the one in memory. */
  readonly storage?: StoreOptions
}

export type RunningServer = {
  readonly apiUrl: string
  readonly issuerUrl: string
  /** What the API writes to; for looking behind it. */
  readonly store: Store
  /** An access token of a demonstration person, or of the first with a role. */
  readonly tokenFor: (person: string) => Promise<string>
  /** Stops answering; the data stays. */
  readonly stopApi: () => Promise<void>
  /** Answers again on the same port. */
  readonly startApi: () => Promise<void>
  /** The issuer starts anew and has forgotten every sign-in; it signs with the same key. */
  readonly forgetSignIns: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The real API over a real database and the real stand-in issuer, on free ports of this machine. */
export async function runningServer(options: RunningServerOptions = {}): Promise<RunningServer> {
  const { demoSites = 3, accessTokenSeconds = 3600, storage, ...serve } = options
  const today = options.today ?? DEMO_TODAY
  let issuer = await startDevIssuer({ port: 0, accessTokenSeconds })
  const issuerUrl = issuer.url
  const store = await openStore(storage)
  await seedDemo(store.db, { sites: demoSites, today })
  const listen = (port: number) =>
    serveStore(store, { rate: UNLIMITED, ...serve, port, issuer: issuerUrl, audience: AUDIENCE, today })
  let api: Running | undefined = await listen(0)
  const { url: apiUrl, port } = api
  const stopApi = async () => {
    await api?.close()
    api = undefined
  }
  return {
    apiUrl,
    issuerUrl,
    store,
    stopApi,
    startApi: async () => {
      api ??= await listen(port)
    },
    tokenFor: (person) => personToken(issuerUrl, person),
    forgetSignIns: async () => {
      await issuer.close()
      const { signingKey } = issuer
      issuer = await startDevIssuer({ port: Number(new URL(issuerUrl).port), accessTokenSeconds, signingKey })
    },
    close: async () => {
      await stopApi()
      await store.close()
      await issuer.close()
    },
  }
}

async function personToken(issuerUrl: string, person: string): Promise<string> {
  const response = await fetch(`${issuerUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: PERSON_GRANT, client_id: SCRIPT_CLIENT_ID, as: person }),
  })
  const answer = (await response.json()) as { access_token?: string; error_description?: string }
  if (answer.access_token === undefined) throw new Error(answer.error_description ?? `no token for ${person}`)
  return answer.access_token
}
