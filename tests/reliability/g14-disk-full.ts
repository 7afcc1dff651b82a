import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openStore } from '../../main/data-service/db/open.ts'
import { AppError } from '../../shared/core/errors.ts'
import { A_KEY } from '../support/data-service.ts'
import { readCopies } from './disk/copies.ts'
import type { Failed } from './disk/failing-disk.ts'
import { buildShim, shimmed } from './disk/shim.ts'
import { withStores } from './disk/template.ts'
import { typeNumber } from './disk/typing.ts'
import type { Effort, Goal, Outcome } from './goal.ts'

/** The disk fails at the nth call, for n up to this. */
const LAST = 500
/** Every so many of them. */
const STEP: Readonly<Record<Effort, number>> = { quick: 17, full: 1, long: 1 }
const CHILD = path.join(import.meta.dirname, 'disk/failing-disk.ts')
const UNREADABLE = path.join(import.meta.dirname, 'disk/unreadable-disk.ts')
/** Of the reads of an opening, every so many fail. */
const READS: Readonly<Record<Effort, number>> = { quick: 37, full: 3, long: 1 }

/** A process that ended early has proved nothing. */
const FEWEST = 90

/** From the nth call on full or broken; broken once; read-only from the start. */
type Disk = 'full' | 'broken' | 'hiccup' | 'read-only'
type Fault = 'none' | 'swallows' | 'keeps-refused'

const failing = (template: string, root: string, step: number, disk: Disk, fault: Fault): Promise<Failed[]> =>
  played(root, [CHILD, root, template, String(LAST), String(step), disk, fault])

/** A disk that takes everything and does not give its bytes back while the store is opened. */
const unreadable = (template: string, root: string, step: number): Promise<Failed[]> =>
  played(root, [UNREADABLE, root, template, String(step)])

async function played(root: string, args: readonly string[]): Promise<Failed[]> {
  mkdirSync(root)
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: shimmed(root),
  })
  const found: Failed[] = []
  for await (const line of createInterface({ input: child.stdout })) found.push(JSON.parse(line) as Failed)
  return found
}

/** SQLite's own limit on pages: the same refusal as a full disk, without a shim. */
async function fullByPages(folder: string): Promise<string[]> {
  const store = await openStore(folder, A_KEY)
  const pages = store.db.pragma('page_count', { simple: true }) as number
  store.db.pragma(`max_page_count = ${pages + 2}`)
  const said: string[] = []
  const refused: string[] = []
  for (let n = 0; n < 200; n += 1) {
    try {
      typeNumber(store, n)
      said.push(`number ${n}`)
    } catch (thrown) {
      refused.push(thrown instanceof AppError ? thrown.code : String(thrown))
    }
  }
  store.db.pragma('max_page_count = 4294967294')
  typeNumber(store, 200)
  store.close()
  const { store: stored, log } = readCopies(folder)
  return [
    ...said.filter((label) => !stored.has(label) || !log.has(label)).map((label) => `${label} is lost`),
    ...refused.filter((code) => code !== 'DISK_FULL').map((code) => `a full store says ${code}`),
    ...(refused.length === 0 ? ['it never was full'] : []),
    ...(stored.has('number 200') ? [] : ['nothing can be typed when space is back']),
  ]
}

async function prove(effort: Effort): Promise<Outcome> {
  const shim = buildShim()
  if (shim.file === null) return { met: false, figure: shim.why, notRunHere: true }
  return withStores(async (copy, root) => {
    const template = copy()
    const step = STEP[effort]
    const play = (disk: Disk, every: number) => failing(template, path.join(root, disk), every, disk, 'none')
    const runs = [
      ...(await play('full', step)),
      ...(await play('broken', step)),
      ...(await play('hiccup', step)),
      ...(await play('read-only', LAST)),
      ...(await unreadable(template, path.join(root, 'unreadable'), READS[effort])),
    ]
    const trouble = [
      ...runs.flatMap(({ n, trouble }) => trouble.map((text) => `from call ${n}: ${text}`)),
      ...(await fullByPages(copy())),
    ]
    if (runs.length < FEWEST) trouble.push(`only ${runs.length} were played`)
    const felt = runs.filter((run) => run.felt.length > 0).length
    const acknowledged = runs.reduce((sum, run) => sum + run.acknowledged, 0)
    return {
      met: trouble.length === 0 && felt > runs.length / 2,
      figure: `${runs.length} failing disks, ${felt} felt and told in words, ${acknowledged} acknowledged saves, ${trouble.length} troubles`,
      ...(trouble.length > 0 && { trouble: trouble.slice(0, 6).join('; ') }),
    }
  })
}

const isCaught = (disk: Disk, every: number, fault: Fault) => (): Promise<boolean> =>
  withStores(async (copy, root) => {
    const runs = await failing(copy(), path.join(root, disk), every, disk, fault)
    return runs.some(({ trouble }) => trouble.length > 0)
  })

/** The disk is full, broken, read-only or gives no bytes from some call on, and is whole again later. */
export const G14: Goal = {
  id: 'G14',
  title:
    'disk full, read-only, broken or unreadable from any call on: nothing acknowledged lost, said in words, works again later',
  run: prove,
  mutants: [
    { name: 'a failing log is not told', isCaught: isCaught('hiccup', 4, 'swallows') },
    { name: 'the log keeps what was refused', isCaught: isCaught('broken', 25, 'keeps-refused') },
  ],
}
