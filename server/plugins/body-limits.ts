import type { FastifyInstance } from 'fastify'
import { AppError } from '../../shared/core/errors.ts'

/** Bodies of the contract are flat and their texts short; more is an attack or a mistake (security.md 44). */
const MOST_DEPTH = 32
const MOST_CHARACTERS = 20_000

/** Refuses bodies that are nested too deep or hold too long a text, before any schema walks them; names the field. */
export function limitBodies(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body }) => {
    if (typeof body !== 'object' || body === null) return
    const problem = findProblem(body)
    if (problem) throw new AppError('INVALID_DATA_TYPE', problem.message, [{ code: 'INVALID_DATA_TYPE', ...problem }])
  })
}

export type Problem = { readonly field: string; readonly message: string; readonly expectedFormat: string }
type Node = { readonly value: object; readonly depth: number; readonly path: Path | null }
type Path = { readonly key: string; readonly above: Path | null }

/** Walks without calling itself, so that no depth can exhaust the stack. */
export function findProblem(body: object): Problem | null {
  const open: Node[] = [{ value: body, depth: 1, path: null }]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.depth > MOST_DEPTH) {
      return {
        field: nameOf(node.path, 5),
        message: 'This is nested too deep.',
        expectedFormat: `at most ${MOST_DEPTH} levels`,
      }
    }
    for (const [key, value] of Object.entries(node.value) as [string, unknown][]) {
      const path = { key, above: node.path }
      if (typeof value === 'object' && value !== null) open.push({ value, depth: node.depth + 1, path })
      else if (typeof value === 'string' && value.length > MOST_CHARACTERS) {
        return {
          field: nameOf(path, Infinity),
          message: 'This text is too long.',
          expectedFormat: `at most ${MOST_CHARACTERS} characters`,
        }
      }
    }
  }
  return null
}

/** The field's path, cut after so many levels. */
function nameOf(path: Path | null, most: number): string {
  const keys: string[] = []
  for (let at = path; at; at = at.above) keys.unshift(at.key.slice(0, 100))
  return keys.slice(0, most).join('.') || 'body'
}
