// `npm test`: everything that has to hold, in the order in which it fails fastest, stopping at the first that does not.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const root = path.resolve(import.meta.dirname, '..')
const reports = path.join(root, 'out/reports')
const Report = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() })

const npm = (script: string, ...rest: string[]): string[] => [
  'npm',
  'run',
  '-s',
  script,
  ...(rest.length > 0 ? ['--', ...rest] : []),
]
const report = (name: string): string[] => [
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${path.join(reports, `${name}.json`)}`,
]

const STEPS: readonly { readonly what: string; readonly command: readonly string[]; readonly report?: string }[] = [
  { what: 'types', command: npm('types') },
  { what: 'lint', command: npm('lint') },
  { what: 'format', command: ['npx', 'prettier', '--check', '--log-level=warn', '.'] },
  { what: 'rules', command: npm('rules') },
  { what: 'unit tests', command: npm('unit', ...report('unit')), report: 'unit' },
  { what: 'mutants of the tiers', command: npm('mutants', 'shared/calc/internal-revenue/tiers.ts') },
  {
    what: 'reliability',
    command: ['node', 'build/reliability.ts', `--report=${path.join(reports, 'reliability.json')}`],
    report: 'reliability',
  },
  { what: 'build and pack', command: ['node', 'build/pack.ts', 'dir'] },
  { what: 'journeys', command: npm('journeys', ...report('journeys')), report: 'journeys' },
  { what: 'security', command: ['node', 'build/security.ts', '--reports'] },
  { what: 'tour', command: npm('tour') },
]

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
let passed = 0
let failed = 0
for (const step of STEPS) {
  const start = Date.now()
  console.log(`\n— ${step.what}`)
  const [command = '', ...args] = step.command
  const isWindows = process.platform === 'win32'
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: isWindows })
  const ok = done.status === 0
  const tests = step.report === undefined ? undefined : countsOf(step.report)
  passed += tests ? tests.numPassedTests : Number(ok)
  failed += tests ? Math.max(tests.numFailedTests, Number(!ok)) : Number(!ok)
  console.log(`— ${step.what}: ${ok ? 'ok' : 'FAILED'} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
  if (!ok) break
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** What a test run wrote down; a skipped test counts as failed, because it proves nothing. */
function countsOf(name: string): { numPassedTests: number; numFailedTests: number } {
  try {
    const counts = Report.parse(JSON.parse(readFileSync(path.join(reports, `${name}.json`), 'utf8')))
    return { numPassedTests: counts.numPassedTests, numFailedTests: counts.numFailedTests + counts.numPendingTests }
  } catch {
    return { numPassedTests: 0, numFailedTests: 1 }
  }
}
