import { z } from 'zod'
import type { FieldIssue, WireError } from '../core/errors.ts'
import { ErrorCodeSchema } from './api.ts'

const FieldIssueSchema = z.object({
  code: ErrorCodeSchema,
  field: z.string(),
  message: z.string(),
  providedValue: z.unknown().optional(),
  expectedFormat: z.string().optional(),
}) as unknown as z.ZodType<FieldIssue>

export const WireErrorSchema = z.object({
  code: ErrorCodeSchema,
  message: z.string(),
  issues: z.array(FieldIssueSchema),
}) as unknown as z.ZodType<WireError>

/** An answer that crossed a process: nothing throws across one, so whoever asked must look (house.md 4). */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError }
