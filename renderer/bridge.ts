import type { Bridge, CallName, Input, Output } from '../shared/contract/ipc.ts'
import type { Reply } from '../shared/contract/reply.ts'
import { toAppError } from '../shared/core/errors.ts'

declare global {
  interface Window {
    /** Set by the preload script; the whole of what this window can reach. */
    readonly frontline: Bridge
  }
}

/** Asks main or the data service. A bridge that is gone answers with an error too, so that nobody must catch. */
export async function ask<N extends CallName>(bridge: Bridge, name: N, input: Input<N>): Promise<Reply<Output<N>>> {
  try {
    return await bridge.call[name](input)
  } catch (thrown) {
    return { ok: false, error: toAppError(thrown).toWire() }
  }
}
