import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type {
  FromService,
  PrivateCallName,
  PrivateInput,
  PrivateOutput,
  ToService,
} from '../../shared/contract/data-service.ts'
import { SHORT_SWEEPS } from '../../main/data-link/short-sweeps.ts'
import type { DataCallName, Input, Output } from '../../shared/contract/ipc.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { AppError } from '../../shared/core/errors.ts'

type In<N> = N extends PrivateCallName ? PrivateInput<N> : N extends DataCallName ? Input<N> : never
type Out<N> = N extends PrivateCallName ? PrivateOutput<N> : N extends DataCallName ? Output<N> : never
type Name = PrivateCallName | DataCallName

/** The data service as main runs it: a process of its own. */
export type RunningService = {
  readonly child: ChildProcess
  readonly events: Extract<FromService, { kind: 'event' }>[]
  /** The answer, or its error thrown. */
  readonly call: <N extends Name>(name: N, input?: In<N>) => Promise<Out<N>>
  readonly reply: (name: string, input?: unknown) => Promise<Reply<unknown>>
  /** Resolves once this is true; looked at after every message. */
  readonly until: (isTrue: () => boolean) => Promise<void>
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
}

const ENTRY = new URL('../../main/data-service/index.ts', import.meta.url)

/** Starts the real entry in a process of its own; `token` answers what it asks of main. */
export async function startService(
  token: (stale: string | null) => Reply<string> = () => ({ ok: true, value: 'token-1' }),
): Promise<RunningService> {
  const child = fork(ENTRY, [], {
    serialization: 'advanced',
    execArgv: [SHORT_SWEEPS],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, (reply: Reply<unknown>) => void>()
  const events: RunningService['events'] = []
  const watchers = new Set<() => void>()
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let last = 0
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the data service ended with ${String(code)}`)))
    child.on('message', (message: FromService) => {
      if (message.kind === 'ready') resolve()
      if (message.kind === 'token') send({ kind: 'token', id: message.id, reply: token(message.stale) })
      if (message.kind === 'event') events.push(message)
      if (message.kind === 'reply') {
        waiting.get(message.id)?.(message.reply)
        waiting.delete(message.id)
      }
      for (const look of watchers) look()
    })
  })
  const send = (message: ToService): void => {
    if (child.connected) child.send(message, () => {}) // a child that was killed meanwhile is what some tests are about
  }
  const reply: RunningService['reply'] = (name, input) =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, resolve)
      send({ kind: 'call', id: last, name: name as Name, input })
    })
  return {
    child,
    events,
    reply,
    call: async (name, input) => {
      const answer = await reply(name, input)
      if (!answer.ok) throw AppError.fromWire(answer.error)
      return answer.value as never
    },
    until: (isTrue) =>
      new Promise((resolve) => {
        const look = () => {
          if (!isTrue()) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      }),
    stop: () => {
      if (child.connected) child.disconnect()
      return exited
    },
    kill: () => {
      child.kill('SIGKILL')
      return exited
    },
  }
}

/** A folder that is gone after the test. */
export function aFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'frontline-test-'))
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export const A_KEY = '0123456789abcdef'.repeat(4)

/** What main says to open a store: Mara, on the demonstration's day. */
export const anOpening = (
  changes: Partial<PrivateInput<'store.open'>> & { folder: string; apiUrl: string },
): PrivateInput<'store.open'> => ({
  key: A_KEY,
  user: { sub: 'mara', name: 'Mara', roles: ['account_manager'] },
  timeZone: 'America/Chicago',
  today: '2026-04-10',
  ...changes,
})

/** A gesture that types one cell: Valet daily of 16 April unless said otherwise. */
export const aGesture = (
  changes: Partial<Input<'cells.write'>> & { value?: number | null } = {},
): Input<'cells.write'> => {
  const { value = 96_000_000, ...rest } = changes
  return {
    gestureId: randomUUID(),
    siteId: '0427',
    label: 'Typed 96 in Valet daily, Thu 16',
    source: 'typed',
    writes: [{ lineId: 'valetDaily', period: '2026-04-16', value }],
    ...rest,
  }
}
