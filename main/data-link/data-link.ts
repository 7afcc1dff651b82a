import type { FromService, PrivateCallName, PrivateInput, PrivateOutput } from '../../shared/contract/data-service.ts'
import type { DataCallName, EventName } from '../../shared/contract/ipc.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { AppError, toAppError, type WireError } from '../../shared/core/errors.ts'
import type { Channel } from './channel.ts'

/** After this many crashes without a minute's peace between them it stays down. */
const MOST_RESTARTS = 5
const PEACE_MS = 60_000

export type ServiceState = 'running' | 'restarting' | 'stopped'

export type DataLinkEdge = {
  readonly start: () => Channel
  readonly token: (stale: string | null) => Promise<string>
  readonly event: (name: EventName, payload: unknown) => void
  readonly state: (state: ServiceState, error: WireError | null) => void
  readonly log: (event: string, facts: { exitCode?: number | null; count?: number }) => void
  /** A line of the service's own log, as it wrote it. */
  readonly serviceLog: (line: string) => void
  readonly now: () => number
  readonly later: (work: () => void, ms: number) => void
}

type Name = DataCallName | PrivateCallName
type Pending = { readonly name: Name; readonly input: unknown; readonly settle: (reply: Reply<unknown>) => void }

/** Asking these twice does what asking once does, so a crash in between is mended by asking again. */
const ONCE_ONLY: readonly Name[] = ['gesture.undo', 'gesture.redo', 'store.open', 'store.close']

/**
 * The line to the data service. It restarts a service that died, opens the store again and repeats what was under
 * way: a gesture carries its id, so what had been saved before the crash is not saved twice (design.md D4).
 */
export class DataLink {
  readonly #edge: DataLinkEdge
  readonly #pending = new Map<number, Pending>()
  #channel: Channel | null = null
  #nextId = 1
  #store: PrivateInput<'store.open'> | null = null
  #crashes: number[] = []
  #isStopping = false
  /** After a crash nothing is sent until the store is open again. */
  #isMending = false
  /** Why there is no service and will be none until Frontline starts again. */
  #failure: WireError | null = null

  constructor(edge: DataLinkEdge) {
    this.#edge = edge
    this.#start()
  }

  /** Asks the service; every failure is in the reply. */
  ask(name: Name, input: unknown): Promise<Reply<unknown>> {
    if (this.#failure) return Promise.resolve({ ok: false, error: this.#failure })
    return new Promise((settle) => {
      const id = this.#add({ name, input, settle })
      if (!this.#isMending) this.#channel?.send({ kind: 'call', id, name, input })
    })
  }

  /** Asks what only main may ask; a failure is thrown. */
  async call<N extends PrivateCallName>(name: N, input: PrivateInput<N>): Promise<PrivateOutput<N>> {
    const reply = await this.ask(name, input)
    if (!reply.ok) throw AppError.fromWire(reply.error)
    if (name === 'store.open') this.#store = input as PrivateInput<'store.open'>
    if (name === 'store.route' && this.#store)
      this.#store = { ...this.#store, ...(input as PrivateInput<'store.route'>) }
    if (name === 'store.close') this.#store = null
    return reply.value as PrivateOutput<N>
  }

  /** Ends the service for good. */
  stop(): void {
    this.#isStopping = true
    this.#channel?.stop()
  }

  #start(): void {
    let channel: Channel
    try {
      channel = this.#edge.start()
    } catch (thrown) {
      this.#giveUp(toAppError(thrown).toWire())
      return
    }
    this.#channel = channel
    channel.onMessage((message) => this.#receive(channel, message))
    channel.onLogLine(this.#edge.serviceLog)
    channel.onExit((code) => this.#ended(channel, code))
  }

  #receive(channel: Channel, message: FromService): void {
    switch (message.kind) {
      case 'ready': {
        this.#mend(channel)
        return
      }
      case 'reply': {
        const pending = this.#pending.get(message.id)
        this.#pending.delete(message.id)
        pending?.settle(message.reply)
        return
      }
      case 'event': {
        this.#edge.event(message.name, message.payload)
        return
      }
      case 'token': {
        this.#edge.token(message.stale).then(
          (value) => channel.send({ kind: 'token', id: message.id, reply: { ok: true, value } }),
          (thrown: unknown) =>
            channel.send({ kind: 'token', id: message.id, reply: { ok: false, error: toAppError(thrown).toWire() } }),
        )
      }
    }
  }

  /** A new process: first the store, then whatever was asked of the one before. */
  #mend(channel: Channel): void {
    if (!this.#isMending) return
    const goOn = (): void => {
      this.#isMending = false
      this.#edge.state('running', null)
      for (const [id, { name, input }] of this.#pending) channel.send({ kind: 'call', id, name, input })
    }
    if (!this.#store) {
      goOn()
      return
    }
    const settle = (reply: Reply<unknown>): void => {
      if (channel !== this.#channel) return // that one died too; the next one mends
      if (reply.ok) goOn()
      else this.#giveUp(reply.error)
    }
    const id = this.#add({ name: 'store.open', input: this.#store, settle })
    channel.send({ kind: 'call', id, name: 'store.open', input: this.#store })
  }

  #add(pending: Pending): number {
    const id = this.#nextId
    this.#nextId += 1
    this.#pending.set(id, pending)
    return id
  }

  #ended(channel: Channel, exitCode: number | null): void {
    if (this.#isStopping || channel !== this.#channel) return
    this.#channel = null
    this.#isMending = true
    const now = this.#edge.now()
    this.#crashes = [...this.#crashes.filter((at) => now - at < PEACE_MS), now]
    this.#edge.log('data service ended', { exitCode, count: this.#crashes.length })
    if (this.#crashes.length > MOST_RESTARTS) {
      this.#giveUp(stopped().toWire())
      return
    }
    this.#edge.state('restarting', null)
    this.#settle((pending) => ONCE_ONLY.includes(pending.name), restarting().toWire())
    this.#edge.later(() => this.#start(), 100 * 2 ** (this.#crashes.length - 1))
  }

  #giveUp(error: WireError): void {
    this.#failure = error
    this.#edge.state('stopped', error)
    this.#settle(() => true, error)
  }

  #settle(which: (pending: Pending) => boolean, error: WireError): void {
    for (const [id, pending] of this.#pending) {
      if (!which(pending)) continue
      this.#pending.delete(id)
      pending.settle({ ok: false, error })
    }
  }
}

const restarting = () =>
  new AppError(
    'STORE_STOPPED',
    'Saving was interrupted and is starting again. Nothing saved is lost; do that once more.',
  )
const stopped = () =>
  new AppError(
    'STORE_STOPPED',
    'Saving has stopped and does not start again. What was saved is safe. Close Frontline and start it again; if it stays, ask your IT support.',
  )
