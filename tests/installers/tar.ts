// `npm run try-tar`: unpacks the tar.gz of `npm run pack -- tar.gz`, starts what is in it, signs in, types, with and without a
// network, starts it again, and finds what was typed. Linux only.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { addMonths, businessDay, monthOf } from '../../shared/core/calendar.ts'
import { TIME_ZONE } from '../../shared/core/defaults.ts'
import { Journey } from '../support/journey.ts'
import { letInspectorIn } from '../support/packaged.ts'
import { StatisticsPage } from '../support/statistics-page.ts'
import { ROOT, type Workbench } from '../support/workbench.ts'

const TODAY = businessDay(Date.now(), TIME_ZONE)
const MONTH = addMonths(monthOf(TODAY), 1)

const release = path.join(ROOT, 'release')
const archive = readdirSync(release).find((name) => name.endsWith('.tar.gz'))
if (!archive) throw new Error('There is no tar.gz yet: run `npm run pack -- tar.gz` first.')
const folder = mkdtempSync(path.join(tmpdir(), 'frontline-tar-'))
const journey = await Journey.begin({ demoSites: 3, today: TODAY })
const step = (what: string) => console.log(`tar.gz: ${what}`)

async function openMonth({ page }: Workbench): Promise<void> {
  await page.getByTestId('site-0427').click()
  await page.getByTestId('period').selectOption(MONTH)
}

try {
  const unpacked = spawnSync('tar', ['xzf', path.join(release, archive), '-C', folder], { encoding: 'utf8' })
  if (unpacked.status !== 0) throw new Error(unpacked.stderr)
  const [inside = ''] = readdirSync(folder)
  const binary = path.join(folder, inside, 'frontline')
  // Playwright needs Node's inspector: the only thing that differs from what is shipped.
  await letInspectorIn(binary)
  step(`${archive} is unpacked`)

  const first = await journey.start('unpacked', { binary })
  await first.signIn(journey.browser, 'mara')
  await openMonth(first)
  await new StatisticsPage(first).type(`${MONTH}-16`, 'valetDaily', '4711')
  await first.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  await journey.server.stopApi()
  await new StatisticsPage(first).type(`${MONTH}-17`, 'valetDaily', '4712')
  await first.page.getByTestId('status-saved').filter({ hasText: 'waiting to be sent' }).waitFor()
  await first.close()
  step('Mara signed in and typed two numbers; one of them without a network')

  const second = await journey.start('unpacked', { binary })
  await openMonth(second)
  for (const [day, text] of [
    ['16', '4,711'],
    ['17', '4,712'],
  ] as const)
    await new StatisticsPage(second).cell(`${MONTH}-${day}`, 'valetDaily').filter({ hasText: text }).waitFor()
  await second.close()
  step('both numbers are there after the next start')
} finally {
  await journey.end()
  rmSync(folder, { recursive: true, force: true })
}
