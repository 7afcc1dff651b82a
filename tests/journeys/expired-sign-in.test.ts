import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'

/** Access tokens that last shorter than the margin in which the workbench replaces them: each call needs a new one. */
const SECONDS = 5

let journey: Journey
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3, accessTokenSeconds: SECONDS })
})
afterAll(() => journey.end())

test('an expired token is replaced without a word, and a sign-in that ended asks once and loses nothing', async () => {
  const { workbench, statistics } = await journey.atWork('laptop', 'mara')
  const { page } = workbench
  await page.waitForTimeout(SECONDS * 1000)
  await statistics.type('2026-04-24', 'valetDaily', '77')
  await page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()

  await journey.server.forgetSignIns()
  await page.waitForTimeout(SECONDS * 1000)
  await statistics.type('2026-04-24', 'valetDaily', '78')
  await page.getByTestId('needs-sign-in').waitFor()
  await workbench.picture('needs-sign-in')
  await statistics.type('2026-04-25', 'valetDaily', '79')
  await page.getByTestId('status-saved').filter({ hasText: '2 changes waiting to be sent' }).waitFor()

  const nextAddress = await workbench.catchBrowser()
  await page.getByTestId('sign-in-again').click()
  await workbench.finishSignIn(journey.browser, await nextAddress(), 'mara')
  await page.getByTestId('status-saved').filter({ hasText: 'everything sent' }).waitFor()
  expect(await page.getByTestId('needs-sign-in').count()).toBe(0)
})
