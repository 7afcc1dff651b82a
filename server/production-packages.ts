import { readFileSync, writeFileSync } from 'node:fs'

/** What the server and its two commands need of npm, as their imports have it. */
export const PRODUCTION_PACKAGES = [
  '@electric-sql/pglite',
  '@fastify/rate-limit',
  '@fastify/swagger',
  '@platformatic/kafka',
  'cockatiel',
  'csv-parse',
  'dataloader',
  'decimal.js',
  'fastify',
  'fastify-type-provider-zod',
  'jose',
  'kysely',
  'lru-cache',
  'pg',
  'prom-client',
  'redis',
  'temporal-polyfill',
  'zod',
] as const

type Package = { readonly name: string; readonly version: string; readonly devDependencies: Record<string, string> }

// For the image (Dockerfile): leaves these in package.json and nothing else. Everything in the repository is a development
// dependency, because the workbench is packed without any.
if (import.meta.main) {
  const { name, version, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Package
  const dependencies = Object.fromEntries(PRODUCTION_PACKAGES.map((one) => [one, devDependencies[one]]))
  writeFileSync('package.json', JSON.stringify({ name, version, private: true, type: 'module', dependencies }))
}
