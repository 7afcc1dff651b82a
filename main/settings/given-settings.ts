import { AppError } from '../../shared/core/errors.ts'
import { isSettingName, SETTING_NAMES, type SettingName, type SettingSource } from './setting-names.ts'

/** What one place says, as text; `where` names the place for the words of an error. */
export type SettingsPlace = {
  readonly source: 'policy' | 'file'
  readonly where: string
  readonly values: Readonly<Record<string, unknown>>
}

export type GivenSettings = {
  readonly values: Readonly<Partial<Record<SettingName, string>>>
  readonly sources: Readonly<Partial<Record<SettingName, SettingSource>>>
}

/**
 * What all places say together: a policy wins over the environment, that over the file. A name that is no setting is
 * refused with the names there are: a misspelt one would otherwise be as good as not set.
 */
export function givenSettings(
  environment: Readonly<Record<string, string | undefined>>,
  places: readonly SettingsPlace[],
): GivenSettings {
  const values: Partial<Record<SettingName, string>> = {}
  const sources: Partial<Record<SettingName, SettingSource>> = {}
  const take = (source: SettingSource, name: SettingName, value: string): void => {
    values[name] = value
    sources[name] = source
  }
  const takePlace = (source: 'policy' | 'file'): void => {
    for (const place of places.filter((one) => one.source === source)) {
      for (const [name, value] of Object.entries(place.values))
        take(source, known(name, place), textOf(value, name, place))
    }
  }
  takePlace('file')
  for (const [name, variable] of Object.entries(SETTING_NAMES) as [SettingName, string][]) {
    const value = environment[variable]
    if (value !== undefined && value !== '') take('environment', name, value)
  }
  takePlace('policy')
  return { values, sources }
}

function known(name: string, { where }: SettingsPlace): SettingName {
  if (isSettingName(name)) return name
  throw wrong(where, name, `is no setting; the settings are ${Object.keys(SETTING_NAMES).join(', ')}`)
}

function textOf(value: unknown, name: string, { where }: SettingsPlace): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw wrong(where, name, 'must be a text or a number')
}

const wrong = (where: string, field: string, message: string): AppError =>
  new AppError(
    'INVALID_DATA_TYPE',
    `Frontline is not set up rightly on this computer.\n${where}: ${field} ${message}`,
    [{ code: 'INVALID_DATA_TYPE', field, message }],
  )
