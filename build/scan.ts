// `npm run scan`: electronegativity over what main and the preload are made of, and its report judged
// (build/security/scan-report.ts). It is fetched for the run and is no package of ours: it brings 400 others.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { findingsOf, PLANTED } from './security/scan-report.ts'

const SCANNER = '@doyensec/electronegativity@1.10.3'
const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'out/scan')
const report = path.join(root, 'out/scan.sarif')
/** It asks the network for texts and lists it can do without, and would die of not getting them. */
const GO_ON = `for (const it of ['uncaughtException', 'unhandledRejection']) process.on(it, () => {})`

for (const one of [folder, report]) rmSync(one, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
writeFileSync(path.join(folder, PLANTED.file), PLANTED.text)
const goOn = path.join(root, 'out/scan-go-on.mjs')
writeFileSync(goOn, GO_ON)
// File by file and without types: it reads neither TypeScript of today nor a bundle, and says so of neither.
for (const house of ['main', 'preload']) {
  for (const file of readdirSync(path.join(root, house), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    const target = path.join(folder, house, file.replace(/\.ts$/, '.js'))
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, stripTypeScriptTypes(readFileSync(path.join(root, house, file), 'utf8')))
  }
}
const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
spawnSync(
  'npx',
  ['--yes', SCANNER, '--input', folder, '--output', report, '--verbose', 'false', '--electron-version', version],
  {
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: `--import=${pathToFileURL(goOn).href}` },
    timeout: 300_000,
    shell: process.platform === 'win32',
  },
)
try {
  const findings = findingsOf(JSON.parse(readFileSync(report, 'utf8')), folder)
  for (const finding of findings) console.log(`scan: ${finding}`)
  console.log(`scan: ${findings.length} findings nobody has looked at; the report is out/scan.sarif`)
  process.exitCode = findings.length === 0 ? 0 : 1
} catch (thrown) {
  console.error(`scan: it did not run: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  process.exitCode = 1
}
