import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import { StatisticsPage } from '../support/statistics-page.ts'

let journey: Journey
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
})
afterAll(() => journey.end())

const NO_KEY_STORE = { switches: ['--password-store=basic'] }
const PHRASE = 'a long phrase of my own'

test('a computer without a key store asks for a pass phrase, keeps no sign-in, and opens with that phrase only', async () => {
  const first = await journey.start('old laptop', NO_KEY_STORE)
  const nextAddress = await first.catchBrowser()
  await first.page.getByTestId('sign-in').click()
  await first.finishSignIn(journey.browser, await nextAddress(), 'mara')
  await first.page.getByTestId('pass-phrase').fill(PHRASE)
  await first.page.getByTestId('pass-phrase-again').fill(PHRASE)
  await first.picture('pass-phrase')
  await first.page.getByTestId('unlock').click()
  const statistics = new StatisticsPage(first)
  await statistics.open('0427')
  await statistics.type('2026-04-24', 'valetDaily', '77')
  await first.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  await first.close()
  const people = path.join(journey.laptop('old laptop'), 'people')
  const files = readdirSync(people, { recursive: true, encoding: 'utf8' }).map((file) => path.basename(file))
  expect(files).toContain('key.json')
  expect(files).not.toContain('sign-in.sealed')

  const second = await journey.start('old laptop', NO_KEY_STORE)
  await second.page.getByTestId('pass-phrase').fill('another phrase')
  await second.page.getByTestId('unlock').click()
  await second.page.getByText('That pass phrase does not open your store').waitFor()
  await second.page.getByTestId('pass-phrase').fill(PHRASE)
  await second.page.getByTestId('unlock').click()
  const again = new StatisticsPage(second)
  await again.open('0427')
  await again.cell('2026-04-24', 'valetDaily').filter({ hasText: '77' }).waitFor()
  await second.page.getByTestId('needs-sign-in').waitFor()
  await second.close()
})

test('a key store that does not answer blocks with words, loses nothing, and opens when it is back', async () => {
  const { workbench, statistics } = await journey.atWork('laptop', 'mara')
  await statistics.type('2026-04-24', 'selfDaily', '78')
  await workbench.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  await workbench.close()

  const locked = await journey.start('laptop', NO_KEY_STORE)
  await locked.page.getByText('does not answer. Your store is untouched').waitFor()
  await locked.picture('key-store-locked')
  await locked.close()

  const back = await journey.start('laptop')
  const again = new StatisticsPage(back)
  await again.open('0427')
  expect(await again.text('2026-04-24', 'selfDaily')).toBe('78')
  await back.close()
})
