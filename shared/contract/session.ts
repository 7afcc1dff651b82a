import { z } from 'zod'
import { ROLES } from './api.ts'
import { WireErrorSchema } from './reply.ts'

/** The signed-in person, from the ID token and the access token's claims. */
export const User = z.object({
  sub: z.string().min(1),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
})
export type User = z.infer<typeof User>

/**
 * Where the person stands. `signed-in` and `needs-sign-in` both have an open store and can edit;
 * the second only cannot sync until they sign in again.
 */
export const Session = z.discriminatedUnion('status', [
  z.object({ status: z.literal('starting') }),
  z.object({ status: z.literal('signed-out'), error: WireErrorSchema.nullable() }),
  z.object({ status: z.literal('signing-in') }),
  /** This system has no key store: the store's key is wrapped by a pass phrase (sync.md 3.11). */
  z.object({
    status: z.literal('needs-pass-phrase'),
    mode: z.enum(['create', 'unlock']),
    /** A forgotten pass phrase costs a sign-in: the server keeps its half. */
    canRecover: z.boolean(),
    user: User,
    error: WireErrorSchema.nullable(),
  }),
  z.object({ status: z.literal('signed-in'), user: User }),
  z.object({ status: z.literal('needs-sign-in'), user: User, error: WireErrorSchema.nullable() }),
  /**
   * The store is closed until its person has signed in again: nobody used it for as long as the organisation allows, or
   * it heard nothing of the server for too long, or what locked its key is gone and the server's half opens it. `waiting` edits are safe in it (sync.md 3.9).
   */
  z.object({
    status: z.literal('locked'),
    why: z.enum(['idle', 'offline', 'key-store']),
    user: User,
    waiting: z.number().int().min(0),
    error: WireErrorSchema.nullable(),
  }),
  /** The store cannot be opened; what is on disk is left as it is. */
  z.object({ status: z.literal('blocked'), user: User.nullable(), error: WireErrorSchema }),
])
export type Session = z.infer<typeof Session>
