import { readFileSync } from 'node:fs'
import { businessDay, type Day } from '../shared/core/calendar.ts'
import { TIME_ZONE } from '../shared/core/defaults.ts'
import { buildApp } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { issuerKeys } from './auth/issuer-keys.ts'
import { tokenVerifier } from './auth/verify-token.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { openStore, type Store, type StoreOptions } from './store/open-store.ts'

/** Parts of the application an operator chooses, see `AppParts`. */
type Chosen = Pick<
  AppParts,
  'rate' | 'limits' | 'minimumClient' | 'allowedFrom' | 'trustProxy' | 'metricsToken' | 'redisUrl'
>

export type ServeStoreOptions = Chosen & {
  /** 0 takes any free port. */
  readonly port: number
  readonly host?: string
  readonly issuer: string
  readonly audience: string
  /** Fixes "today"; null takes the clock in the business time zone. */
  readonly today: Day | null
  readonly timeZone?: string
  readonly kafkaBrokers?: readonly string[]
  readonly log?: AppParts['log']
  /** PEM files of the server's key and certificates; with them it speaks TLS 1.3 itself. */
  readonly tlsFiles?: { readonly key: string; readonly cert: string }
}

export type StartServerOptions = ServeStoreOptions &
  StoreOptions & {
    /** Fills an empty database with so many demonstration sites; null leaves it empty. */
    readonly demoSites: number | null
  }

export type Running = { readonly url: string; readonly port: number; readonly close: () => Promise<void> }

/** Opens the database, fills it when it is to be a demonstration, and answers on the port. */
export async function startServer(options: StartServerOptions): Promise<Running> {
  const store = await openStore(options)
  try {
    if (options.demoSites !== null) await seedDemo(store.db, { sites: options.demoSites, today: todayOf(options)() })
    const running = await serveStore(store, options)
    return {
      ...running,
      close: async () => {
        await running.close()
        await store.close()
      },
    }
  } catch (cause) {
    await store.close()
    throw cause
  }
}

/** Answers on the port over a store that is open, and leaves it open when closed. */
export async function serveStore(store: Store, options: ServeStoreOptions): Promise<Running> {
  const { issuer, audience, tlsFiles } = options
  const now = Date.now
  const report = (failure: unknown) => {
    app.metrics.failure('issuer')
    app.log.warn({ err: failure }, 'the sign-in service does not answer')
  }
  const app = await buildApp({
    ...options,
    store,
    now,
    today: todayOf(options),
    verifyToken: tokenVerifier({ issuer, audience, now, keys: issuerKeys({ issuer, now, report }) }),
    log: options.log ?? false,
    ...(tlsFiles === undefined ? {} : { tls: { key: readFileSync(tlsFiles.key), cert: readFileSync(tlsFiles.cert) } }),
    ...(options.kafkaBrokers === undefined ? {} : { bus: await openKafka(options.kafkaBrokers) }),
  })
  const address = await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' })
  const url = tlsFiles === undefined ? address : address.replace(/^http:/, 'https:')
  return { url, port: Number(new URL(url).port), close: () => app.close() }
}

/** Read only where it is used: most servers have no Kafka. */
const openKafka = async (brokers: readonly string[]) => (await import('./events/kafka-bus.ts')).kafkaBus(brokers)

const todayOf =
  ({ today, timeZone = TIME_ZONE }: Pick<ServeStoreOptions, 'today' | 'timeZone'>) =>
  (): Day =>
    today ?? businessDay(Date.now(), timeZone)
