import http from 'node:http'
import https from 'node:https'
import type { FastifyServerFactory } from 'fastify'

/** How long and how much a connection may take before it has said what it wants (security.md 44). */
export type ConnectionLimits = {
  readonly headerBytes: number
  /** For all headers, and for the whole request, in milliseconds. */
  readonly headersMs: number
  readonly requestMs: number
  /** How long a connection is kept open for the next request. */
  readonly keepAliveMs: number
  /** How often slow connections are looked for. */
  readonly lookEveryMs: number
  /** How long requests may go on when the server stops. */
  readonly stopMs: number
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  headerBytes: 16_384,
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 72_000, // longer than the minute of the usual balancers, so that these close first
  lookEveryMs: 5_000,
  stopMs: 10_000,
}

/** Key and certificates of the server, in PEM. */
export type Tls = { readonly key: string | Buffer; readonly cert: string | Buffer }

/** The server below the application; with a key it speaks TLS 1.3 and nothing older (security.md 45). */
export function httpServer(limits: ConnectionLimits, tls: Tls | undefined): FastifyServerFactory {
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.lookEveryMs,
  }
  return (handler) =>
    tls
      ? https.createServer({ ...options, ...tls, minVersion: 'TLSv1.3' }, handler)
      : http.createServer(options, handler)
}
