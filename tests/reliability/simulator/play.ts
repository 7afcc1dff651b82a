import { unreachable } from '../../../shared/core/bug.ts'
import { absorb } from '../../../main/data-service/sync/exchange.ts'
import type { Action } from './actions.ts'
import { check } from './check.ts'
import { memoryStore, type TestStore } from './memory-store.ts'
import { type Message, ModelLaptop } from './model-laptop.ts'
import { failureOf, ModelServer, type Reply } from './model-server.ts'
import { type HashCell, quickCell } from './scope-sum.ts'
import { PLACES, SITES } from './world.ts'

/** What a history is played with: the product, or a variant that does one thing wrong. */
export type Cast = {
  readonly hashCell?: HashCell
  readonly server?: (hashCell: HashCell) => ModelServer
  readonly store?: (hashCell: HashCell, laptop: number) => TestStore
  readonly absorb?: typeof absorb
  /** False leaves every clock right. */
  readonly clocksJump?: boolean
}

export type History = { readonly people: number; readonly actions: readonly Action[] }
export type Played = { readonly violations: readonly string[]; readonly edits: number; readonly world: World }

const YEAR_MS = 31_536_000_000
const NAMES = ['mara', 'owen', 'dana', 'ines', 'theo']
const REFUSALS = [
  failureOf(400, 'INVALID_DATA_TYPE'),
  failureOf(403, 'INSUFFICIENT_PERMISSIONS'),
  failureOf(409, 'VERSION_CONFLICT'),
  failureOf(410, 'EPOCH_CHANGED'),
  failureOf(413, 'PAYLOAD_TOO_LARGE'),
  failureOf(500, 'CALCULATION_ERROR'),
]
const LOST = failureOf(504, 'INTEGRATION_ERROR', 0, false)

export class World {
  readonly server: ModelServer
  readonly laptops: readonly ModelLaptop[]
  /** Requests a laptop has given up on, that may still arrive. */
  private readonly late: Message[] = []
  private readonly cast: Cast
  edits = 0

  constructor(people: number, cast: Cast) {
    const hashCell = cast.hashCell ?? quickCell
    this.cast = cast
    this.server = (cast.server ?? ((hash) => new ModelServer(hash)))(hashCell)
    this.laptops = NAMES.slice(0, people).map((sub, i) => {
      this.server.access.set(sub, new Set(SITES.map((site) => site.siteId)))
      const store = (cast.store ?? memoryStore)(hashCell, i)
      return new ModelLaptop({ sub, store, send: () => {}, absorb: cast.absorb ?? absorb, sendsFew: i % 2 === 1 })
    })
  }

  /** The request of a laptop reaches the server, and the answer the laptop. */
  private exchange(laptop: ModelLaptop, answer = (message: Message): Reply => this.server.receive(message)): void {
    const message = laptop.outstanding
    if (message) laptop.receive(message, answer(message))
  }

  act({ do: what, who, a, b }: Action): void {
    const laptop = this.laptops[who]!
    switch (what) {
      case 'type':
        this.edits += 1
        return laptop.type([{ place: PLACES[a % PLACES.length]!, value: valueOf(b) }], 'typed')
      case 'paste': {
        this.edits += 1
        const { siteId } = SITES[a % SITES.length]!
        const places = PLACES.filter(
          (place) =>
            place.siteId === siteId && place.lineId !== 'occupancy' && !place.lineId.startsWith('payroll.cost'),
        )
        return laptop.type(
          places.map((place, i) => ({ place, value: valueOf(b + i) })),
          'paste',
        )
      }
      case 'resolve':
        return laptop.resolve(a, b % 2 === 0)
      case 'act':
        return laptop.act(SITES[a % SITES.length]!.siteId)
      case 'ask':
        return laptop.ask()
      case 'wake':
        return laptop.wake()
      case 'sign-in':
        return laptop.signIn()
      case 'go':
        for (let i = 0; i <= a % 8; i += 1) this.exchange(laptop)
        return
      case 'backup':
        return this.server.takeBackup()
      case 'restore':
        return this.server.restore()
      case 'lose-request':
        return this.exchange(laptop, () => ({ failure: LOST }))
      case 'lose-answer':
        return this.exchange(laptop, (message) => {
          this.server.receive(message)
          return { failure: LOST }
        })
      case 'give-up':
        return this.exchange(laptop, (message) => {
          this.late.push(message)
          return { failure: LOST }
        })
      case 'deliver-late': {
        const [message] = this.late.splice(a % Math.max(1, this.late.length), b % 3 === 0 ? 0 : 1)
        const still = message ?? this.late[a % Math.max(1, this.late.length)]
        if (still) still.from.receive(still, this.server.receive(still))
        return
      }
      case 'duplicate':
        return this.exchange(laptop, (message) => {
          this.server.receive(message)
          return this.server.receive(message)
        })
      case 'cut-power':
        laptop.fuse.writesLeft = a % 12
        return
      case 'crash':
        return laptop.crash()
      case 'break-server':
        return this.exchange(laptop, (message) => this.server.receive(message, a % 3))
      case 'refuse-401':
        return this.exchange(laptop, () => ({ failure: failureOf(401, 'EXPIRED_TOKEN') }))
      case 'refuse-429':
        return this.exchange(laptop, () => ({ failure: failureOf(429, 'RATE_LIMIT_EXCEEDED', 7000) }))
      case 'fail-5xx':
        return this.exchange(laptop, (message) => {
          if (a % 2 === 0) this.server.receive(message)
          return { failure: failureOf(503, 'DATABASE_ERROR') }
        })
      case 'portal':
        return this.exchange(laptop, () => ({
          failure: failureOf([404, 511, 302, 407][a % 4]!, 'NOT_FOUND', 0, false),
        }))
      case 'truncate':
        return this.exchange(laptop, (message) => truncated(this.server.receive(message), a))
      case 'refuse-whole':
        // Now and then for as long as it takes to cut a push down to one.
        for (let i = 0; i <= (b % 6 === 0 ? 15 : 0); i += 1) {
          this.exchange(laptop, () => ({ failure: REFUSALS[a % REFUSALS.length]! }))
        }
        return
      case 'jump-clock':
        if (this.cast.clocksJump !== false) laptop.skew = ((a % 2001) / 1000 - 1) * YEAR_MS
        return
      case 'change-access': {
        const sites = this.server.access.get(laptop.sub)!
        const { siteId } = SITES[a % SITES.length]!
        if (!sites.delete(siteId)) sites.add(siteId)
        return
      }
      case 'lock': {
        const { siteId, period, lineId } = PLACES[a % PLACES.length]!
        const key = `${siteId}|${period}|${lineId}`
        if (!this.server.locked.delete(key)) this.server.locked.add(key)
        return
      }
      case 'remove-line':
        return this.server.removeLine(PLACES[a % PLACES.length]!)
      case 'forget-feed':
        return this.server.forgetFeed()
      default:
        return unreachable(what)
    }
  }

  /** The network heals, every right is given, and everybody syncs until nothing moves any more. */
  heal(): void {
    this.server.locked.clear()
    for (const message of this.late.splice(0)) this.server.receive(message)
    for (const laptop of this.laptops) {
      laptop.fuse.writesLeft = Infinity
      this.server.access.set(laptop.sub, new Set(SITES.map((site) => site.siteId)))
    }
    for (let round = 0; round < 6; round += 1) {
      for (const laptop of this.laptops) {
        laptop.signIn()
        if (!laptop.isBusy) laptop.wake()
        if (!laptop.isBusy) laptop.wake()
        for (let i = 0; laptop.isBusy && i < 200; i += 1) this.exchange(laptop)
      }
    }
  }
}

/** Small, so that people meet; null clears, 0 is a number. */
const valueOf = (chance: number): number | null => (chance % 7 === 6 ? null : (chance % 7) * 1000)

/** Only the first results of a push arrive. */
function truncated(reply: Reply, chance: number): Reply {
  if (!('answered' in reply)) return reply
  if (reply.answered.kind === 'acts') {
    const { results, reviews } = reply.answered.answer
    return { answered: { kind: 'acts', answer: { results: results.slice(0, chance % (results.length + 1)), reviews } } }
  }
  if (reply.answered.kind !== 'push') return reply
  const { answer } = reply.answered
  return { answered: { kind: 'push', answer: answer.slice(0, chance % (answer.length + 1)) } }
}

/** Plays a history from the first sync to the healed network, and says what does not hold afterwards. */
export function play({ people, actions }: History, cast: Cast = {}): Played {
  const world = new World(people, cast)
  world.heal()
  for (const action of actions) world.act(action)
  world.heal()
  return { violations: check(world), edits: world.edits, world }
}
