// `npm run try-deb`: installs the deb of `npm run pack -- deb` on a bare Debian, starts it as an ordinary person, signs in,
// types, removes the package, installs it again, and finds what was typed. Needs root, for the bare machine; Linux only.
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
  return Workbench.start({ folder: '', apiUrl, issuerUrl, binary: machine.launcher(), switches: [] })
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
  if (!/^Exec=\/opt\/Frontline\/frontline %U$/m.test(entry)) throw new Error('links come with more than themselves')
  step(`${deb} is installed, with what it depends on and nothing else`)

  const first = await start()
  const nextAddress = await first.catchBrowser()
  await first.page.getByTestId('sign-in').click()
  await first.finishSignIn(journey.browser, await nextAddress(), 'mara')
  await first.page.getByTestId('pass-phrase').fill(PHRASE)
  await first.page.getByTestId('pass-phrase-again').fill(PHRASE)
  await first.page.getByTestId('unlock').click()
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
