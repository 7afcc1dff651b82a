import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openClient } from './client.ts'

/** A proxy that lets nobody through: who asked it for which host, and what they said of themselves. */
type Gate = { readonly url: string; readonly asked: string[]; readonly close: () => void }
async function aGate(status: string): Promise<Gate> {
  const asked: string[] = []
  const server: Server = createServer()
  server.on('connect', ({ url, headers }, socket) => {
    asked.push(`${url} ${headers['proxy-authorization'] ?? 'nobody'}`)
    socket.end(`HTTP/1.1 ${status}\r\n\r\n`)
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', () => listening()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, asked, close: () => void server.close() }
}

let office: Gate
let hotel: Gate
let client: ReturnType<typeof openClient>
beforeEach(async () => {
  office = await aGate('407 Proxy Authentication Required')
  hotel = await aGate('503 Service Unavailable')
})
afterEach(() => {
  client.close()
  office.close()
  hotel.close()
})
const through = (proxy: string | null) =>
  (client = openClient({
    apiUrl: 'https://forecasting.example.test',
    deviceId: 'laptop-1',
    token: () => Promise.resolve({ ok: true, value: 'canary' }),
    epoch: () => null,
    now: Date.now,
    ways: { proxy, certificateAuthority: null },
  }))
const refusal = () =>
  client.laptops().then(
    () => 'answered',
    (thrown: Error) => thrown.message,
  )

test('a laptop that comes into another network goes through the proxy there, and hears no more of the one before', async () => {
  through(office.url)
  await refusal()
  client.route(hotel.url)
  await refusal()
  expect([office.asked.length, hotel.asked]).toEqual([1, ['forecasting.example.test:443 nobody']])
})

test('a proxy that asks for a name is told the one in the settings, and nothing of the token', async () => {
  const named = new URL(office.url)
  named.username = 'frontline'
  named.password = 'p:/@ss'
  through(named.href)
  await refusal()
  const basic = Buffer.from('frontline:p:/@ss').toString('base64')
  expect(office.asked).toEqual([`forecasting.example.test:443 Basic ${basic}`])
})

test('where none leads to the API none is asked, whatever the environment names', async () => {
  process.env['HTTPS_PROXY'] = hotel.url
  through(null)
  expect(await refusal()).toContain('cannot be reached')
  delete process.env['HTTPS_PROXY']
  expect(hotel.asked).toEqual([])
})

test('a proxy that asks for a sign-in is named as one; one that lets nobody through is no answer at all', async () => {
  through(office.url)
  expect(await refusal()).toContain('The proxy of this network asks for a sign-in')
  client.route(hotel.url)
  expect(await refusal()).toContain('cannot be reached')
})
