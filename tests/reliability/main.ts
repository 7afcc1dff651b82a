// The reliability goals on this machine: `node tests/reliability/main.ts G3 G4 --full --seed 7`. Two goals run beside
// each other, each in a process of its own; those that measure time or memory run alone, last.
import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Effort, Goal } from './goal.ts'
import { GOALS } from './goals.ts'
import { countsOf, runGoal, type Verdict } from './run-goal.ts'

const LANES = 2
/** Goals start the same programs hundreds of times: they are compiled once. */
process.env['NODE_COMPILE_CACHE'] ??= path.join(tmpdir(), 'frontline-compiled')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean' },
    long: { type: 'boolean' },
    seed: { type: 'string' },
    report: { type: 'string' },
    one: { type: 'boolean' },
  },
})
const effort: Effort = values.long ? 'long' : values.full ? 'full' : 'quick'
const seed = values.seed === undefined ? null : Number(values.seed)
const unknown = positionals.filter((name) => !GOALS.some(({ id }) => id === name))

if (seed !== null && !Number.isSafeInteger(seed)) stop(`--seed wants a whole number, not ${values.seed}`)
else if (unknown.length > 0)
  stop(`there is no goal ${unknown.join(', ')}; there are ${GOALS.map(({ id }) => id).join(' ')}`)
else if (values.one) for (const goal of chosen()) process.send?.(await runGoal(goal, effort, seed))
else await runAll(chosen())

function chosen(): Goal[] {
  return GOALS.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
}

async function runAll(goals: readonly Goal[]): Promise<void> {
  const startedAt = performance.now()
  const verdicts: Verdict[] = []
  const queue = goals.filter(({ alone }) => !alone)
  const lane = async (): Promise<void> => {
    for (let goal = queue.shift(); goal; goal = queue.shift()) verdicts.push(say(await inProcess(goal)))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  for (const goal of goals.filter(({ alone }) => alone)) verdicts.push(say(await inProcess(goal)))

  const counts = verdicts.map((verdict) => countsOf(verdict, effort))
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  const notRun = verdicts.filter(({ outcome }) => outcome.notRunHere).length
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(
    `\n${effort}: ${passed} passed, ${failed} failed${notRun > 0 ? `, ${notRun} not run here` : ''} (${seconds} s)`,
  )
  if (values.report) {
    writeFileSync(values.report, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0 }))
  }
  process.exitCode = failed === 0 && verdicts.length > 0 ? 0 : 1
}

/** A goal that brings its process down has failed; the others go on. */
function inProcess(goal: Goal): Promise<Verdict> {
  const flags = [effort === 'quick' ? '' : `--${effort}`, ...(seed === null ? [] : [`--seed=${seed}`])].filter(Boolean)
  const startedAt = performance.now()
  const child = fork(import.meta.filename, ['--one', goal.id, ...flags], { stdio: 'inherit' })
  return new Promise((resolve) => {
    child.once('message', (verdict) => resolve(verdict as Verdict))
    child.once('exit', (code, signal) => {
      const outcome = { met: false, figure: `its process ended with ${String(code ?? signal)}` }
      const seconds = (performance.now() - startedAt) / 1000
      resolve({ id: goal.id, title: goal.title, outcome, mutants: [], seconds })
    })
  })
}

function say(verdict: Verdict): Verdict {
  const { id, title, outcome, mutants, seconds } = verdict
  const met = outcome.notRunHere ? 'not run' : outcome.met ? 'met' : 'MISSED'
  const rows = [
    `\n${id.padEnd(4)} ${met.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${title}`,
    `     ${outcome.figure}`,
    ...(outcome.trouble === undefined ? [] : [`     ${outcome.trouble}`]),
    ...mutants.map(
      ({ name, caught, trouble }) =>
        `     mutant “${name}”: ${caught ? 'caught' : 'NOT CAUGHT'}${trouble === undefined ? '' : ` ${trouble}`}`,
    ),
    ...(mutants.length === 0 && !outcome.notRunHere ? ['     no mutant: this proves nothing'] : []),
  ]
  console.log(rows.join('\n'))
  return verdict
}

function stop(why: string): void {
  console.error(why)
  process.exitCode = 1
}
