import type { FastifyInstance } from 'fastify'
import { AppError } from '../../shared/core/errors.ts'

/**
 * Refuses a request that holds a NUL character anywhere, naming the field: PostgreSQL cannot store one in a text,
 * and no field of the contract has a use for one. Everything behind this may take a text as it is.
 */
export function refuseNulCharacters(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ params, query, body }) => {
    const field = nulField(params) ?? nulField(query) ?? nulField(body)
    if (field === null) return
    const message = `${field || 'body'} holds a NUL character, which no text may.`
    const expectedFormat = 'a text without the character U+0000'
    throw new AppError('INVALID_DATA_TYPE', message, [
      { code: 'INVALID_DATA_TYPE', field: field || 'body', message, expectedFormat },
    ])
  })
}

/** The path of the first text, or name of a field, with a NUL in it; null where there is none. */
function nulField(value: unknown): string | null {
  if (typeof value === 'string') return value.includes('\u0000') ? '' : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, inner] of Object.entries(value)) {
    if (name.includes('\u0000')) return name.replaceAll('\u0000', '')
    const found = nulField(inner)
    if (found !== null) return found === '' ? name : `${name}.${found}`
  }
  return null
}
