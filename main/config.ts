import { z } from 'zod'
import { AppError } from '../shared/core/errors.ts'
import { isDay } from '../shared/core/calendar.ts'
import { AUDIENCE, CLIENT_ID, TIME_ZONE } from '../shared/core/defaults.ts'

/** True for an address of this computer itself. */
export const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
const SecureUrl = z.url({ protocol: /^https?$/ }).refine((url) => url.startsWith('https:') || isLoopback(url), {
  message: 'must start with https:// (http:// only for this computer itself)',
})

const Config = z.object({
  FRONTLINE_API_URL: SecureUrl,
  FRONTLINE_ISSUER: SecureUrl,
  FRONTLINE_CLIENT_ID: z.string().min(1).default(CLIENT_ID),
  FRONTLINE_AUDIENCE: z.string().min(1).default(AUDIENCE),
  FRONTLINE_TIME_ZONE: z.string().min(1).default(TIME_ZONE),
  /** Fixes "today" for demonstrations and tests; a packaged application ignores it. */
  FRONTLINE_TODAY: z.string().refine(isDay, 'must look like 2026-04-10').optional(),
  /** Where stores, settings and logs live instead of the system's usual place. */
  FRONTLINE_FOLDER: z.string().min(1).optional(),
  /** Node for the data service on a runtime whose own is too old; a release needs none. */
  FRONTLINE_DATA_NODE: z.string().min(1).optional(),
})

export type Config = {
  readonly apiUrl: string
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
  readonly timeZone: string
  readonly today: string | null
  readonly folder: string | null
  readonly dataNode: string | null
}

/** Reads the settings an organisation gives; names every one that is missing or wrong, and what would be right. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, isPackaged: boolean): Config {
  const parsed = Config.safeParse(environment)
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({
      code: 'INVALID_DATA_TYPE' as const,
      field: issue.path.join('.'),
      message: issue.message,
    }))
    const list = issues.map((issue) => `${issue.field}: ${issue.message}`).join('\n')
    throw new AppError('MISSING_REQUIRED_FIELD', `Frontline is not set up on this computer.\n${list}`, issues)
  }
  const values = parsed.data
  return {
    apiUrl: values.FRONTLINE_API_URL,
    issuer: values.FRONTLINE_ISSUER,
    clientId: values.FRONTLINE_CLIENT_ID,
    audience: values.FRONTLINE_AUDIENCE,
    timeZone: values.FRONTLINE_TIME_ZONE,
    today: isPackaged ? null : (values.FRONTLINE_TODAY ?? null),
    folder: values.FRONTLINE_FOLDER ?? null,
    dataNode: values.FRONTLINE_DATA_NODE ?? null,
  }
}
