import { isIP } from 'node:net'
import { z } from 'zod'
import { isDay } from '../shared/core/calendar.ts'
import { API_PORT, AUDIENCE, TIME_ZONE } from '../shared/core/defaults.ts'
import { AppError } from '../shared/core/errors.ts'
import type { AddressRange } from './plugins/allowed-addresses.ts'
import type { StartServerOptions } from './start-server.ts'

const wholeNumber = z.coerce.number('must be a whole number').int('must be a whole number')

const Environment = z.object({
  PORT: wholeNumber.min(0).max(65_535).default(API_PORT),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** A PostgreSQL, `postgres://…`; without it the data is in FRONTLINE_DATA_FOLDER, without both in memory. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, message: 'must look like postgres://host/database' }).optional(),
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
  FRONTLINE_ALLOW_FROM: z
    .string()
    .transform((text) => text.split(',').map(toRange))
    .refine((ranges) => ranges.every((range) => range !== null), 'must look like 10.1.0.0/16,192.0.2.7')
    .transform((ranges) => ranges.filter((range) => range !== null))
    .optional(),
  FRONTLINE_REQUESTS_PER_MINUTE: wholeNumber.min(1, 'must be at least 1').default(1000),
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
  return {
    port: values.PORT,
    host: values.HOST,
    ...(values.DATABASE_URL === undefined ? {} : { databaseUrl: values.DATABASE_URL }),
    ...(values.FRONTLINE_DATA_FOLDER === undefined ? {} : { dataFolder: values.FRONTLINE_DATA_FOLDER }),
    issuer: values.FRONTLINE_ISSUER,
    audience: values.FRONTLINE_AUDIENCE,
    timeZone: values.FRONTLINE_TIME_ZONE,
    today: values.FRONTLINE_TODAY ?? null,
    demoSites: values.FRONTLINE_DEMO_SITES ?? null,
    minimumClient: values.FRONTLINE_MINIMUM_CLIENT ?? null,
    ...(values.FRONTLINE_KAFKA_BROKERS === undefined ? {} : { kafkaBrokers: values.FRONTLINE_KAFKA_BROKERS }),
    ...(values.FRONTLINE_ALLOW_FROM === undefined ? {} : { allowedFrom: values.FRONTLINE_ALLOW_FROM }),
    requestsPerMinute: values.FRONTLINE_REQUESTS_PER_MINUTE,
    log: true,
  }
}
