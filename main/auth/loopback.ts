import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError } from '../../shared/core/errors.ts'

/** How long a person has to finish in the browser (RFC 8252, security.md 24). */
const LIMIT_MS = 120_000

const page = (title: string, words: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title}</title><body style="font:16px system-ui;margin:15vh auto;max-width:30rem"><h1>${title}</h1><p>${words}</p>`

export type Loopback = {
  /** What the provider sends the browser back to. */
  readonly redirectUri: string
  /** The browser's one visit; SIGN_IN_CANCELLED when it was called off, SIGN_IN_FAILED when it took too long. */
  readonly visit: Promise<URL>
  readonly close: () => void
}

/** Listens on this computer only, on a random port, for exactly one return from the browser, then stops listening. */
export async function openLoopback(signal: AbortSignal, limitMs = LIMIT_MS): Promise<Loopback> {
  const server = createServer()
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`
  const visit = oneVisit(server, redirectUri, signal, limitMs)
  visit.catch(() => {}) // whoever opened it may have failed before waiting for it
  return { redirectUri, visit, close: () => stop(server) }
}

function oneVisit(server: Server, redirectUri: string, signal: AbortSignal, limitMs: number): Promise<URL> {
  return new Promise((arrived, failed) => {
    const timer = setTimeout(() => {
      failed(new AppError('SIGN_IN_FAILED', 'Signing in took longer than two minutes. Choose Sign in to try again.'))
    }, limitMs)
    const callOff = () => failed(new AppError('SIGN_IN_CANCELLED', 'Signing in was cancelled.'))
    if (signal.aborted) callOff()
    signal.addEventListener('abort', callOff, { once: true })
    server.on('close', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', callOff)
    })
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', redirectUri)
      if (request.method !== 'GET' || url.pathname !== '/callback' || url.origin !== new URL(redirectUri).origin) {
        response.writeHead(404, { connection: 'close' }).end()
        return
      }
      const refused = url.searchParams.has('error')
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
          connection: 'close',
        })
        .end(
          refused
            ? page('Not signed in', 'Go back to Frontline to see what to do.')
            : page('You are signed in', 'You can close this tab and go back to Frontline.'),
        )
      server.close()
      arrived(url)
    })
  })
}

function stop(server: Server): void {
  server.close()
  server.closeAllConnections()
}
