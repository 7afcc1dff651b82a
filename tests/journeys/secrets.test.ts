import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import type { StatisticsPage } from '../support/statistics-page.ts'
import type { Workbench } from '../support/workbench.ts'

/** How every JSON web token begins. */
const TOKEN = 'eyJhbGciOi'
/** A number nobody else types. */
const CANARY = '48151'

/** Every plain file under a folder. */
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => lstatSync(file).isFile())

/** Addresses outside this application that its window asked for. */
const asked: string[] = []

let journey: Journey
let workbench: Workbench
let statistics: StatisticsPage
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
  ;({ workbench, statistics } = await journey.atWork('laptop', 'mara'))
  // Listens beside the guard, which alone decides: what it let through would be completed here.
  await workbench.app.evaluate(({ session }) => {
    const holder = globalThis as unknown as { completed: string[] }
    holder.completed = []
    session.defaultSession.webRequest.onCompleted(({ url }) => void holder.completed.push(url))
  })
  await statistics.type('2026-04-24', 'valetDaily', CANARY)
  await workbench.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
})
afterAll(() => journey.end())

test('the window never holds a token, in its memory or in any storage (security.md 15)', async () => {
  const cdp = await workbench.page.context().newCDPSession(workbench.page)
  const chunks: string[] = []
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk))
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  const heap = chunks.join('')
  // The search finds what is there: the page does know the number that was typed.
  expect([heap.includes(CANARY), heap.includes(TOKEN)]).toEqual([true, false])
  const stored = await workbench.page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    cookies: document.cookie,
  }))
  expect(stored).toEqual({ local: 0, session: 0, databases: 0, cookies: '' })
})

test('while somebody works, the window asks no network for anything (security.md 5)', async () => {
  await workbench.page.reload()
  await statistics.open('0427')
  const completed = await workbench.app.evaluate(() => (globalThis as unknown as { completed: string[] }).completed)
  asked.push(...completed.filter((url) => !/^(app|data|blob|devtools):/.test(url)))
  // The listener hears what there is to hear: the page's own files.
  expect([completed.length > 0, asked]).toEqual([true, []])
})

test('nothing on the disk holds a token, a typed number or a name in the clear, the log least of all (security.md 25, 26, 29, 31)', () => {
  const files = filesUnder(journey.laptop('laptop'))
  const holding = (text: string) =>
    files.filter((file) => readFileSync(file).includes(text)).map((file) => path.basename(file))
  expect(files.map((file) => path.basename(file))).toEqual(
    expect.arrayContaining(['store.db', 'store.db-wal', 'key.json', 'sign-in.sealed', 'frontline.log']),
  )
  expect(holding(TOKEN)).toEqual([])
  expect(holding(CANARY)).toEqual([])
  // Who signed in here is remembered beside the store, for the next start; nowhere else.
  expect(holding('Mara Lindqvist')).toEqual(['profile.json'])
})

test('what is remembered of a person can be read by that person only (security.md 26)', () => {
  const people = filesUnder(path.join(journey.laptop('laptop'), 'people'))
  expect(people.filter((file) => (statSync(file).mode & 0o077) !== 0)).toEqual([])
})

test('somebody else who works on this computer can read nothing of it (security.md 26)', () => {
  const files = filesUnder(path.join(journey.laptop('laptop'), 'people'))
  expect(files.length).toBeGreaterThan(4)
  // As an administrator this test can be somebody else; as anybody else the modes above say it.
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return
  const nobody = { uid: 65_534, gid: 65_534, cwd: '/' }
  const read = files.filter((file) => spawnSync('cat', [file], nobody).status === 0)
  expect(read).toEqual([])
  expect(spawnSync('cat', ['/etc/hostname'], nobody).status).toBe(0)
})

test('a window that dies leaves no picture of its memory behind, and is there again (security.md 25)', async () => {
  const dumps = await workbench.app.evaluate(({ app }) => app.getPath('crashDumps'))
  await workbench.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  await expect
    .poll(() => readFileSync(path.join(journey.laptop('laptop'), 'logs/frontline.log'), 'utf8'))
    .toContain('page gone')
  const found = existsSync(dumps) ? filesUnder(dumps) : []
  expect(found.filter((file) => file.endsWith('.dmp'))).toEqual([])
})
