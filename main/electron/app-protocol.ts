import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { appFile } from './app-file.ts'

const HOST = 'frontline'
export const APP_URL = `app://${HOST}/index.html`
export const APP_ORIGIN = `app://${HOST}`

/** Inline styles are what the grid's theme and the charts need; scripts, the network and everything else stay shut (security.md 4). */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ')

/** Must run before Electron is ready. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the window's own files, and nothing else, as `app://frontline/`. */
export function serveAppProtocol(folder: string): void {
  protocol.handle('app', async (request) => {
    const found = request.method === 'GET' ? await appFile(folder, HOST, request.url) : null
    if (!found)
      return new Response('Not found', { status: 404, headers: { 'content-security-policy': CONTENT_POLICY } })
    return new Response(new Uint8Array(await readFile(found.file)), {
      headers: {
        'content-type': found.type,
        'content-security-policy': CONTENT_POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-cache',
      },
    })
  })
}
