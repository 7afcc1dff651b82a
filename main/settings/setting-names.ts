/** Every setting an organisation may give: as a settings file or policy names it, and as the environment does. */
export const SETTING_NAMES = {
  apiUrl: 'FRONTLINE_API_URL',
  issuer: 'FRONTLINE_ISSUER',
  clientId: 'FRONTLINE_CLIENT_ID',
  audience: 'FRONTLINE_AUDIENCE',
  timeZone: 'FRONTLINE_TIME_ZONE',
  proxy: 'FRONTLINE_PROXY',
  proxyBypass: 'FRONTLINE_PROXY_BYPASS',
  proxyUser: 'FRONTLINE_PROXY_USER',
  proxyPassword: 'FRONTLINE_PROXY_PASSWORD',
  certificateAuthority: 'FRONTLINE_CERTIFICATE_AUTHORITY',
  signInReturn: 'FRONTLINE_SIGN_IN_RETURN',
  updateUrl: 'FRONTLINE_UPDATE_URL',
  lockAfterIdleMinutes: 'FRONTLINE_LOCK_AFTER_IDLE_MINUTES',
  lockAfterOfflineDays: 'FRONTLINE_LOCK_AFTER_OFFLINE_DAYS',
  keepUnusedDays: 'FRONTLINE_KEEP_UNUSED_DAYS',
} as const

export type SettingName = keyof typeof SETTING_NAMES

/** Where a setting came from. A policy wins over the environment, the environment over the file. */
export type SettingSource = 'policy' | 'environment' | 'file' | 'default'

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(SETTING_NAMES, name)
