import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type InjectedApi, injectedApi } from '../../tests/support/injected-api.ts'
import { API_BASE, FailureEnvelope } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/core/errors.ts'
import { CONNECTION_LIMITS } from '../http-server.ts'
import { openStore, type Store } from '../store/open-store.ts'

describe('a server that stops', () => {
  let store: Store
  let api: InjectedApi
  let port: number
  /** Requests that asked who they are and wait to be told; each by what ends its wait. */
  let waiting: (() => void)[]
  beforeAll(async () => {
    store = await openStore()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    waiting = []
    const verifyToken = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      throw new AppError('INVALID_TOKEN', 'Answered in the end.')
    }
    api = await injectedApi({ store, demoSites: 0, verifyToken, limits: { ...CONNECTION_LIMITS, stopMs: 1_500 } })
    port = Number(new URL(await api.app.listen({ port: 0, host: '127.0.0.1' })).port)
  })

  const ME = `GET ${API_BASE}/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a.b.c\r\n\r\n`
  const opened = async (text = '') => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await once(socket, 'connect')
    socket.write(text)
    return socket
  }
  const heard = async (socket: Socket) => {
    let text = ''
    socket.setEncoding('utf8').on('data', (part: string) => (text += part))
    await once(socket, 'close')
    const [head = '', body = ''] = text.split('\r\n\r\n')
    const code = body === '' ? undefined : FailureEnvelope.parse(JSON.parse(body)).errors[0]?.code
    return [head.split('\r\n')[0], code]
  }
  /** Stops it; gives how long that took, in milliseconds. */
  const stopped = async () => {
    const from = performance.now()
    await api.close()
    return performance.now() - from
  }

  test('answers what is under way first, then ends at once, although the connection would be kept', async () => {
    const running = heard(await opened(ME))
    await expect.poll(() => waiting.length).toBe(1)
    const end = stopped()
    await expect.poll(() => api.app.server.listening).toBe(false)
    waiting[0]?.()
    expect(await running).toEqual(['HTTP/1.1 401 Unauthorized', 'INVALID_TOKEN'])
    expect(await end).toBeLessThan(1_000)
  })

  test('takes no new connection, and refuses a request on an open one in the envelope', async () => {
    const held = heard(await opened(ME))
    const quiet = await opened()
    await expect.poll(() => waiting.length).toBe(1)
    const end = stopped()
    await expect.poll(() => api.app.server.listening).toBe(false)
    const late = heard(quiet)
    quiet.write(ME)
    expect(await late).toEqual(['HTTP/1.1 503 Service Unavailable', 'OFFLINE'])
    const stranger = connect(port, '127.0.0.1')
    const [refusal] = (await once(stranger, 'error')) as [NodeJS.ErrnoException]
    expect(refusal.code).toBe('ECONNREFUSED')
    waiting[0]?.()
    expect((await held)[1]).toBe('INVALID_TOKEN')
    await end
  })

  test('cuts off what hangs: an answer that never comes, headers that never end, a client that says nothing', async () => {
    const all = [await opened(ME), await opened(`GET ${API_BASE}/me HTTP/1.1\r\nHost: x\r\n`), await opened()]
    const ends = all.map(heard)
    await expect.poll(() => waiting.length).toBe(1)
    const took = await stopped()
    expect(await Promise.all(ends)).toEqual(all.map(() => ['', undefined]))
    expect([took > 1_000, took < 5_000]).toEqual([true, true])
  })
})
