import { createServer, request, type Server } from 'node:https'
import { createServer as createProxy, type Server as Proxy } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificate, type Certificate } from '../../../tests/support/certificate.ts'
import { agentsFor } from './agents.ts'

describe('the way to the API', () => {
  let own: Certificate
  let server: Server
  let old: Server
  let proxy: Proxy
  const heard: string[] = []
  const tunnels: string[] = []
  const portOf = (listening: Server | Proxy) => (listening.address() as AddressInfo).port
  const listen = (one: Server | Proxy) => new Promise<void>((done) => void one.listen(0, '127.0.0.1', () => done()))

  beforeAll(async () => {
    own = certificate()
    const { readFileSync } = await import('node:fs')
    const pair = { key: readFileSync(own.files.key), cert: readFileSync(own.files.cert) }
    const answer: Parameters<typeof createServer>[1] = (asked, response) => {
      heard.push(String(asked.headers.authorization))
      response.end('answered')
    }
    server = createServer(pair, answer)
    old = createServer({ ...pair, maxVersion: 'TLSv1.2' }, answer)
    proxy = createProxy()
    proxy.on('connect', ({ url = '' }, socket) => {
      tunnels.push(url)
      const up = connect(portOf(server), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        up.pipe(socket).pipe(up)
      })
    })
    for (const one of [server, old, proxy]) await listen(one)
  })
  afterAll(() => {
    for (const one of [server, old, proxy]) {
      one.close()
      one.closeAllConnections()
    }
    own.close()
  })

  const ask = (url: string, ways: Parameters<typeof agentsFor>[0]) =>
    new Promise<string>((resolve) => {
      const agents = agentsFor(ways)
      const asked = request(
        url,
        { agent: agents.httpsAgent, headers: { authorization: 'Bearer canary' } },
        (response) => {
          response.resume().on('end', () => resolve(String(response.statusCode)))
        },
      )
      asked.on('error', (failure: NodeJS.ErrnoException) => resolve(String(failure.code)))
      asked.end()
    })

  test('a server whose certificate nobody vouches for is sent nothing, no token least of all', async () => {
    const url = `https://127.0.0.1:${portOf(server)}/`
    expect(await ask(url, { proxy: null, certificateAuthority: null })).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(heard).toEqual([])
  })

  test('an authority of the organisation’s own is trusted, where its file is named', async () => {
    const url = `https://127.0.0.1:${portOf(server)}/`
    expect(await ask(url, { proxy: null, certificateAuthority: own.files.cert })).toBe('200')
    expect(heard).toEqual(['Bearer canary'])
  })

  test('a server that speaks nothing newer than TLS 1.2 is not spoken to', async () => {
    const url = `https://127.0.0.1:${portOf(old)}/`
    expect(await ask(url, { proxy: null, certificateAuthority: own.files.cert })).toBe('EPROTO')
  })

  test('a proxy is asked for a tunnel and never hears what goes through it', async () => {
    const ways = { proxy: `http://127.0.0.1:${portOf(proxy)}`, certificateAuthority: own.files.cert }
    // The certificate is not for that name, so nothing is sent; the tunnel was asked for all the same.
    expect(await ask('https://forecasting.example.test/', ways)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    expect([tunnels, heard.length]).toEqual([['forecasting.example.test:443'], 1])
  })
})
