import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Workbench } from '../support/workbench.ts'

/** A proxy that lets nobody through, and the script that names it; hosts it was asked for. */
const asked: string[] = []
let proxy: Server
let address: string
const folder = mkdtempSync(path.join(tmpdir(), 'frontline-proxy-'))
beforeAll(async () => {
  proxy = createServer((_request, response) => {
    response.setHeader('content-type', 'application/x-ns-proxy-autoconfig')
    response.end(`function FindProxyForURL(url, host) { return 'PROXY ${address}' }`)
  })
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n')
  })
  await new Promise<void>((listening) => void proxy.listen(0, '127.0.0.1', () => listening()))
  address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
})
afterAll(() => {
  proxy.close()
  proxy.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['one that is named', () => ({ FRONTLINE_PROXY: `http://${address}` }), true],
  ['one that a script names', () => ({ FRONTLINE_PROXY: `http://${address}/proxy.pac` }), true],
  [
    'none, for a host on the list',
    () => ({ FRONTLINE_PROXY: `http://${address}`, FRONTLINE_PROXY_BYPASS: '*.example.test' }),
    false,
  ],
  [
    'none, whatever the environment names',
    () => ({ FRONTLINE_PROXY: 'none', HTTPS_PROXY: `http://${address}` }),
    false,
  ],
] as const)('the sign-in goes through the proxy the settings say: %s', async (name, env, isAsked) => {
  asked.splice(0)
  const workbench = await Workbench.start({
    folder: path.join(folder, name),
    apiUrl: 'https://forecasting.example.test',
    issuerUrl: 'https://login.example.test',
    env: env(),
  })
  await workbench.page.getByTestId('sign-in').click()
  await workbench.page.getByText('The sign-in service does not answer').waitFor()
  expect(new Set(asked)).toEqual(new Set(isAsked ? ['login.example.test:443'] : []))
  await workbench.close()
})
