// `npm run try-deb`: installs the deb of `npm run pack -- deb` on a bare Debian, starts it as an ordinary person, signs in,
// types, removes the package, installs it again, and finds what was typed. Needs root, for the bare machine; Linux only.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addMonths, businessDay, monthOf } from '../../shared/core/calendar.ts'
import { TIME_ZONE } from '../../shared/core/defaults.ts'
import { Journey } from '../support/journey.ts'
import { letInspectorIn } from '../support/packaged.ts'
import { StatisticsPage } from '../support/statistics-page.ts'
import { ROOT, Workbench } from '../support/workbench.ts'
import { BareMachine } from './bare-machine.ts'

const TODAY = businessDay(Date.now(), TIME_ZONE)
const MONTH = addMonths(monthOf(TODAY), 1)
const PHRASE = 'a long phrase of my own'

const release = path.join(ROOT, 'release')
const deb = existsSync(release) ? readdirSync(release).find((name) => name.endsWith('.deb')) : undefined
if (!deb) throw new Error('There is no deb yet: run `npm run pack -- deb` first.')
const machine = new BareMachine(process.argv[2] ?? path.join(ROOT, 'out/bare-machine'))
const journey = await Journey.begin({ demoSites: 3, today: TODAY })
const step = (what: string) => console.log(`deb: ${what}`)

async function install(): Promise<void> {
  machine.install(path.join(release, deb ?? ''))
  // Playwright needs Node's inspector: the only thing that differs from what is shipped.
  await letInspectorIn(machine.file('opt/Frontline/frontline'))
}

async function start(): Promise<Workbench> {
  const { apiUrl, issuerUrl } = journey.server
  return Workbench.start({ folder: '', apiUrl, issuerUrl, binary: machine.launcher(), sandbox: true })
}

/** Every process that draws a page lives in namespaces of its own and may call little of the kernel. */
function expectSandboxed(): void {
  const renderers = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => [readOf(`/proc/${pid}/cmdline`), readOf(`/proc/${pid}/status`)] as const)
    .filter(([command]) => command.startsWith('/opt/Frontline/frontline') && command.includes('--type=renderer'))
  const open = renderers.filter(([, status]) => !/^Seccomp:\t2$/m.test(status) || !/^NSpid:(\t\d+){2,}$/m.test(status))
  if (renderers.length === 0 || open.length > 0) throw new Error('a page runs without the sandbox')
}

/** A process may end while it is looked at. */
const readOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The command of the desktop's entry, as a desktop runs it with a link: the running Frontline takes it, no second opens. */
async function followLink(exec: string, { app }: Workbench): Promise<void> {
  const taken = app.evaluate(
    ({ app }) => new Promise<string[]>((told) => void app.once('second-instance', (_event, words) => told(words))),
  )
  const [program = '', ...words] = exec.replace('%U', 'com.frontline.workbench:/callback?state=made-up').split(' ')
  const code = await new Promise((ended) => void spawn(machine.launcher(program), words).once('exit', ended))
  if (code !== 0) throw new Error(`the command of the desktop's entry ended with ${String(code)}`)
  const heard = await taken
  if (!heard.includes(words[0] ?? '')) throw new Error(`the link did not arrive: ${heard.join(' ')}`)
  if (app.windows().length !== 1) throw new Error('a link opened a second window')
}

async function openMonth({ page }: Workbench): Promise<void> {
  await page.getByTestId('site-0427').click()
  await page.getByTestId('period').selectOption(MONTH)
}

try {
  machine.prepare()
  step('a bare Debian is there')
  await install()
  const { apiUrl, issuerUrl } = journey.server
  mkdirSync(machine.file('etc/frontline'), { recursive: true })
  writeFileSync(machine.file('etc/frontline/settings.json'), JSON.stringify({ apiUrl, issuer: issuerUrl }))
  const entry = readFileSync(machine.file('usr/share/applications/frontline.desktop'), 'utf8')
  if (!entry.includes('MimeType=x-scheme-handler/com.frontline.workbench;')) throw new Error('no link leads to it')
  const exec = /^Exec=(\/opt\/Frontline\/frontline %U)$/m.exec(entry)?.[1]
  if (exec === undefined) throw new Error('links come with more than themselves')
  step(`${deb} is installed, with what it depends on and nothing else`)

  const first = await start()
  const nextAddress = await first.catchBrowser()
  await first.page.getByTestId('sign-in').click()
  await first.finishSignIn(journey.browser, await nextAddress(), 'mara')
  await first.page.getByTestId('pass-phrase').fill(PHRASE)
  await first.page.getByTestId('pass-phrase-again').fill(PHRASE)
  await first.page.getByTestId('unlock').click()
  expectSandboxed()
  await followLink(exec, first)
  step('its pages run in Chromium’s sandbox; a link through the desktop’s entry reaches it and opens no second window')
  step('Mara signed in, as the settings file of the machine says; there is no key store, so she chose a pass phrase')
  await openMonth(first)
  await new StatisticsPage(first).type(`${MONTH}-16`, 'valetDaily', '4711')
  await first.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  await journey.server.stopApi()
  await new StatisticsPage(first).type(`${MONTH}-17`, 'valetDaily', '4712')
  await first.page.getByTestId('status-saved').filter({ hasText: 'waiting to be sent' }).waitFor()
  await first.picture('deb-installed')
  await first.close()
  step('she typed two numbers; one of them without a network')

  machine.run('apt-get', ['remove', '-y', '-qq', 'frontline'])
  if (existsSync(machine.file('opt/Frontline/frontline'))) throw new Error('the package left its program behind')
  await install()
  step('the package was removed and installed again')

  const second = await start()
  await second.page.getByTestId('pass-phrase').fill(PHRASE)
  await second.page.getByTestId('unlock').click()
  await openMonth(second)
  const again = new StatisticsPage(second)
  for (const [day, text] of [
    ['16', '4,711'],
    ['17', '4,712'],
  ] as const)
    await again.cell(`${MONTH}-${day}`, 'valetDaily').filter({ hasText: text }).waitFor()
  await second.close()
  step('both numbers are there')
} finally {
  await journey.end()
  machine.release()
}
