import path from 'node:path'
import { z } from 'zod'
import { FIRST_PREFERENCES, Preferences } from '../../shared/contract/ipc.ts'
import { readJson, writePrivate } from './private-file.ts'

/** Settings as an older version may have left them: one that is new since has its first value. */
const KeptPreferences = z.looseObject({}).transform((kept) => Preferences.parse({ ...FIRST_PREFERENCES, ...kept }))

/** What the window remembers between starts, per person; damaged settings are the first ones again. */
export function readPreferences(profileFolder: string): Preferences {
  return readJson(path.join(profileFolder, 'preferences.json'), KeptPreferences) ?? FIRST_PREFERENCES
}

/** Changes the named settings and gives all of them back. */
export function writePreferences(
  profileFolder: string,
  changed: { [K in keyof Preferences]?: Preferences[K] | undefined },
): Preferences {
  const next = Preferences.parse({ ...readPreferences(profileFolder), ...changed })
  writePrivate(path.join(profileFolder, 'preferences.json'), JSON.stringify(next))
  return next
}
