import { z } from 'zod'
import { endpoint, SCOPES } from './api.ts'

/** What a laptop calls itself in DEVICE_HEADER. */
export const DeviceId = z.string().regex(/^[\w.-]{1,100}$/)

const Bytes32 = z.base64().length(44)

/** What proves to a laptop that it was marked as lost: the keyed hash of this text, with the laptop's half as the key. */
export const lostText = (deviceId: string): string => `frontline lost laptop ${deviceId}`

/** How long ago a person may have signed in for their half to be given out, in seconds. */
export const FRESH_SIGN_IN_SECONDS = 600
/** So often an hour a person may ask for a half. */
export const RELEASES_AN_HOUR = 5

/** A laptop one person uses, as the server knows it. */
export const Laptop = z.object({
  deviceId: DeviceId,
  /** As the computer is called; empty when it never said. */
  name: z.string(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  lostAt: z.iso.datetime().nullable(),
  /** The halves that are kept for it, by id, newest first. */
  halves: z.array(z.uuid()),
})
export type Laptop = z.infer<typeof Laptop>

/** One's laptops, and which of them this is. */
export const Laptops = z.object({ thisOne: DeviceId, laptops: z.array(Laptop) })
export type Laptops = z.infer<typeof Laptops>

const params = z.strictObject({ deviceId: DeviceId })
/** Another person's laptops, for administrators. */
const Whose = z.strictObject({ sub: z.string().min(1).max(200).optional() })

/** Laptops, the server's half of each one's recovery, and what becomes of a lost one (sync.md 3.11). */
export const laptopsApi = {
  list: endpoint({
    method: 'GET',
    path: '/sync/laptops',
    summary: 'The caller’s laptops; an administrator may name somebody else with `sub`',
    scopes: SCOPES,
    query: Whose,
    data: z.object({ laptops: z.array(Laptop) }),
  }),
  keep: endpoint({
    method: 'PUT',
    path: '/sync/laptops/:deviceId/recovery',
    summary: 'Keeps half of what opens this laptop’s data; the two newest halves are kept',
    scopes: SCOPES,
    params,
    body: z.strictObject({ halfId: z.uuid(), half: Bytes32, name: z.string().max(60) }),
    data: z.object({ halfId: z.uuid() }),
  }),
  release: endpoint({
    method: 'POST',
    path: '/sync/laptops/:deviceId/recovery/release',
    summary: 'Gives this laptop’s half back to its person, after a sign-in of the last ten minutes; audited',
    scopes: SCOPES,
    params,
    body: z.strictObject({ halfId: z.uuid() }),
    /** Null where the server keeps no such half. */
    data: z.object({ half: Bytes32.nullable() }),
  }),
  lose: endpoint({
    method: 'POST',
    path: '/sync/laptops/:deviceId/lost',
    summary: 'Marks a laptop as lost for good: its halves are destroyed and its data are erased at its next contact',
    scopes: SCOPES,
    params,
    body: Whose,
    data: z.object({ lostAt: z.iso.datetime() }),
  }),
  /** The one route a lost laptop is answered on. */
  lost: endpoint({
    method: 'GET',
    path: '/sync/laptops/:deviceId/lost',
    summary: 'Whether the caller’s laptop was marked as lost, with what proves it to the laptop',
    scopes: SCOPES,
    params,
    data: z.object({
      lostAt: z.iso.datetime().nullable(),
      proofs: z.array(z.object({ halfId: z.uuid(), proof: Bytes32 })),
    }),
  }),
} as const
