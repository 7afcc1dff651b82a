import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { type Chance, chanceOf } from '../oracle/chance.ts'
import { readCopies } from './disk/copies.ts'
import { troubleIn } from './disk/sound.ts'
import { withStores } from './disk/template.ts'
import type { Effort, Goal, Outcome } from './goal.ts'

const KILLS: Readonly<Record<Effort, number>> = { quick: 60, full: 1000, long: 10_000 }
/** A store is killed so often before the next fresh one. */
const KILLS_A_STORE = 20
const TYPIST = path.join(import.meta.dirname, 'disk/typist.ts')

/** Longer than a few saves take on a slow disk. */
const LATEST_MS = 40

type Fault = 'none' | 'answer-first' | 'no-transaction'

/** Types into a folder until it is killed, `ms` after it began; gives the numbers it called saved. */
function typeUntilKilled(folder: string, first: number, ms: number, fault: Fault): Promise<number[]> {
  const child = spawn(process.execPath, [TYPIST, folder, String(first), '100000', fault, '3'], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  })
  const said: number[] = []
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdio[3] as Readable })
    lines.on('line', (line) => {
      if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), ms)
      else said.push(Number(line))
    })
    lines.on('close', () => {
      if (child.exitCode === null || child.signalCode === 'SIGKILL') resolve(said)
      else reject(new Error(`the typist ended with ${child.exitCode}`))
    })
  })
}

async function play(kills: number, random: Chance, fault: Fault): Promise<Outcome> {
  return withStores(async (copy) => {
    let answers = 0
    let folder = ''
    let said: string[] = []
    for (let kill = 0; kill < kills; kill += 1) {
      if (kill % KILLS_A_STORE === 0) {
        folder = copy()
        said = []
      }
      const ms = random.whole(0, LATEST_MS)
      const saved = await typeUntilKilled(folder, kill * 1000, ms, fault)
      answers += saved.length
      said.push(...saved.map((n) => `number ${n}`))
      const { store, log } = readCopies(folder)
      const lost = said.filter((label) => !store.has(label) || !log.has(label))
      const trouble = [...lost.map((label) => `${label} is lost`), ...(await troubleIn(folder))]
      if (trouble.length > 0) {
        const figure = `${kill + 1} kills, ${answers} answers, ${lost.length} lost`
        return { met: false, figure, trouble: `killed after ${ms} ms: ${trouble.slice(0, 5).join('; ')}` }
      }
    }
    return {
      met: answers > kills / 4,
      figure: `${kills} kills, ${answers} answers, 0 lost, 0 damaged, 0 torn gestures`,
    }
  })
}

const isCaught = (fault: Fault) => async (): Promise<boolean> => !(await play(KILLS.quick, chanceOf(3), fault)).met

/** The process that saves is killed while it saves. Says nothing about a power cut: that is G4. */
export const G3: Goal = {
  id: 'G3',
  title: 'kill -9 at random points: no acknowledged cell lost, store and outbox whole',
  run: (effort, seed) => play(KILLS[effort], chanceOf(seed ?? 1), 'none'),
  mutants: [
    { name: 'saved is said before it is', isCaught: isCaught('answer-first') },
    { name: 'a gesture is not one transaction', isCaught: isCaught('no-transaction') },
  ],
}
