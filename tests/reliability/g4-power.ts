import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { must } from '../../shared/core/bug.ts'
import { chanceOf } from '../oracle/chance.ts'
import { readCopies } from './disk/copies.ts'
import { ImitatedDisk } from './disk/imitated-disk.ts'
import { buildShim, shimmed } from './disk/shim.ts'
import { troubleIn } from './disk/sound.ts'
import { withStores } from './disk/template.ts'
import { type Change, readTrace } from './disk/trace.ts'
import type { Effort, Goal, Outcome } from './goal.ts'

const SAVES: Readonly<Record<Effort, number>> = { quick: 120, full: 250, long: 500 }
const IMAGES: Readonly<Record<Effort, number>> = { quick: 400, full: 11_000, long: 100_000 }
const MUTANT_IMAGES = 60
const OPENED: Readonly<Record<Effort, number>> = { quick: 25, full: 500, long: 5000 }
const TYPIST = path.join(import.meta.dirname, 'disk/typist.ts')

type Fault = 'none' | 'normal' | 'log-not-synced'

/** Types once with the disk written down, then cuts the power at random points of what was written down. */
async function play(effort: Effort, images: number, seed: number, fault: Fault): Promise<Outcome> {
  const shim = buildShim()
  if (shim.file === null) return { met: false, figure: shim.why, notRunHere: true }
  return withStores(async (copy, root) => {
    const folder = copy()
    const before = filesOf(folder)
    const trace = path.join(root, 'trace')
    const answers = path.join(folder, 'answers')
    const child = spawn(
      process.execPath,
      [TYPIST, folder, '0', String(SAVES[effort]), fault === 'normal' ? 'normal' : 'none', answers],
      { stdio: ['ignore', 'inherit', 'inherit'], env: shimmed(folder, trace) },
    )
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) throw new Error(`the typist ended with ${String(code)}`)
    const changes = readTrace(trace)
    const isLog = (name: string): boolean => fault === 'log-not-synced' && name.endsWith('edits.log')
    const disk = new ImitatedDisk(before, isLog)
    return cutPower({
      images,
      opened: OPENED[effort],
      seed,
      disk,
      changes,
      folder,
      answers,
      image: path.join(root, 'image'),
    })
  })
}

type Cut = {
  readonly images: number
  /** So many of them are also opened as the product opens a store. */
  readonly opened: number
  readonly seed: number
  readonly disk: ImitatedDisk
  readonly changes: readonly Change[]
  readonly folder: string
  readonly answers: string
  readonly image: string
}

async function cutPower({ images, opened, seed, disk, changes, folder, answers, image }: Cut): Promise<Outcome> {
  const random = chanceOf(seed)
  const first = changes.findIndex((change) => change.kind === 'opened' && change.path === answers)
  const points = Array.from({ length: images }, () => random.whole(first, changes.length)).sort((a, b) => a - b)
  const said: string[] = []
  let answerFile = -1
  let at = 0
  let lost = 0
  let worst: string | undefined
  for (const [n, point] of points.entries()) {
    for (; at < point; at += 1) {
      const change = must(changes[at], 'a point lies within the trace')
      if (change.kind === 'opened' && change.path === answers) answerFile = change.fd
      if (change.kind === 'written' && change.fd === answerFile && answerFile >= 0)
        said.push(...numbersIn(change.bytes))
      disk.take(change)
    }
    rmSync(image, { recursive: true, force: true })
    mkdirSync(image)
    disk.leave(folder, image, random)
    const { store, log } = readCopies(image)
    const missing = said.filter((label) => !store.has(label) || !log.has(label))
    if (missing.length > 0) lost += 1
    worst ??=
      missing[0] &&
      `${missing.length} of ${said.length} saves are not in both copies: ${missing[0]}, cut at call ${point}`
    if (worst === undefined && n % Math.floor(points.length / opened) === 0) {
      const trouble = await troubleIn(image)
      if (trouble.length > 0) worst = `cut at call ${point}: ${trouble.join('; ')}`
    }
  }
  const figure = `${points.length} crash images of ${said.length} acknowledged saves, ${lost} with a loss`
  return {
    met: worst === undefined && said.length > 0,
    figure,
    ...(worst !== undefined && { trouble: `seed ${seed}: ${worst}` }),
  }
}

const numbersIn = (bytes: Buffer): string[] =>
  bytes
    .toString()
    .split('\n')
    .filter((line) => /^\d+$/.test(line))
    .map((n) => `number ${n}`)

const filesOf = (folder: string): Map<string, Buffer> =>
  new Map(
    readdirSync(folder)
      .map((name) => path.join(folder, name))
      .filter((name) => statSync(name).isFile())
      .map((name) => [name, readFileSync(name)]),
  )

/** A mutant must be noticed for the loss it makes, not because something else went wrong. */
const isCaught = (fault: Fault) => async (): Promise<boolean> => {
  const { met, trouble } = await play('quick', MUTANT_IMAGES, 4, fault)
  return !met && (trouble?.includes('not in both copies') ?? false)
}

/** The power goes while numbers are saved. Each of the two copies has to hold every acknowledged one by itself. */
export const G4: Goal = {
  id: 'G4',
  title: 'power loss at any call to the disk: no acknowledged cell lost, in store and log alike',
  run: (effort, seed) => play(effort, IMAGES[effort], seed ?? 1, 'none'),
  mutants: [
    { name: 'synchronous=NORMAL', isCaught: isCaught('normal') },
    { name: 'edits.log is not synced', isCaught: isCaught('log-not-synced') },
  ],
}
