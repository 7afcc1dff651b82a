// `npm run mutants`: breaks the calculation in every small way Stryker knows and lists the breaks that no test notices.
// `npm run mutants -- shared/calc/payroll` takes one folder or file. docs/mutation.md says what the figures mean.
import { existsSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { ExplainedSurvivors, type Mutant, survivorsAgainst } from './survivors.ts'

const root = path.resolve(import.meta.dirname, '..')
const explained = ExplainedSurvivors.parse(
  JSON.parse(readFileSync(path.join(root, 'tests/mutation/survivors.json'), 'utf8')),
)

process.chdir(root)
// Minutes of both cores: whoever works at the machine goes first.
os.setPriority(15)
process.exitCode = await run((process.argv[2] ?? 'shared/calc').replaceAll('\\', '/').replace(/\/$/, ''))

async function run(target: string): Promise<number> {
  const isCalculation = /^shared\/calc(\/|$)/.test(target) && !target.endsWith('.test.ts')
  if (!isCalculation || !existsSync(target)) {
    console.error(`${target}: name a folder or a file of shared/calc, such as shared/calc/payroll.`)
    return 1
  }
  const inTarget = statSync(target).isDirectory() ? [`${target}/**/*.ts`, '!shared/calc/**/*.test.ts'] : [target]
  const results = await new Stryker({
    configFile: 'tests/mutation/stryker.config.json',
    mutate: inTarget,
  }).runMutationTest()
  const mutants = results.flatMap((result): Mutant[] => {
    const { status, mutatorName, replacement, location } = result
    if (status === 'Ignored' || status === 'Pending') return []
    const file = path.relative(root, result.fileName).replaceAll('\\', '/')
    const isSurvivor = status === 'Survived' || status === 'NoCoverage'
    const outcome = isSurvivor ? 'survived' : status === 'Timeout' ? 'timeout' : 'killed'
    return [{ file, mutator: mutatorName, replacement, outcome, source: readFileSync(file, 'utf8'), location }]
  })
  return report(mutants)
}

function report(mutants: readonly Mutant[]): number {
  const { rows, unexplained, gone } = survivorsAgainst(mutants, explained)
  console.table(rows)
  for (const survivor of unexplained) console.error('No test notices:', survivor)
  for (const entry of gone) console.error('Explained in tests/mutation/survivors.json, but no longer there:', entry)
  const isGood = unexplained.length === 0 && gone.length === 0
  console.log(
    isGood ? 'Every survivor is explained.' : 'Write the test, or explain it in tests/mutation/survivors.json.',
  )
  return isGood ? 0 : 1
}
