import { z } from 'zod'
import type { FromService, ToService } from '../../shared/contract/data-service.ts'

/** The wire to Electron's main process, whichever way this process was started. */
export type Channel = {
  readonly send: (message: FromService) => void
  readonly onMessage: (listener: (message: ToService) => void) => void
  /** Main is gone: nobody is left to work for. */
  readonly onClose: (listener: () => void) => void
}

/** Electron's utilityProcess gives its child this port; Node has no type for it. */
type ParentPort = {
  readonly postMessage: (message: FromService) => void
  readonly on: (event: 'message', listener: (message: { readonly data: unknown }) => void) => void
}

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.number().int(), name: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('token'), id: z.number().int(), reply: z.looseObject({ ok: z.boolean() }) }),
])

/** Takes what main sent, and drops what is not a message at all. */
const relay = (listener: (message: ToService) => void) => (raw: unknown) => {
  const parsed = Message.safeParse(raw)
  if (parsed.success) listener(parsed.data as ToService)
}

/** Opens the channel: utilityProcess's port, else the IPC of a forked Node. */
export function openChannel(): Channel | undefined {
  const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => relay(listener)(data)),
      onClose: () => {}, // Electron ends a utility process with its parent
    }
  }
  if (!process.send) return undefined
  return {
    send: (message) => {
      // A main that just ended is told by the disconnect; the message has nobody to reach.
      if (process.connected) process.send?.(message, () => {})
    },
    onMessage: (listener) => process.on('message', relay(listener)),
    onClose: (listener) => process.on('disconnect', listener),
  }
}
