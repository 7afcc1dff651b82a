import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { API_BASE } from '../../shared/contract/api.ts'
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

/** The folder of the one person of a laptop. */
const personOn = (laptop: string): string => {
  const people = path.join(journey.laptop(laptop), 'people')
  return path.join(people, readdirSync(people).find((name) => /^[0-9a-f]{32}$/.test(name)) ?? 'none')
}
const isRecoverable = async (laptop: string): Promise<void> => {
  await expect.poll(() => readdirSync(personOn(laptop))).toContain('recovery.json')
}

test('a key store that does not answer asks for one sign-in, loses nothing, and opens by itself when it is back', async () => {
  const { workbench, statistics } = await journey.atWork('laptop', 'mara')
  await statistics.type('2026-04-24', 'selfDaily', '78')
  await workbench.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  await isRecoverable('laptop')
  await journey.server.stopApi()
  await statistics.type('2026-04-25', 'selfDaily', '79')
  await workbench.page.getByTestId('status-saved').filter({ hasText: 'waiting to be sent' }).waitFor()
  await workbench.close()

  const locked = await journey.start('laptop', NO_KEY_STORE)
  await locked.page.getByText('Sign in once to open your data again').waitFor()
  expect(await locked.page.getByTestId('locked-waiting').textContent()).toContain('1 change is safe')
  await locked.picture('key-store-locked')
  await locked.close()

  const back = await journey.start('laptop')
  const again = new StatisticsPage(back)
  await again.open('0427')
  expect(await again.text('2026-04-25', 'selfDaily')).toBe('79')
  await back.close()

  // It is gone for good: a sign-in opens the data, a pass phrase locks them from now on, and what waited is sent.
  await journey.server.startApi()
  const recovered = await journey.start('laptop', NO_KEY_STORE)
  const nextAddress = await recovered.catchBrowser()
  await recovered.page.getByTestId('sign-in').click()
  await recovered.finishSignIn(journey.browser, await nextAddress(), 'mara')
  await recovered.page.getByTestId('pass-phrase').fill(PHRASE)
  await recovered.page.getByTestId('pass-phrase-again').fill(PHRASE)
  await recovered.page.getByTestId('unlock').click()
  const whole = new StatisticsPage(recovered)
  await whole.open('0427')
  for (const [day, text] of [
    ['24', '78'],
    ['25', '79'],
  ] as const)
    await whole.cell(`2026-04-${day}`, 'selfDaily').filter({ hasText: text }).waitFor()
  await recovered.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  await recovered.close()
})

test('a laptop that was marked as lost erases its data at its next contact and says so', async () => {
  const { workbench, statistics } = await journey.atWork('lost laptop', 'owen')
  await statistics.type('2026-04-26', 'selfDaily', '80')
  await workbench.page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  await isRecoverable('lost laptop')
  const folder = personOn('lost laptop')
  const { deviceId } = JSON.parse(readFileSync(path.join(folder, 'recovery.json'), 'utf8')) as { deviceId: string }
  const marked = await fetch(`${journey.server.apiUrl}${API_BASE}/sync/laptops/${deviceId}/lost`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await journey.server.tokenFor('ines')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sub: 'owen' }),
  })
  expect(marked.status).toBe(200)
  await workbench.ask((call) => call['sync.now'](undefined)) // it may have heard of it by itself already
  await workbench.page.getByText('This laptop was marked as lost').waitFor()
  await workbench.picture('laptop-lost')
  await expect.poll(() => existsSync(folder)).toBe(false)
  await workbench.close()
})
