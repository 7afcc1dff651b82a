// `npm run security`: the 48 items of security, one row each: the check, and whether it passed. It runs the tests the rows
// name; `-- --reports` takes them from the reports a run of `npm test` just left. A check that did not run fails its row.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { billOfMaterials } from './security/bill-of-materials.ts'
import { ITEMS } from './security/items.ts'
import { judge, type RanTest } from './security/judge.ts'
import { checkAudit, checkElectronVersion } from './security/outside.ts'

const root = path.resolve(import.meta.dirname, '..')
const reports = path.join(root, 'out/reports')
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

if (!process.argv.includes('--reports')) runWhatIsNamed()
writeBill()
const ran = ['unit', 'journeys'].flatMap(testsOf)
const rows = judge(ran, { 'electron-version': checkElectronVersion, audit: checkAudit })
console.log('')
for (const { number, title, verdict, check, elsewhere } of rows) {
  console.log(`${String(number).padStart(2)} ${verdict} ${title}\n        ${check}`)
  if (elsewhere) console.log(`        checked elsewhere: ${elsewhere}`)
}
const failed = rows.filter(({ verdict }) => verdict === 'FAIL')
console.log(`\nsecurity: ${rows.length - failed.length} of ${rows.length} items pass, ${failed.length} fail`)
process.exitCode = failed.length === 0 ? 0 : 1

/** Runs the unit tests and the journeys that any row names, and packs the application first, which some of them need. */
function runWhatIsNamed(): void {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const places = [...new Set(ITEMS.flatMap(({ proofs }) => proofs.map(([place]) => place)))]
  // What stands in suites for several databases is run over the embedded one.
  const named = places.map((place) => (place === 'server/' ? 'server/app.test' : place))
  const isJourney = (place: string) => /^tests\/(electron|journeys)\//.test(place)
  const report = (name: string) => [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports}/${name}.json`,
  ]
  run('npx', ['vitest', 'run', ...named.filter((place) => !isJourney(place)), ...report('unit')])
  run('node', ['build/pack.ts', 'dir'])
  run('node', ['build/journeys.ts', ...named.filter(isJourney), ...report('journeys')])
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
}

function testsOf(name: string): RanTest[] {
  const file = path.join(reports, `${name}.json`)
  if (!existsSync(file)) return []
  return Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults.flatMap((result) =>
    result.assertionResults.map(({ fullName, status }) => ({
      file: path.relative(root, result.name).replaceAll('\\', '/'),
      name: fullName,
      passed: status === 'passed',
    })),
  )
}

/** The software bill of materials of what ships (CycloneDX 1.6), beside the installers. */
function writeBill(): void {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    name: string
    version: string
  }
  const { components } = billOfMaterials(root)
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version } },
    components: components.map((one) => ({
      type: 'library',
      name: one.name,
      version: one.version,
      purl: `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`,
      licenses: [{ expression: one.licenses.join(' OR ') }],
    })),
  }
  mkdirSync(path.join(root, 'out'), { recursive: true })
  writeFileSync(path.join(root, 'out/bill-of-materials.cdx.json'), JSON.stringify(bill, null, 2))
}
