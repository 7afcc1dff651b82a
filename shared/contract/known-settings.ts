import type { z } from 'zod'
import { Settings } from './config.ts'

type Told = Readonly<Record<string, unknown>>

/**
 * The settings a server told, as far as this version knows them: one that is new since is passed over, and every other
 * holds. Only what does not fit at all falls back to the defaults. The server itself refuses what it does not know.
 */
export function knownSettings(told: Told): Settings {
  const parsed = Settings.safeParse(told)
  if (parsed.success) return parsed.data
  const rest = JSON.parse(JSON.stringify(told)) as Record<string, unknown>
  for (const issue of parsed.error.issues) if (issue.code === 'unrecognized_keys') passOver(rest, issue)
  return Settings.safeParse(rest).data ?? Settings.parse({})
}

function passOver(within: Record<string, unknown>, { path, keys }: z.core.$ZodIssueUnrecognizedKeys): void {
  let place: unknown = within
  for (const step of path) place = (place as Record<PropertyKey, unknown>)[step]
  for (const key of keys) delete (place as Record<string, unknown>)[key]
}
