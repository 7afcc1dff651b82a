import { z } from 'zod'
import { Exported, ExportKey } from './export.ts'
import type { DataCallName, EventName } from './ipc.ts'
import { DeviceId, laptopsApi } from './laptops.ts'
import type { Reply } from './reply.ts'
import { User } from './session.ts'

/** How the API is reached where no store is open, and which laptop asks. */
export const Way = z.strictObject({
  apiUrl: z.url(),
  proxy: z.string().nullable(),
  certificateAuthority: z.string().nullable(),
  appVersion: z.string().max(40).optional(),
  deviceId: DeviceId,
})
export type Way = z.infer<typeof Way>

/** What only main may ask of the data service, never the window. */
export const privateCalls = {
  /** Opens (or makes) the encrypted store of one person on this laptop, and starts syncing it. */
  'store.open': {
    input: z.strictObject({
      /** Folder of this person's store. */
      folder: z.string().min(1),
      /** 256-bit data key, 64 hex digits; never in argv or the environment. */
      key: z.string().regex(/^[0-9a-f]{64}$/),
      user: User,
      apiUrl: z.url(),
      timeZone: z.string(),
      /** Fixes "today" for demonstrations and tests; null takes the clock. */
      today: z.string().nullable(),
      /** The proxy that leads to the API, e.g. `http://proxy.example.com:8080`. */
      proxy: z.string().nullable().default(null),
      /** PEM file of authorities to trust beside the system's. */
      certificateAuthority: z.string().nullable().default(null),
      /** The version of this Frontline, told to the API. */
      appVersion: z.string().max(40).optional(),
    }),
    output: z.object({ created: z.boolean(), waiting: z.number().int(), deviceId: DeviceId }),
  },
  'store.close': { input: z.undefined(), output: z.object({ waiting: z.number().int() }) },
  /** The computer is in another network: the proxy that now leads to the API, or none. */
  'store.route': { input: z.strictObject({ proxy: z.string().nullable() }), output: z.undefined() },
  /** A new access token may be had: try to sync again. */
  'sync.resume': { input: z.undefined(), output: z.undefined() },
  /** The computer was asleep: sync again, after a moment by chance. */
  'sync.wake': { input: z.undefined(), output: z.undefined() },
  /** Writes an .xlsx or .csv at the chosen path; null when it was stopped. */
  'export.write': { input: ExportKey.extend({ file: z.string().min(1) }), output: Exported.nullable() },
  /** Writes every edit that is not the server's yet to an .xlsx at the chosen path. */
  'unsent.write': {
    input: z.strictObject({ file: z.string().min(1) }),
    output: z.object({ file: z.string(), rows: z.number().int() }),
  },
  /** What support needs to know of the store and its sync: counts, states and times, never a value, a name or a key. */
  'diagnostics.read': { input: z.undefined(), output: z.record(z.string(), z.unknown()) },
  'laptops.list': { input: z.strictObject({ way: Way }), output: laptopsApi.list.data },
  'laptops.keep': {
    input: laptopsApi.keep.body.extend({ way: Way }),
    output: laptopsApi.keep.data,
  },
  'laptops.release': { input: laptopsApi.release.body.extend({ way: Way }), output: laptopsApi.release.data },
  'laptops.lost': { input: z.strictObject({ way: Way }), output: laptopsApi.lost.data },
  /** `lost` names the laptop that is to be marked, which is another than the one that asks. */
  'laptops.lose': { input: z.strictObject({ way: Way, lost: DeviceId }), output: laptopsApi.lose.data },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type PrivateCallName = keyof typeof privateCalls
export type PrivateInput<N extends PrivateCallName> = z.input<(typeof privateCalls)[N]['input']>
export type PrivateOutput<N extends PrivateCallName> = z.infer<(typeof privateCalls)[N]['output']>

/** Main → data service. */
export type ToService =
  | {
      readonly kind: 'call'
      readonly id: number
      readonly name: DataCallName | PrivateCallName
      readonly input: unknown
    }
  | { readonly kind: 'token'; readonly id: number; readonly reply: Reply<string> }

/** Data service → main. `token` asks for an access token; `stale` names one the API just refused. */
export type FromService =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly name: EventName; readonly payload: unknown }
  | { readonly kind: 'token'; readonly id: number; readonly stale: string | null }
