import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '../shared/core/errors.ts'
import { isDay } from '../shared/core/calendar.ts'
import { AUDIENCE, CLIENT_ID, TIME_ZONE } from '../shared/core/defaults.ts'
import { givenSettings, type SettingsPlace } from './settings/given-settings.ts'
import { isProxy, type ProxySettings } from './settings/proxy-rules.ts'
import { SETTING_NAMES, type SettingName, type SettingSource } from './settings/setting-names.ts'

/** True for an address of this computer itself. */
export const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
const SecureUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address like https://forecasting.example.com' })
  .refine((url) => url.startsWith('https:') || isLoopback(url), {
    message: 'must start with https:// (http:// only for this computer itself)',
  })
/** A whole number out of a text, because that is what environments and registries hold. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      message: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number)
const readablePem = (file: string): boolean => {
  try {
    return path.isAbsolute(file) && readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----')
  } catch {
    return false
  }
}
const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}

/** What an organisation decides; by the names of a settings file (docs/install.md). */
const Settings = z.object({
  apiUrl: SecureUrl,
  issuer: SecureUrl,
  clientId: z.string().min(1).default(CLIENT_ID),
  audience: z.string().min(1).default(AUDIENCE),
  timeZone: z.string().refine(isTimeZone, 'must be a time zone like America/Chicago').default(TIME_ZONE),
  proxy: z
    .string()
    .refine(isProxy, 'must be system, none, http://proxy.example.com:8080 or https://example.com/proxy.pac')
    .default('system'),
  proxyBypass: z
    .string()
    .regex(/^[\w.*:/<>[\]-]+([\s,;]+[\w.*:/<>[\]-]+)*$/, 'must be hosts like *.example.com, 10.0.0.0/8')
    .optional(),
  proxyUser: z.string().min(1).optional(),
  proxyPassword: z.string().min(1).optional(),
  certificateAuthority: z
    .string()
    .refine(readablePem, 'must be the whole path of a readable PEM file with certificates')
    .optional(),
  updateUrl: SecureUrl.optional(),
  signInReturn: z.enum(['loopback', 'link'], { error: 'must be loopback or link' }).default('loopback'),
  /** 0: never. */
  lockAfterIdleMinutes: wholeNumber(0, 1440).default(0),
  lockAfterOfflineDays: wholeNumber(1, 365).default(30),
  /** 0: for ever. */
  keepUnusedDays: wholeNumber(0, 3650).default(0),
} satisfies Record<SettingName, z.ZodType>)

/** What a start is told beside the settings, by the environment alone. */
const Start = z.object({
  /** Fixes "today" for demonstrations and tests; a packaged application ignores it. */
  FRONTLINE_TODAY: z.string().refine(isDay, 'must look like 2026-04-10').optional(),
  /** Where stores, preferences and logs live instead of the system's usual place. */
  FRONTLINE_FOLDER: z.string().min(1).optional(),
  /** Node for the data service on a runtime whose own is too old; a release needs none. */
  FRONTLINE_DATA_NODE: z.string().min(1).optional(),
})

export type Config = ProxySettings & {
  readonly apiUrl: string
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
  readonly timeZone: string
  /** PEM of authorities to trust beside the system's, for the API and the issuer. */
  readonly certificateAuthority: string | null
  /** How the browser comes back from the sign-in. */
  readonly signInReturn: 'loopback' | 'link'
  /** Where new versions are published; null: this computer is updated by its administrators. */
  readonly updateUrl: string | null
  readonly lockAfterIdleMinutes: number
  readonly lockAfterOfflineDays: number
  readonly keepUnusedDays: number
  readonly today: string | null
  readonly folder: string | null
  readonly dataNode: string | null
  /** Every setting that has a value, as the page of diagnostics shows it. */
  readonly shown: readonly { readonly name: SettingName; readonly value: string; readonly source: SettingSource }[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings an organisation gives; names every one that is missing or wrong, and what would be right. */
export function readConfig(
  environment: Environment,
  isPackaged: boolean,
  places: readonly SettingsPlace[] = [],
): Config {
  const given = givenSettings(environment, places)
  const settings = Settings.safeParse(given.values)
  const start = Start.safeParse(environment)
  if (!settings.success || !start.success)
    throw notSetUp([...issuesOf(settings.error), ...issuesOf(start.error)], given.sources)
  const { certificateAuthority, updateUrl, proxyBypass, proxyUser, proxyPassword, ...values } = settings.data
  const names = Object.keys(SETTING_NAMES) as SettingName[]
  return {
    ...values,
    certificateAuthority: certificateAuthority ?? null,
    proxyBypass: proxyBypass ?? null,
    proxyUser: proxyUser ?? null,
    proxyPassword: proxyPassword ?? null,
    updateUrl: updateUrl ?? null,
    today: isPackaged ? null : (start.data.FRONTLINE_TODAY ?? null),
    folder: start.data.FRONTLINE_FOLDER ?? null,
    dataNode: start.data.FRONTLINE_DATA_NODE ?? null,
    shown: names.flatMap((name) => {
      const value = settings.data[name]
      if (value === undefined) return []
      const shown = name === 'proxyPassword' ? 'given, not shown' : String(value)
      return [{ name, value: shown, source: given.sources[name] ?? 'default' }]
    }),
  }
}

const issuesOf = (error: z.ZodError | undefined) =>
  (error?.issues ?? []).map((issue) => ({ field: issue.path.join('.'), message: issue.message }))

function notSetUp(
  found: readonly { field: string; message: string }[],
  sources: Readonly<Record<string, SettingSource | undefined>>,
): AppError {
  const issues = found.map(({ field, message }) => {
    const source = sources[field]
    const isSetting = Object.hasOwn(SETTING_NAMES, field)
    const said = isSetting && source === undefined ? 'is not set' : message
    return { code: 'INVALID_DATA_TYPE' as const, field, message: source === undefined ? said : `${said} (${source})` }
  })
  const list = issues.map((issue) => `${issue.field}: ${issue.message}`).join('\n')
  return new AppError(
    'MISSING_REQUIRED_FIELD',
    `Frontline is not set up on this computer. Ask your IT support to set:\n${list}`,
    issues,
  )
}
