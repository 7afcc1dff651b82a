import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/core/errors.ts'
import { readRegistry } from './windows-policy.ts'
import type { SettingsPlace } from './given-settings.ts'

const APP_ID = 'com.frontline.workbench'
const REGISTRY_KEY = String.raw`HKLM\SOFTWARE\Policies\Frontline`

type Environment = Readonly<Record<string, string | undefined>>

/** The file an administrator writes for every person of a computer; a person without those rights cannot change it. */
export function settingsFile(platform: NodeJS.Platform, environment: Environment): string {
  if (platform === 'win32')
    return path.win32.join(environment['ProgramData'] ?? String.raw`C:\ProgramData`, 'Frontline', 'settings.json')
  return platform === 'darwin' ? '/Library/Application Support/Frontline/settings.json' : '/etc/frontline/settings.json'
}

/**
 * What this computer's settings file and managed policy say: a policy is the registry on Windows (Group Policy, Intune),
 * a managed preference on a Mac (a configuration profile), `/etc/frontline/policy.json` elsewhere. Throws
 * INVALID_DATA_TYPE for a file that is there and cannot be read.
 */
export function settingsPlaces(platform: NodeJS.Platform, environment: Environment): SettingsPlace[] {
  const file = fromJson('file', settingsFile(platform, environment))
  return [...file, ...policyOf(platform)]
}

function policyOf(platform: NodeJS.Platform): SettingsPlace[] {
  if (platform === 'win32') {
    const told = spawnSync('reg.exe', ['query', REGISTRY_KEY], { encoding: 'utf8', windowsHide: true })
    // Without the key `reg` fails: no policy.
    return told.status === 0 ? [{ source: 'policy', where: REGISTRY_KEY, values: readRegistry(told.stdout) }] : []
  }
  if (platform !== 'darwin') return fromJson('policy', '/etc/frontline/policy.json')
  const plist = `/Library/Managed Preferences/${APP_ID}.plist`
  if (!existsSync(plist)) return []
  const told = spawnSync('/usr/bin/plutil', ['-convert', 'json', '-o', '-', plist], { encoding: 'utf8' })
  return [{ source: 'policy', where: plist, values: objectOf(told.stdout, plist) }]
}

/** A JSON file of settings; nothing when it is not there. */
export function fromJson(source: 'policy' | 'file', file: string): SettingsPlace[] {
  if (!existsSync(file)) return []
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw unreadable(file, 'cannot be read: check who may read it', cause)
  }
  return [{ source, where: file, values: objectOf(text, file) }]
}

function objectOf(text: string, where: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw unreadable(where, `is not JSON: ${(cause as Error).message}`, cause)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw unreadable(where, 'must be an object like { "apiUrl": "https://…", "issuer": "https://…" }')
}

const unreadable = (where: string, why: string, cause?: unknown): AppError =>
  new AppError('INVALID_DATA_TYPE', `Frontline is not set up rightly on this computer.\n${where} ${why}`, [], { cause })
