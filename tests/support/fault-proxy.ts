import http from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { API_BASE } from '../../shared/contract/api.ts'
import { EPOCH_HEADER } from '../../shared/contract/sync.ts'
import type { Chance } from '../oracle/chance.ts'

/** What a network does to one request (sync.md 4.2), and what something that answers in the server's place says. */
export const NETWORK_FATES = [
  'latency',
  'slow',
  'slices',
  'cut-before',
  'cut-after',
  'reset',
  'blackhole',
  'slow-close',
  'half-open',
  'refuse',
] as const
export const HTTP_FATES = [
  'status-401',
  'status-403',
  'status-409',
  'status-410',
  'status-412',
  'status-413',
  'status-422',
  'status-426',
  'status-428',
  'status-429',
  'status-429-date',
  'status-500',
  'status-502',
  'status-503',
  'status-504',
  'html-200',
  'truncated-gzip',
  'wrong-length',
  'duplicate',
  'stale-replay',
  'no-epoch',
  'date-off',
  'status-304',
  'truncated-json',
] as const
export type Fate = 'pass' | (typeof NETWORK_FATES)[number] | (typeof HTTP_FATES)[number]

export type FaultProxy = {
  readonly url: string
  /** Every request that came, with what became of it. */
  readonly seen: { readonly path: string; readonly fate: Fate }[]
  /** Decides each request; `pass` from the start. */
  fate: (path: string, index: number) => Fate
  /** Latency of every request in milliseconds, on top of its fate. */
  latencyMs: number
  readonly close: () => Promise<void>
}

type Whole = { readonly status: number; readonly headers: Record<string, string>; readonly body: Buffer }
type Asked = { readonly head: string; readonly path: string; readonly method: string; readonly body: Buffer }

/** A wire between client and API that breaks in every known way, one request at a time; chance comes from a seed. */
export async function startFaultProxy(target: string, chance: Chance): Promise<FaultProxy> {
  const sockets = new Set<Socket>()
  const last = new Map<string, Whole>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {}) // the client hung up, which is what some fates are about
    let bytes = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const asked = readRequest(bytes)
      if (!asked) return
      bytes = Buffer.alloc(0) // one request at a time on a connection, as our client sends them
      void serve(socket, asked).catch(() => socket.destroy())
    })
  })

  async function serve(socket: Socket, asked: Asked): Promise<void> {
    const fate = proxy.fate(asked.path, proxy.seen.length)
    proxy.seen.push({ path: asked.path, fate })
    if (proxy.latencyMs > 0) await pause(proxy.latencyMs)
    if (fate === 'refuse' || fate === 'cut-before') return void socket.destroy()
    if (fate === 'reset') return void socket.resetAndDestroy()
    if (fate === 'blackhole') return // never a word
    const made = inPlaceOf(fate)
    if (made) return write(socket, made)
    const whole = await forward(target, asked)
    const stale = last.get(asked.path)
    last.set(asked.path, whole)
    await answer(socket, fate, fate === 'duplicate' ? await forward(target, asked) : whole, stale)
  }

  async function answer(socket: Socket, fate: Fate, whole: Whole, stale: Whole | undefined): Promise<void> {
    const { [EPOCH_HEADER]: _epoch, ...unsigned } = whole.headers
    const half = whole.body.subarray(0, Math.floor(whole.body.length / 2))
    switch (fate) {
      case 'cut-after':
        return void socket.resetAndDestroy() // the server did it; nobody will hear
      case 'latency':
        await pause(chance.whole(1, 30))
        return write(socket, whole)
      case 'slow':
      case 'slices':
        return dribble(socket, whole, fate === 'slow' ? 8 : 64)
      case 'slow-close':
        write(socket, whole)
        await pause(20)
        return void socket.end()
      case 'half-open':
        return void socket.write(rawOf({ ...whole, body: half }, whole.body.length)) // and then silence
      case 'wrong-length':
        return void socket.end(rawOf(whole, whole.body.length + 100))
      case 'truncated-json':
        return write(socket, { ...whole, body: half })
      case 'truncated-gzip': {
        const packed = gzipSync(whole.body)
        const headers = { ...whole.headers, 'content-encoding': 'gzip' }
        return write(socket, { ...whole, headers, body: packed.subarray(0, packed.length - 9) })
      }
      case 'no-epoch':
        return write(socket, { ...whole, headers: unsigned })
      case 'date-off':
        return write(socket, { ...whole, headers: { ...whole.headers, date: 'Fri, 01 Jan 2027 00:00:00 GMT' } })
      case 'stale-replay':
        return write(socket, stale ?? whole)
      default:
        return write(socket, whole)
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    fate: () => 'pass',
    latencyMs: 0,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
  return proxy
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A whole request, as soon as all its bytes are there. */
function readRequest(bytes: Buffer): Asked | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return null
  const head = bytes.subarray(0, end).toString('latin1')
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
  if (bytes.length < end + 4 + length) return null
  const [method = '', path = ''] = head.split(' ', 2)
  return { head, method, path, body: bytes.subarray(end + 4, end + 4 + length) }
}

function forward(target: string, { head, method, path, body }: Asked): Promise<Whole> {
  const headers: Record<string, string> = {}
  for (const line of head.split('\r\n').slice(1)) {
    const at = line.indexOf(':')
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim()
  }
  const { connection: _connection, host: _host, ...kept } = headers
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, target), { method, headers: kept, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { 'transfer-encoding': _encoding, connection: _close, ...rest } = response.headers
        resolve({
          status: response.statusCode ?? 502,
          headers: rest as Record<string, string>,
          body: Buffer.concat(chunks),
        })
      })
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

function rawOf({ status, headers, body }: Whole, length = body.length): Buffer {
  const lines = Object.entries({ ...headers, 'content-length': String(length) }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n`),
    body,
  ])
}

const write = (socket: Socket, whole: Whole): void => void socket.write(rawOf(whole))

async function dribble(socket: Socket, whole: Whole, pieces: number): Promise<void> {
  const raw = rawOf(whole)
  const size = Math.max(1, Math.ceil(raw.length / pieces))
  for (let at = 0; at < raw.length; at += size) {
    if (!socket.write(raw.subarray(at, at + size))) await new Promise((resolve) => socket.once('drain', resolve))
    await pause(1)
  }
}

const CODES: Readonly<Record<number, string>> = {
  401: 'INVALID_TOKEN',
  403: 'INSUFFICIENT_PERMISSIONS',
  409: 'VERSION_CONFLICT',
  410: 'EPOCH_CHANGED',
  412: 'PRECONDITION_FAILED',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'IDEMPOTENCY_KEY_REUSED',
  426: 'CLIENT_TOO_OLD',
  428: 'PRECONDITION_REQUIRED',
  429: 'RATE_LIMIT_EXCEEDED',
  500: 'DATABASE_ERROR',
}

/** An answer that did not come from the server, for fates that are one. */
function inPlaceOf(fate: Fate): Whole | null {
  const html = Buffer.from('<html><body>Welcome to Hotel Wi-Fi</body></html>')
  if (fate === 'html-200') return { status: 200, headers: { 'content-type': 'text/html' }, body: html }
  const status = Number(/^status-(\d+)/.exec(fate)?.[1] ?? 0)
  if (status === 0) return null
  if (status === 304) return { status, headers: {}, body: Buffer.alloc(0) }
  const code = CODES[status]
  if (code === undefined) return { status, headers: { 'content-type': 'text/html' }, body: html }
  const wait = fate === 'status-429-date' ? new Date(Date.now() + 1000).toUTCString() : status === 429 ? '1' : undefined
  const body = {
    success: false,
    data: null,
    message: `${code} of ${API_BASE}`,
    timestamp: '2026-04-10T15:00:00.000Z',
    requestId: 'req_proxy',
    version: '1.0',
    errors: [{ code, message: `${code} it says`, field: null, details: null }],
  }
  return {
    status,
    headers: { 'content-type': 'application/json', ...(wait !== undefined && { 'retry-after': wait }) },
    body: Buffer.from(JSON.stringify(body)),
  }
}
