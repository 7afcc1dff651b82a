import { isIP } from 'node:net'
import { z } from 'zod'
import { isDay } from '../shared/core/calendar.ts'
import { API_PORT, AUDIENCE, TIME_ZONE } from '../shared/core/defaults.ts'
import { AppError } from '../shared/core/errors.ts'
import type { AddressRange } from './plugins/allowed-addresses.ts'
import { RATE_RULES } from './plugins/rate-limit.ts'
import type { StartServerOptions } from './start-server.ts'

const wholeNumber = z.coerce.number('must be a whole number').int('must be a whole number')

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, message: 'must look like postgres://host/database' })
const ranges = z
  .string()
  .transform((text) => text.split(',').map(toRange))
  .refine((found) => found.every((range) => range !== null), 'must look like 10.1.0.0/16,192.0.2.7')
  .transform((found) => found.filter((range) => range !== null))

const Environment = z.object({
  PORT: wholeNumber.min(0).max(65_535).default(API_PORT),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** A PostgreSQL, `postgres://…`; without it the data is in FRONTLINE_DATA_FOLDER, without both in memory. */
  DATABASE_URL: postgresUrl.optional(),
  /** The same PostgreSQL as the owner of the tables, who migrates; DATABASE_URL then is a role with fewer rights. */
  FRONTLINE_OWNER_URL: postgresUrl.optional(),
  FRONTLINE_DATA_FOLDER: z.string().min(1).optional(),
  FRONTLINE_ISSUER: z.url({ protocol: /^https?$/, message: "must be the sign-in service's https:// address" }),
  FRONTLINE_AUDIENCE: z.string().min(1).default(AUDIENCE),
  FRONTLINE_TIME_ZONE: z.string().min(1).default(TIME_ZONE),
  /** Fixes "today", for demonstrations. */
  FRONTLINE_TODAY: z.string().refine(isDay, 'must look like 2026-04-10').optional(),
  /** Fills an empty database with so many made-up sites. */
  FRONTLINE_DEMO_SITES: wholeNumber.min(1, 'must be at least 1').max(10_000).optional(),
  /** The oldest Frontline that may sync, e.g. 1.4.0; without it every one may. */
  FRONTLINE_MINIMUM_CLIENT: z
    .string()
    .regex(/^\d+(\.\d+){0,2}$/, 'must look like 1.4.0')
    .optional(),
  /** Brokers of a Kafka that hears of every change, `one:9092,two:9092`; without it events stay in the process. */
  FRONTLINE_KAFKA_BROKERS: z
    .string()
    .regex(/^[\w.-]+:\d{1,5}(,[\w.-]+:\d{1,5})*$/, 'must look like one:9092,two:9092')
    .transform((text) => text.split(','))
    .optional(),
  /** The only addresses that are answered, `10.1.0.0/16,192.0.2.7`; without it every one is. */
  FRONTLINE_ALLOW_FROM: ranges.optional(),
  /** Proxies in front of the server, whose word on where a request comes from is taken. */
  FRONTLINE_TRUST_PROXY: ranges.optional(),
  /** Requests answered in a window: of one person on one laptop, and of one address without a sign-in. */
  FRONTLINE_RATE_LIMIT: wholeNumber.min(1, 'must be at least 1').default(RATE_RULES.requests),
  FRONTLINE_RATE_STRANGERS: wholeNumber.min(1, 'must be at least 1').default(RATE_RULES.strangers),
  FRONTLINE_RATE_SECONDS: wholeNumber.min(1, 'must be at least 1').default(RATE_RULES.windowSeconds),
  /** A Redis in which all servers keep answers and count requests. */
  FRONTLINE_REDIS_URL: z.url({ protocol: /^rediss?$/, message: 'must look like redis://host:6379' }).optional(),
  /** PEM files; with both the server speaks TLS 1.3 itself. */
  FRONTLINE_TLS_KEY_FILE: z.string().min(1).optional(),
  FRONTLINE_TLS_CERT_FILE: z.string().min(1).optional(),
  FRONTLINE_METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{32,}=*$/, 'must be 32 or more letters and digits')
    .optional(),
})

/** `10.1.0.0/16`, or an address alone; null when it is neither. */
function toRange(text: string): AddressRange | null {
  const [address = '', bits, more] = text.trim().split('/')
  const most = { 0: null, 4: 32, 6: 128 }[isIP(address)] ?? null
  if (most === null || more !== undefined) return null
  if (bits === undefined) return { address, bits: most }
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most ? { address, bits: Number(bits) } : null
}

/** Reads the server's settings from the environment; MISSING_REQUIRED_FIELD names every one that is wrong and what is right. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): StartServerOptions {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({
      code: 'INVALID_DATA_TYPE' as const,
      field: issue.path.join('.'),
      message: issue.message,
    }))
    const list = issues.map((issue) => `  ${issue.field} ${issue.message}`).join('\n')
    throw new AppError('MISSING_REQUIRED_FIELD', `The server is not set up:\n${list}`, issues)
  }
  const values = parsed.data
  const { FRONTLINE_TLS_KEY_FILE: key, FRONTLINE_TLS_CERT_FILE: cert } = values
  if ((key === undefined) !== (cert === undefined)) {
    throw new AppError(
      'MISSING_REQUIRED_FIELD',
      'The server is not set up:\n  FRONTLINE_TLS_KEY_FILE and FRONTLINE_TLS_CERT_FILE go together',
    )
  }
  return {
    port: values.PORT,
    host: values.HOST,
    ...named('databaseUrl', values.DATABASE_URL),
    ...named('ownerUrl', values.FRONTLINE_OWNER_URL),
    ...named('dataFolder', values.FRONTLINE_DATA_FOLDER),
    issuer: values.FRONTLINE_ISSUER,
    audience: values.FRONTLINE_AUDIENCE,
    timeZone: values.FRONTLINE_TIME_ZONE,
    today: values.FRONTLINE_TODAY ?? null,
    demoSites: values.FRONTLINE_DEMO_SITES ?? null,
    minimumClient: values.FRONTLINE_MINIMUM_CLIENT ?? null,
    ...named('kafkaBrokers', values.FRONTLINE_KAFKA_BROKERS),
    ...named('allowedFrom', values.FRONTLINE_ALLOW_FROM),
    ...named('trustProxy', values.FRONTLINE_TRUST_PROXY),
    ...named('redisUrl', values.FRONTLINE_REDIS_URL),
    ...named('tlsFiles', key === undefined || cert === undefined ? undefined : { key, cert }),
    ...named('metricsToken', values.FRONTLINE_METRICS_TOKEN),
    rate: {
      requests: values.FRONTLINE_RATE_LIMIT,
      strangers: values.FRONTLINE_RATE_STRANGERS,
      windowSeconds: values.FRONTLINE_RATE_SECONDS,
    },
    log: true,
  }
}

/** A setting that is left out where it is not set. */
const named = <K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]: V })
