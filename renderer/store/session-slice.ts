import type { Bridge, EventPayload } from '../../shared/contract/ipc.ts'
import type { Session } from '../../shared/contract/session.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import type { Slice } from './state.ts'

/** Who is signed in, and whether the data service runs. */
export type SessionSlice = {
  readonly session: Session
  readonly service: EventPayload<'service.changed'>
  readonly signIn: () => Promise<void>
  readonly cancelSignIn: () => Promise<void>
  /** The next sign-in opens the data instead. */
  readonly forgetPassPhrase: () => Promise<void>
  readonly unlock: (passPhrase: string) => Promise<WireError | null>
  /** Answers how many edits wait when main refuses to sign out without `keepUnsent`. */
  readonly signOut: (keepUnsent: boolean) => Promise<{ signedOut: boolean; waiting: number } | null>
}

export const createSessionSlice =
  (bridge: Bridge): Slice<SessionSlice> =>
  (set, get) => {
    const follow = async (name: 'session.signIn' | 'session.cancelSignIn' | 'session.forgetPassPhrase') => {
      const reply = await ask(bridge, name, undefined)
      if (reply.ok) set({ session: reply.value })
      else set({ session: { status: 'signed-out', error: reply.error } })
    }
    return {
      session: { status: 'starting' },
      service: { state: 'running', error: null },
      signIn: async () => {
        // A banner at work asks too: only a signed-out person leaves the page for the waiting one.
        if (get().session.status === 'signed-out') set({ session: { status: 'signing-in' } })
        const atWork = ['needs-sign-in', 'signed-in'].includes(get().session.status)
        if (!atWork) return follow('session.signIn')
        const reply = await ask(bridge, 'session.signIn', undefined)
        if (reply.ok) set({ session: reply.value })
        else get().say(reply.error.message, 'problem')
      },
      cancelSignIn: () => follow('session.cancelSignIn'),
      forgetPassPhrase: () => follow('session.forgetPassPhrase'),
      unlock: async (passPhrase) => {
        const reply = await ask(bridge, 'session.unlock', { passPhrase })
        if (!reply.ok) return reply.error
        set({ session: reply.value })
        return null
      },
      signOut: async (keepUnsent) => {
        const reply = await ask(bridge, 'session.signOut', { keepUnsent })
        if (reply.ok) return reply.value
        get().say(reply.error.message, 'problem')
        return null
      },
    }
  }
