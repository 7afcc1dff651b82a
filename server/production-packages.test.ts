import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PRODUCTION_PACKAGES } from './production-packages.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const dockerfile = read('server/Dockerfile')

const IMPORTS = /^(?:import|export) (?!type )[^;]*?from '([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gm

/** The npm packages a program imports, directly or by a file it imports. */
function packagesOf(entries: readonly string[]): Set<string> {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const waiting = [...entries]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    for (const [, from, alone, later] of read(file).matchAll(IMPORTS)) {
      const name = from ?? alone ?? later ?? ''
      if (name.startsWith('.')) waiting.push(path.join(path.dirname(file), name))
      else if (!name.startsWith('node:')) packages.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
    }
  }
  return packages
}

test('the image holds the packages the server and its commands import, and no other', () => {
  const programs = ['server/index.ts', 'build/audit-chain.ts', 'build/import.ts']
  expect(new Set(PRODUCTION_PACKAGES)).toEqual(packagesOf(programs))
})

test('the image has the Node the tests run on', () => {
  const { version } = JSON.parse(read('build/node-runtime/package.json')) as { version: string }
  const images = [...dockerfile.matchAll(/^FROM node:(\d+)-/gm)].map((match) => match[1])
  expect(images).toEqual([version.split('.')[0], version.split('.')[0]])
})

test('everything the image is made of is there', () => {
  const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]?.split(' ') ?? [])
  expect(sources.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  expect(sources).toContain('shared')
})

test('every setting of the compose file is one the server reads', () => {
  const set = [...read('server/compose.yaml').matchAll(/^ {6}([A-Z_]+): .*$/gm)].map((match) => match[1] ?? '')
  const isOurs = (name: string) => name.startsWith('FRONTLINE_') || name === 'DATABASE_URL' || name === 'HOST'
  expect(set.filter((name) => isOurs(name) && !read('server/config.ts').includes(`  ${name}: `))).toEqual([])
  expect(set).toContain('FRONTLINE_ISSUER')
})
