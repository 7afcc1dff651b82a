import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMonths, businessDay, monthOf } from '../../shared/core/calendar.ts'
import { TIME_ZONE } from '../../shared/core/defaults.ts'
import { freePort } from '../support/free-port.ts'
import { Journey } from '../support/journey.ts'
import { drivableCopy, PACKED, PACKED_BINARY } from '../support/packaged.ts'
import { StatisticsPage } from '../support/statistics-page.ts'
import { settingsOf, unattendedSwitches, type Workbench } from '../support/workbench.ts'

/** An installed application takes the clock's day; the server of this test does too. */
const TODAY = businessDay(Date.now(), TIME_ZONE)
const NEXT_MONTH = addMonths(monthOf(TODAY), 1)

const work = mkdtempSync(path.join(tmpdir(), 'frontline-packaged-'))
let journey: Journey
let drivable: string
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3, today: TODAY })
  drivable = await drivableCopy(path.join(work, 'drivable'))
})
afterAll(async () => {
  await journey.end()
  rmSync(work, { recursive: true, force: true })
})

/** Starts the packaged application as it is, until its log says it started, and tells what it wrote to its console. */
async function startAsIs(binary: string, switches: readonly string[], env: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(work, 'folder-'))
  const { apiUrl, issuerUrl } = journey.server
  const child = spawn(binary, [...unattendedSwitches(), ...switches], {
    env: { ...settingsOf({ folder, apiUrl, issuerUrl }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (told += part.toString()))
  const log = path.join(folder, 'logs/frontline.log')
  await expect.poll(() => existsSync(log) && readFileSync(log, 'utf8').includes('"started"')).toBe(true)
  return {
    told: () => told,
    end: async () => {
      const ended = new Promise((done) => void child.once('exit', done))
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function openNextMonth(workbench: Workbench): Promise<StatisticsPage> {
  const { page } = workbench
  await page.getByTestId('site-0427').click()
  await page.getByTestId('period').selectOption(NEXT_MONTH)
  const statistics = new StatisticsPage(workbench)
  await statistics.cell(`${NEXT_MONTH}-16`, 'valetDaily').waitFor()
  return statistics
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((tell) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      tell(true)
    })
    socket.on('error', () => tell(false))
  })

test('every fuse is as it should be (security.md 16)', async () => {
  const wire = await getCurrentFuseWire(PACKED_BINARY)
  const read = (fuse: FuseV1Options) => FuseState[wire[fuse] ?? 0]
  expect({
    runAsNode: read(FuseV1Options.RunAsNode),
    cookieEncryption: read(FuseV1Options.EnableCookieEncryption),
    nodeOptions: read(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: read(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: read(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: read(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: read(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: 'DISABLE',
    cookieEncryption: 'ENABLE',
    nodeOptions: 'DISABLE',
    inspect: 'DISABLE',
    asarIntegrity: 'ENABLE',
    onlyAsar: 'ENABLE',
    fileProtocol: 'DISABLE',
  })
})

test('only what runs is packed: no source, no map, no test, no package but the store’s', () => {
  const packed = listPackage(path.join(PACKED, 'resources/app.asar'), { isPack: false }).map((file) =>
    file.replaceAll('\\', '/'),
  )
  const files = packed.filter((file) => /\.\w+$/.test(path.basename(file)))
  const known = /^\/(package\.json|out\/(main|preload|renderer)\/|node_modules\/better-sqlite3\/)/
  expect(files.filter((file) => !known.test(file))).toEqual([])
  expect(files.filter((file) => /\.(ts|tsx|map)$|\.test\./.test(file))).toEqual([])
  expect(files.filter((file) => file.endsWith('.node')).length).toBe(1)
  expect(existsSync(path.join(PACKED, 'resources/default_app.asar'))).toBe(false)
})

test('code beside the archive, in NODE_OPTIONS or on the command line does not run (security.md 16, 17)', async () => {
  const mark = path.join(work, 'ran')
  const script = path.join(work, 'hostile.cjs')
  writeFileSync(script, `require('fs').writeFileSync(${JSON.stringify(mark)}, 'ran')`)
  const beside = await drivableCopy(path.join(work, 'beside'))
  const app = path.join(path.dirname(beside), 'resources/app')
  mkdirSync(app)
  writeFileSync(path.join(app, 'package.json'), '{"main":"main.cjs"}')
  writeFileSync(path.join(app, 'main.cjs'), readFileSync(script))
  const first = await startAsIs(beside, [])
  await first.end()
  const second = await startAsIs(PACKED_BINARY, [`--require=${script}`, script], {
    NODE_OPTIONS: `--require ${script}`,
    ELECTRON_RUN_AS_NODE: '1',
  })
  await second.end()
  expect(existsSync(mark)).toBe(false)
})

test('an installed Frontline opens no port to a debugger, whatever it is started with (security.md 18)', async () => {
  const [devtools, inspector] = [await freePort(), await freePort()]
  const started = await startAsIs(PACKED_BINARY, [
    `--remote-debugging-port=${devtools}`,
    `--inspect=127.0.0.1:${inspector}`,
    `--inspect-brk=127.0.0.1:${inspector}`,
  ])
  const open = [await isOpen(devtools), await isOpen(inspector)]
  const told = started.told()
  await started.end()
  expect(open).toEqual([false, false])
  expect(told).not.toMatch(/DevTools listening|Debugger listening/)
})

test('the packaged application signs in, saves, keeps its numbers over a start, and has no developer tools (security.md 18)', async () => {
  const first = await journey.start('packed', { binary: drivable })
  expect(await first.app.evaluate(({ app }) => app.isPackaged)).toBe(true)
  await first.signIn(journey.browser, 'mara')
  const opened = await first.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.openDevTools()
    return contents?.isDevToolsOpened()
  })
  expect(opened).toBe(false)
  const statistics = await openNextMonth(first)
  await statistics.type(`${NEXT_MONTH}-16`, 'valetDaily', '4711')
  await first.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  await first.close()

  const second = await journey.start('packed', { binary: drivable })
  const again = await openNextMonth(second)
  await again.cell(`${NEXT_MONTH}-16`, 'valetDaily').filter({ hasText: '4,711' }).waitFor()
  await second.close()
})
