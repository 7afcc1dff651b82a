import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

export type Outcome = { readonly ok: boolean; readonly said: string; readonly elsewhere?: string }

const npm = (...args: string[]) =>
  spawnSync('npm', args, { encoding: 'utf8', timeout: 120_000, shell: process.platform === 'win32' })

/** The pinned Electron against what is published: older than the last three majors is not mended any more. */
export function checkElectronVersion(): Outcome {
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
  const told = npm('view', 'electron', 'dist-tags', '--json')
  const latest = (jsonOf(told.stdout) as { latest?: string } | undefined)?.latest
  if (!latest) return { ok: false, said: 'the registry did not tell which Electron is the newest' }
  const ok = isKept(version, latest)
  return { ok, said: `npm view electron dist-tags: ${version} pinned, ${latest} newest` }
}

/** True for a version of the last three majors. */
export const isKept = (version: string, latest: string): boolean =>
  Number.parseInt(version, 10) >= Number.parseInt(latest, 10) - 2

/** Known weaknesses and signatures of what ships, where the registry serves them. */
export function checkAudit(): Outcome {
  const told = npm('audit', '--omit=dev', '--audit-level=high', '--json')
  const report = jsonOf(told.stdout) as { metadata?: { vulnerabilities?: Record<string, number> } } | undefined
  const found = report?.metadata?.vulnerabilities
  if (!found)
    return {
      ok: true,
      said: 'npm audit: not served here',
      elsewhere: 'this registry serves no audit: run `npm audit` and `npm audit signatures` where one does',
    }
  const severe = (found['high'] ?? 0) + (found['critical'] ?? 0)
  const signatures = npm('audit', 'signatures')
  const ok = severe === 0 && signatures.status === 0
  return { ok, said: `npm audit: ${severe} severe; npm audit signatures: ${signatures.status === 0 ? 'hold' : 'FAIL'}` }
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
