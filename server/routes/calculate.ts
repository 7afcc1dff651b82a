import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { calculateApi } from '../../shared/contract/calculate.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { AppParts } from '../app-parts.ts'
import { runCalculation } from '../calculate/run.ts'
import { findResult, keepResult } from '../store/results.ts'
import { serve } from './serve.ts'

/** Any one calculator on given inputs, and what came of it. */
export function calculateRoutes(app: FastifyInstance, { store, now }: AppParts): void {
  serve(app, calculateApi.calculate, { now }, async ({ body, caller }) => {
    const { calculation } = body
    const result = runCalculation(calculation, body.inputs)
    const id = randomUUID()
    // The inputs as they were understood: with the defaults they left to us.
    const inputs: Readonly<Record<string, unknown>> = body.inputs
    await keepResult(store.db, { id, sub: caller().sub, calculation, inputs, result, createdAt: new Date(now()) })
    return { id, calculation, result }
  })

  serve(app, calculateApi.result, { now }, async ({ params, caller }) => {
    const found = await findResult(store.db, params.id, caller().sub)
    if (!found) {
      const message = 'There is no such result of yours; the latest 50 are kept.'
      throw new AppError('NOT_FOUND', message, [{ code: 'NOT_FOUND', field: 'id', message, providedValue: params.id }])
    }
    const { id, calculation, inputs, result, createdAt } = found
    return { id, calculation, inputs, result, createdAt: createdAt.toISOString() } as z.input<
      typeof calculateApi.result.data
    >
  })
}
