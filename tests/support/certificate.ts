import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Certificate = {
  /** Paths of PEM files. */
  readonly files: { readonly key: string; readonly cert: string }
  /** What a client trusts to trust this server. */
  readonly ca: string
  readonly close: () => void
}

/** A certificate of this machine's own address for one test file, signed by itself. */
export function certificate(): Certificate {
  const folder = mkdtempSync(path.join(tmpdir(), 'frontline-tls-'))
  const files = { key: path.join(folder, 'key.pem'), cert: path.join(folder, 'cert.pem') }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', files.key]
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  const made = spawnSync('openssl', ['req', '-x509', ...key, ...subject, '-out', files.cert], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.error?.message ?? made.stderr}`)
  return {
    files,
    ca: readFileSync(files.cert, 'utf8'),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
