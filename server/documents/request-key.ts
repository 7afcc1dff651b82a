import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../shared/core/errors.ts'
import { findAnswer, keepAnswer } from '../store/document-answers.ts'
import type { Tx } from '../store/tables.ts'

/** The name a client gave its request, and what it asks for. */
export type RequestKey = { readonly key: string; readonly bodyHash: string }

const HEADER = 'idempotency-key'
const FORMAT = /^[\x21-\x7e]{1,100}$/

/** Reads `Idempotency-Key`; null without one, INVALID_DATA_TYPE for one that is too long or not plain text. */
export function requestKeyOf(request: FastifyRequest): RequestKey | null {
  const key = request.headers[HEADER]
  if (key === undefined) return null
  if (typeof key !== 'string' || !FORMAT.test(key)) {
    const message = `${HEADER} is not valid.`
    const expectedFormat = '1 to 100 visible characters'
    throw new AppError('INVALID_DATA_TYPE', message, [
      { code: 'INVALID_DATA_TYPE', field: HEADER, message, providedValue: key, expectedFormat },
    ])
  }
  // The body as its schema read it, so that the order of its fields on the wire does not matter.
  const asked = JSON.stringify([request.method, request.url, request.body])
  return { key, bodyHash: createHash('sha256').update(asked).digest('base64url') }
}

type Asker = {
  readonly caller: { readonly sub: string }
  readonly receivedAt: Date
  readonly key: RequestKey | null
}

/**
 * Does the work of a request once: sent again under the same name it gets the answer it got, and does nothing. The name
 * with another request is IDEMPOTENCY_KEY_REUSED. A request that failed did nothing, so its name is free again.
 */
export async function answeredOnce<Answer>(tx: Tx, asker: Asker, work: () => Promise<Answer>): Promise<Answer> {
  const { caller, key, receivedAt } = asker
  if (key === null) return work()
  const kept = await findAnswer(tx, caller.sub, key.key)
  if (kept === undefined) {
    const answer = await work()
    await keepAnswer(tx, caller.sub, key.key, { bodyHash: key.bodyHash, answer }, receivedAt)
    return answer
  }
  // What was kept passed the schema of this very request.
  if (kept.bodyHash === key.bodyHash) return kept.answer as Answer
  const message = 'This Idempotency-Key was used for another request; give this one its own.'
  throw new AppError('IDEMPOTENCY_KEY_REUSED', message, [
    { code: 'IDEMPOTENCY_KEY_REUSED', field: HEADER, message, providedValue: key.key },
  ])
}
