import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
]
const scripts = Object.keys(
  (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
)

test.each(documents)('every command %s names is there', (document) => {
  const named = [...readFileSync(path.join(root, document), 'utf8').matchAll(/npm (?:run )?(?:-s )?([a-z:-]+)/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !['ci', 'install', 'registry', 'package'].includes(name))
  expect(named.filter((name) => !scripts.includes(name))).toEqual([])
})

test.each(documents)('every file and link %s names is there', (document) => {
  const text = readFileSync(path.join(root, document), 'utf8')
  const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => path.join(path.dirname(document), match[1] ?? ''))
  const files = [...text.matchAll(/`((?:main|renderer|preload|shared|server|build|tests|docs)\/[\w./-]*)`/g)].map(
    (match) => match[1] ?? '',
  )
  expect([...links, ...files].filter((file) => !existsSync(path.join(root, file)))).toEqual([])
})

test('every function docs/domain.md names is exported by a file of its row', () => {
  const rows = readFileSync(path.join(root, 'docs/domain.md'), 'utf8')
    .split('\n')
    .map((row) => row.split('|').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')))
    .filter((cells) => (cells[4] ?? []).some((file) => file.endsWith('.ts')))
  const lost = rows.flatMap(([, , , functions = [], files = []]) => {
    const code = files.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n')
    return functions.filter((name) => !new RegExp(`export (function|const) ${name}\\b`).test(code))
  })
  expect(lost).toEqual([])
  expect(rows.length).toBeGreaterThan(60)
})
