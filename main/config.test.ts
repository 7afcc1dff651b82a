import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AppError } from '../shared/core/errors.ts'
import { readConfig } from './config.ts'
import type { SettingsPlace } from './settings/given-settings.ts'
import { fromJson, settingsFile } from './settings/settings-places.ts'
import { readRegistry } from './settings/windows-policy.ts'

const LOCAL = { FRONTLINE_API_URL: 'http://127.0.0.1:4010', FRONTLINE_ISSUER: 'http://127.0.0.1:4011' }
const folder = mkdtempSync(path.join(tmpdir(), 'settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

const refused = (environment: Record<string, string>, places: SettingsPlace[] = []): AppError | null => {
  try {
    readConfig(environment, false, places)
    return null
  } catch (thrown) {
    return thrown as AppError
  }
}
const fieldsRefused = (environment: Record<string, string>): string[] =>
  (refused(environment)?.issues ?? []).map((issue) => issue.field)

test('a laptop that was never set up is told which settings are missing', () => {
  expect(fieldsRefused({})).toEqual(['apiUrl', 'issuer'])
  expect(refused({})?.message).toBe(
    'Frontline is not set up on this computer. Ask your IT support to set:\napiUrl: is not set\nissuer: is not set',
  )
})

test('an address that is not encrypted is refused unless it is this computer itself', () => {
  expect(fieldsRefused({ ...LOCAL, FRONTLINE_API_URL: 'http://forecast.example.test' })).toEqual(['apiUrl'])
  expect(fieldsRefused({ ...LOCAL, FRONTLINE_ISSUER: 'ftp://127.0.0.1' })).toEqual(['issuer'])
  expect(fieldsRefused({ ...LOCAL, FRONTLINE_UPDATE_URL: 'http://updates.example.test' })).toEqual(['updateUrl'])
  expect(fieldsRefused(LOCAL)).toEqual([])
})

test('"today" can be fixed for a demonstration, never in an installed application', () => {
  const settings = { ...LOCAL, FRONTLINE_TODAY: '2026-04-10' }
  expect(readConfig(settings, false).today).toBe('2026-04-10')
  expect(readConfig(settings, true).today).toBeNull()
  expect(fieldsRefused({ ...LOCAL, FRONTLINE_TODAY: '2026-02-30' })).toEqual(['FRONTLINE_TODAY'])
})

test('a policy wins over the environment and that over the file, and each setting knows where it came from', () => {
  const config = readConfig({ ...LOCAL, FRONTLINE_CLIENT_ID: 'mine' }, true, [
    { source: 'policy', where: 'policy', values: { clientId: 'ours', lockAfterIdleMinutes: 15 } },
    { source: 'file', where: 'file', values: { clientId: 'first', audience: 'urn:ours', apiUrl: 'https://x.example' } },
  ])
  expect(config).toMatchObject({ clientId: 'ours', apiUrl: LOCAL.FRONTLINE_API_URL, lockAfterIdleMinutes: 15 })
  expect(config.shown.map(({ name, source }) => `${name} ${source}`)).toEqual([
    'apiUrl environment',
    'issuer environment',
    'clientId policy',
    'audience file',
    'timeZone default',
    'proxy default',
    'signInReturn default',
    'lockAfterIdleMinutes policy',
    'lockAfterOfflineDays default',
    'keepUnusedDays default',
  ])
})

test.each([
  ['FRONTLINE_PROXY', 'proxy.example.com', 'proxy: must be system, none, http://proxy.example.com:8080 or'],
  ['FRONTLINE_PROXY', 'http://me:secret@proxy.example.com:8080', 'proxy: must be system, none,'],
  ['FRONTLINE_PROXY_BYPASS', '"*.example.com"', 'proxyBypass: must be hosts like *.example.com'],
  ['FRONTLINE_CERTIFICATE_AUTHORITY', '/no/such/file.pem', 'certificateAuthority: must be the whole path'],
  ['FRONTLINE_LOCK_AFTER_IDLE_MINUTES', '-5', 'lockAfterIdleMinutes: must be a whole number from 0 to 1440'],
  ['FRONTLINE_LOCK_AFTER_OFFLINE_DAYS', '0', 'lockAfterOfflineDays: must be a whole number from 1 to 365'],
  ['FRONTLINE_KEEP_UNUSED_DAYS', 'x', 'keepUnusedDays: must be a whole number'],
  ['FRONTLINE_SIGN_IN_RETURN', 'frontline://', 'signInReturn: must be loopback or link'],
  ['FRONTLINE_TIME_ZONE', 'Chicago', 'timeZone: must be a time zone like America/Chicago'],
])('%s = “%s” is refused with what would be right', (name, value, words) => {
  expect(refused({ ...LOCAL, [name]: value })?.message).toContain(words)
  expect(refused({ ...LOCAL, [name]: value })?.message).toContain('(environment)')
})

test('the password for a proxy is never shown, not even in the words of a mistake', () => {
  const secret = { FRONTLINE_PROXY_USER: 'frontline', FRONTLINE_PROXY_PASSWORD: 'canary-4711' }
  const config = readConfig({ ...LOCAL, ...secret }, true)
  expect([config.proxyUser, config.proxyPassword]).toEqual(['frontline', 'canary-4711'])
  expect(JSON.stringify(config.shown)).not.toContain('canary-4711')
  expect(config.shown).toContainEqual({ name: 'proxyPassword', value: 'given, not shown', source: 'environment' })
  expect(refused({ ...LOCAL, ...secret, FRONTLINE_PROXY: 'http://me:canary-4711@x.example' })?.message).not.toContain(
    'canary-4711',
  )
})

test('a settings file is read; a misspelt setting, a wrong kind and a file that is no JSON are named', () => {
  const file = path.join(folder, 'settings.json')
  const of = (text: string) => {
    writeFileSync(file, text)
    try {
      return readConfig({}, true, fromJson('file', file)).apiUrl
    } catch (thrown) {
      return (thrown as AppError).message
    }
  }
  expect(of('\uFEFF{"apiUrl": "https://api.example", "issuer": "https://login.example"}')).toBe('https://api.example')
  expect(of('{"apiURL": "https://api.example"}')).toContain(`${file}: apiURL is no setting; the settings are apiUrl`)
  expect(of('{"apiUrl": true}')).toContain('apiUrl must be a text or a number')
  expect(of('{"apiUrl": ')).toContain(`${file} is not JSON`)
  expect(of('["https://api.example"]')).toContain(`${file} must be an object`)
  expect(fromJson('file', path.join(folder, 'missing.json'))).toEqual([])
})

test('a Windows policy is read from what the registry prints', () => {
  const printed =
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Frontline\r\n    apiUrl    REG_SZ    https://api.example/a b\r\n    lockAfterIdleMinutes    REG_DWORD    0xf\r\n\r\n'
  expect(readRegistry(printed)).toEqual({ apiUrl: 'https://api.example/a b', lockAfterIdleMinutes: 15 })
  expect(settingsFile('win32', { ProgramData: 'D:\\Data' })).toBe('D:\\Data\\Frontline\\settings.json')
})
