import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { chanceOf } from '../oracle/chance.ts'
import { readCopies } from './disk/copies.ts'
import type { Answer, Order } from './disk/racer.ts'
import { troubleIn } from './disk/sound.ts'
import { withStores } from './disk/template.ts'
import type { Effort, Goal, Outcome } from './goal.ts'

const RACES: Readonly<Record<Effort, number>> = { quick: 60, full: 200, long: 2000 }
const MOST_KNOCKS = 50
const RACER = path.join(import.meta.dirname, 'disk/racer.ts')

async function startRacer(): Promise<ChildProcess> {
  const child = fork(RACER, { stdio: 'inherit' })
  await once(child, 'message')
  return child
}

async function tell(child: ChildProcess, order: Order): Promise<Answer> {
  const answer = once(child, 'message')
  child.send(order)
  const [found] = (await answer) as [Answer]
  return found
}

/** Two processes want one store, again and again; now and then the winner is killed where it stands. */
async function race(races: number, seed: number, fault: 'none' | 'lock-deleted'): Promise<Outcome> {
  const random = chanceOf(seed)
  return withStores(async (copy) => {
    const folder = copy()
    const racers = [await startRacer(), await startRacer()]
    const said: string[] = []
    const trouble: string[] = []
    let kills = 0
    for (let n = 0; n < races && trouble.length === 0; n += 1) {
      const isTogether = random.percent(60)
      const open = (racer: ChildProcess): Promise<Answer> => tell(racer, { do: 'open', folder })
      let answers: Answer[] = []
      // Two that knock at the same moment may both be sent away; a person's start waits for seconds and knocks again.
      for (let knocks = isTogether ? MOST_KNOCKS : 0; knocks > 0; knocks -= 1) {
        answers = await Promise.all(racers.map(open))
        if (answers.some(({ won }) => won)) break
      }
      for (const racer of isTogether ? [] : racers) {
        answers.push(await open(racer))
        if (fault === 'lock-deleted') rmSync(path.join(folder, 'store.lock'), { force: true })
      }
      const winners = racers.filter((_, i) => answers[i]?.won)
      if (winners.length !== 1)
        trouble.push(
          `race ${n}: ${winners.length} have the store open: ${answers.map(({ words }) => words).join(' | ')}`,
        )
      for (const { won, words } of answers) {
        if (
          !won &&
          !words.startsWith('STORE_UNREADABLE Your store is open in another Frontline on this computer (process ')
        )
          trouble.push(`race ${n}: told as ${words}`)
      }
      const typed = await Promise.all(winners.map((racer) => tell(racer, { do: 'type', n })))
      if (typed.some(({ won }) => !won)) trouble.push(`race ${n}: somebody else wrote too`)
      said.push(`number ${n}`)
      const [winner] = winners
      if (winner && random.percent(8)) {
        kills += 1
        winner.kill('SIGKILL')
        await once(winner, 'exit')
        racers[racers.indexOf(winner)] = await startRacer()
      } else for (const racer of winners) await tell(racer, { do: 'close' })
    }
    for (const racer of racers) {
      racer.kill('SIGKILL')
      if (racer.exitCode === null && racer.signalCode === null) await once(racer, 'exit')
    }
    const { store, log } = readCopies(folder)
    const lost = said.filter((label) => !store.has(label) || !log.has(label))
    if (trouble.length === 0) trouble.push(...lost.map((label) => `${label} is lost`), ...(await troubleIn(folder)))
    return {
      met: trouble.length === 0,
      figure: `${said.length} races, one writer each time, ${kills} winners killed, ${lost.length} of ${said.length} numbers lost`,
      ...(trouble.length > 0 && { trouble: `seed ${seed}: ${trouble.slice(0, 3).join('; ')}` }),
    }
  })
}

/** Frontline is started twice on one store. That windows of one start share a process is the journeys' to show. */
export const G19: Goal = {
  id: 'G19',
  title: 'two starts on one store: one writer, always, and a killed one leaves no lock',
  run: (effort, seed) => race(RACES[effort], seed ?? 1, 'none'),
  mutants: [{ name: 'the lock is deleted', isCaught: async () => !(await race(20, 19, 'lock-deleted')).met }],
}
