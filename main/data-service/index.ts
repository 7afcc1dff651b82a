import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import type { ToService } from '../../shared/contract/data-service.ts'
import { logTo } from '../log.ts'
import { type Channel, openChannel } from './channel.ts'
import { buildService, type Service } from './service.ts'
import { tokenAsker } from './tokens.ts'

// The data service: the only process that opens the database (design.md D4). Started by main, as a utility process
// or as a plain Node; it ends with the channel.
const log = logTo(pino({ base: null }, pino.destination({ dest: 2, sync: true })))
const channel = openChannel()

if (!channel) {
  log.warn('the data service was started without a channel to main')
  process.exitCode = 1
} else {
  const tokens = tokenAsker(channel.send)
  const service = buildService({
    now: Date.now,
    random: Math.random,
    newId: randomUUID,
    later: (ms, work) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
    token: tokens.ask,
    emit: (name, payload) => channel.send({ kind: 'event', name, payload }),
    report: (thrown) => log.bug('data service', thrown),
  })
  channel.onMessage((message) => {
    if (message.kind === 'token') tokens.answer(message)
    else {
      void respond(channel, service, message)
    }
  })
  channel.onClose(() => {
    void service.close().finally(() => process.exit(0))
  })
  channel.send({ kind: 'ready' })
}

async function respond(
  channel: Channel,
  service: Service,
  { id, name, input }: Extract<ToService, { kind: 'call' }>,
): Promise<void> {
  channel.send({ kind: 'reply', id, reply: await service.call(name, input) })
}
