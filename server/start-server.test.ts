import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../tests/support/free-port.ts'
import { anOp } from '../tests/support/an-op.ts'
import { runningServer, type RunningServer } from '../tests/support/running-server.ts'
import type { OpResult } from '../shared/contract/sync.ts'
import { readConfig } from './config.ts'

describe('the server over HTTP', () => {
  let folder: string
  let server: RunningServer
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'frontline-server-'))
    server = await runningServer({ demoSites: 2, storage: { dataFolder: path.join(folder, 'data') } })
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const call = async (url: string, route: string, token: string, body?: unknown) => {
    const response = await fetch(`${url}/api/v1/forecasting${route}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${token}`,
        connection: 'close',
        'x-device-id': 'laptop-7',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    })
    const { data } = (await response.json()) as { data: { results: OpResult[] } }
    return { status: response.status, data, epoch: response.headers.get('x-sync-epoch') }
  }

  test('stopped and started, and again by another process on the same folder, it knows what it was told', async () => {
    const token = await server.tokenFor('mara')
    const op = anOp({ value: 12_000_000 })
    const first = await call(server.apiUrl, '/sync/push', token, { ops: [op] })
    expect(first.data.results).toEqual([
      { opId: op.opId, status: 'applied', ver: 1, seq: expect.any(Number) as number },
    ])

    await server.stopApi()
    await expect(call(server.apiUrl, '/sync/scopes', token)).rejects.toThrow('fetch failed')
    await server.startApi()
    expect(await call(server.apiUrl, '/sync/push', token, { ops: [op] })).toEqual(first)

    await server.stopApi()
    await server.store.close()
    const other = await otherProcess({
      FRONTLINE_ISSUER: server.issuerUrl,
      FRONTLINE_DATA_FOLDER: path.join(folder, 'data'),
    })
    try {
      const again = await call(other.url, '/sync/push', token, { ops: [op] })
      expect([again.data, again.epoch]).toEqual([first.data, first.epoch])
    } finally {
      expect(await other.end()).toBe(0)
    }
  })

  /** `server/index.ts` as an operator starts it. */
  async function otherProcess(environment: Record<string, string>) {
    const port = await freePort()
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'index.ts')], {
      env: { ...process.env, ...environment, PORT: String(port), FRONTLINE_TODAY: '2026-04-10' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (line: string) => line.includes('Server listening') && resolve())
      void ended.then(() => reject(new Error('the server ended before it listened')))
    })
    return {
      url: `http://127.0.0.1:${port}`,
      end: () => {
        child.kill('SIGTERM')
        return ended
      },
    }
  }
})

describe('the settings of the server', () => {
  test('everything that is wrong is named at once, with what is right', () => {
    const wrong = {
      PORT: 'http',
      DATABASE_URL: 'mysql://x/y',
      FRONTLINE_TODAY: '2026-02-30',
      FRONTLINE_DEMO_SITES: '0',
    }
    expect(() => readConfig(wrong)).toThrow(
      'The server is not set up:\n' +
        '  PORT must be a whole number\n' +
        '  DATABASE_URL must look like postgres://host/database\n' +
        "  FRONTLINE_ISSUER must be the sign-in service's https:// address\n" +
        '  FRONTLINE_TODAY must look like 2026-04-10\n' +
        '  FRONTLINE_DEMO_SITES must be at least 1',
    )
  })

  test('only the sign-in service has to be named', () => {
    expect(readConfig({ FRONTLINE_ISSUER: 'https://id.example.test' })).toMatchObject({
      port: 4010,
      host: '127.0.0.1',
      today: null,
      demoSites: null,
    })
  })
})
