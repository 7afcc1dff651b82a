import { z } from 'zod'
import { ERROR_CODES, type ErrorCode } from '../core/errors.ts'

/** The contract's version string (domain.md 0.3). Moves with `tests/contract/wire.json`. */
export const API_VERSION = '1.0'
export const API_BASE = '/api/v1/forecasting'

export const SCOPES = [
  'forecasting:read',
  'forecasting:write',
  'forecasting:admin',
  'statistics:read',
  'payroll:read',
  'payroll:write',
  'revenue:read',
  'revenue:write',
] as const
export type Scope = (typeof SCOPES)[number]

export const ROLES = ['account_manager', 'district_manager', 'regional_vp', 'forecasting_admin'] as const
export type Role = (typeof ROLES)[number]

export const ErrorCodeSchema = z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]])

/** One entry of the envelope's `errors` (domain.md 0.3). */
export const ApiError = z.object({
  code: ErrorCodeSchema,
  message: z.string(),
  field: z.string().nullable(),
  details: z.object({ providedValue: z.unknown().optional(), expectedFormat: z.string().optional() }).nullable(),
})
export type ApiError = z.infer<typeof ApiError>

export const Meta = z.object({
  total: z.number().int().optional(),
  page: z.number().int().optional(),
  limit: z.number().int().optional(),
  hasMore: z.boolean().optional(),
})
export type Meta = z.infer<typeof Meta>

const envelopeFields = {
  message: z.string(),
  timestamp: z.iso.datetime(),
  requestId: z.string().startsWith('req_'),
  version: z.literal(API_VERSION),
  errors: z.array(ApiError),
  meta: Meta.optional(),
}

/** The answer of every route: `data` when it worked, `errors` when it did not. */
export const envelope = <T extends z.ZodType>(data: T) =>
  z.object({ success: z.literal(true), data, ...envelopeFields })
export const FailureEnvelope = z.object({ success: z.literal(false), data: z.null(), ...envelopeFields })
export type FailureEnvelope = z.infer<typeof FailureEnvelope>

export type Endpoint = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Path below API_BASE, with `:name` parameters. */
  readonly path: string
  readonly summary: string
  /** Any one of these opens the route; an empty list means no sign-in is needed. */
  readonly scopes: readonly Scope[]
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly data: z.ZodType
}

/** Declares a route once, for the server that serves it and the client that calls it. */
export const endpoint = <const E extends Endpoint>(definition: E): E => definition
