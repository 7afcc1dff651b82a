import { expect, test } from 'vitest'
import type { FromService, ToService } from '../../shared/contract/data-service.ts'
import type { Channel } from './channel.ts'
import { DataLink, type ServiceState } from './data-link.ts'

/** A service process whose life and answers the test decides. */
class AService {
  readonly received: ToService[] = []
  #tell: (message: FromService) => void = () => {}
  #ended: (code: number | null) => void = () => {}
  readonly channel: Channel = {
    send: (message) => void this.received.push(message),
    onMessage: (listener) => {
      this.#tell = listener
    },
    onExit: (listener) => {
      this.#ended = listener
    },
    onLogLine: () => {},
    stop: () => this.#ended(0),
  }
  ready = () => this.#tell({ kind: 'ready' })
  crash = () => this.#ended(139)
  say = (message: FromService) => this.#tell(message)
  get asked(): string[] {
    return this.received.map((message) => (message.kind === 'call' ? message.name : 'token'))
  }
  /** Answers the latest call of this name. */
  answer = (name: string, value: unknown) => {
    const call = this.received.findLast((message) => message.kind === 'call' && message.name === name)
    if (call) this.#tell({ kind: 'reply', id: call.id, reply: { ok: true, value } })
  }
}

function aLink(token = async (stale: string | null) => `token after ${stale}`) {
  const services: AService[] = []
  const states: ServiceState[] = []
  const later: (() => void)[] = []
  let now = 0
  const link = new DataLink({
    start: () => {
      const service = new AService()
      services.push(service)
      return service.channel
    },
    token,
    event: () => {},
    state: (state) => void states.push(state),
    log: () => {},
    serviceLog: () => {},
    now: () => now,
    later: (work) => void later.push(work),
  })
  const latest = () => services.at(-1) as AService
  /** The service dies and the next one comes up. */
  const crash = (after = 1000) => {
    now += after
    latest().crash()
    later.shift()?.()
    latest().ready()
  }
  return { link, services, states, latest, crash }
}

const OPEN = {
  folder: 'store',
  key: 'a'.repeat(64),
  user: { sub: 'mara', name: 'Mara', roles: [] },
  apiUrl: 'http://127.0.0.1:4010',
  timeZone: 'America/Chicago',
  today: null,
}

async function anOpenLink() {
  const parts = aLink()
  parts.latest().ready()
  const opened = parts.link.call('store.open', OPEN)
  parts.latest().answer('store.open', { created: true, waiting: 0 })
  await opened
  return parts
}

test('a gesture under way when the service dies is saved by the next one, after the store is open again', async () => {
  const { link, latest, crash, states } = await anOpenLink()
  const saved = link.ask('cells.write', { gestureId: 'g1' })
  crash()
  expect(latest().asked).toEqual(['store.open'])
  const typedMeanwhile = link.ask('sync.status', undefined)
  expect(latest().asked).toEqual(['store.open'])
  latest().answer('store.open', { created: false, waiting: 1 })
  expect(latest().asked).toEqual(['store.open', 'cells.write', 'sync.status'])
  latest().answer('cells.write', 'saved')
  latest().answer('sync.status', 'idle')
  expect([await saved, await typedMeanwhile]).toEqual([
    { ok: true, value: 'saved' },
    { ok: true, value: 'idle' },
  ])
  expect(states).toEqual(['restarting', 'running'])
})

test('an undo under way when the service dies is not done a second time', async () => {
  const { link, latest, crash } = await anOpenLink()
  const undone = link.ask('gesture.undo', undefined)
  crash()
  latest().answer('store.open', { created: false, waiting: 0 })
  expect(await undone).toMatchObject({ ok: false, error: { code: 'STORE_STOPPED' } })
  expect(latest().asked).toEqual(['store.open'])
})

test('a second death while the store is being opened again is mended as well', async () => {
  const { link, latest, crash, states } = await anOpenLink()
  const saved = link.ask('cells.write', { gestureId: 'g1' })
  crash()
  crash()
  latest().answer('store.open', { created: false, waiting: 0 })
  latest().answer('cells.write', 'saved')
  expect(await saved).toEqual({ ok: true, value: 'saved' })
  expect(states).toEqual(['restarting', 'restarting', 'running'])
})

test('a service that keeps dying is given up, and whoever asks is told what to do', async () => {
  const { link, services, states, crash } = await anOpenLink()
  const saved = link.ask('cells.write', { gestureId: 'g1' })
  for (let i = 0; i < 8; i += 1) crash()
  expect(services).toHaveLength(6)
  expect(states.at(-1)).toBe('stopped')
  const told = { ok: false, error: { code: 'STORE_STOPPED', message: expect.stringContaining('start it again') } }
  expect(await saved).toMatchObject(told)
  expect(await link.ask('sync.status', undefined)).toMatchObject(told)
})

test('deaths with a minute of peace between them are never given up', async () => {
  const { services, crash } = await anOpenLink()
  for (let i = 0; i < 20; i += 1) crash(61_000)
  expect(services).toHaveLength(21)
})

test('a store that cannot be opened again is said to everybody who waits', async () => {
  const { link, latest, crash, states } = await anOpenLink()
  const saved = link.ask('cells.write', { gestureId: 'g1' })
  crash()
  const [open] = latest().received
  const error = { code: 'STORE_UNREADABLE', message: 'The store is damaged.', issues: [] } as const
  if (open) latest().say({ kind: 'reply', id: open.id, reply: { ok: false, error } })
  expect(await saved).toEqual({ ok: false, error })
  expect(states.at(-1)).toBe('stopped')
})

test('the service is handed a token, or the reason there is none', async () => {
  const given = aLink()
  given.latest().say({ kind: 'token', id: 7, stale: 'old' })
  const refused = aLink(() => Promise.reject(new Error('secret detail')))
  refused.latest().say({ kind: 'token', id: 8, stale: null })
  await new Promise(setImmediate)
  expect(given.latest().received).toEqual([{ kind: 'token', id: 7, reply: { ok: true, value: 'token after old' } }])
  expect(refused.latest().received).toMatchObject([
    { kind: 'token', id: 8, reply: { ok: false, error: { code: 'INTERNAL' } } },
  ])
  expect(JSON.stringify(refused.latest().received)).not.toContain('secret detail')
})

test('a system without the Node the service needs is told so, not left waiting', async () => {
  const states: unknown[] = []
  const link = new DataLink({
    start: () => {
      throw new Error('no such file')
    },
    token: async () => '',
    event: () => {},
    state: (state) => void states.push(state),
    log: () => {},
    serviceLog: () => {},
    now: () => 0,
    later: () => {},
  })
  expect(states).toEqual(['stopped'])
  expect(await link.ask('sync.status', undefined)).toMatchObject({ ok: false })
})
