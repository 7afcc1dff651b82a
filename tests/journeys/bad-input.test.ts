import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { envelope } from '../../shared/contract/api.ts'
import { statisticsApi } from '../../shared/contract/statistics.ts'
import { Journey } from '../support/journey.ts'
import type { StatisticsPage } from '../support/statistics-page.ts'
import { electronBinary, ROOT, settingsOf, unattendedSwitches, type Workbench } from '../support/workbench.ts'

let journey: Journey
let workbench: Workbench
let statistics: StatisticsPage

beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
  ;({ workbench, statistics } = await journey.atWork('mara', 'mara'))
})
afterAll(() => journey.end())

const pill = () => workbench.page.getByTestId('sync-pill')
/** What the API holds as Mara's forecast of valet daily on a day of April. */
const atServer = async (day: string): Promise<number | null | undefined> => {
  const answer = await fetch(`${journey.server.apiUrl}/api/v1/forecasting/statistics/0427/2026-04`, {
    headers: { authorization: `Bearer ${await journey.server.tokenFor('mara')}`, connection: 'close' },
  })
  const { data } = envelope(statisticsApi.read.data).parse(await answer.json())
  return data.days.find(({ date }) => date === day)?.forecast.valetDaily
}
const saved = () => workbench.page.getByTestId('status-saved')

test('an unknown site is said to be unknown', async () => {
  const answer = await workbench.ask((call) => call['sheet.read']({ siteId: '9999', month: '2026-04' }))
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'SITE_NOT_FOUND', message: expect.stringContaining('9999') },
  })
})

test('a malformed period is named, with what would be right', async () => {
  const answer = await workbench.ask((call) => call['sheet.read']({ siteId: '0427', month: '2026-13' }))
  expect(answer).toMatchObject({
    ok: false,
    error: { issues: [{ field: 'month', message: 'Period must look like 2025-04.', providedValue: '2026-13' }] },
  })
})

test('a site of somebody else is neither shown nor read nor written', async () => {
  const owen = await journey.atWork('owen', 'owen')
  expect(await owen.workbench.page.getByTestId(/^site-/).count()).toBe(1)
  const read = await owen.workbench.ask((call) => call['sheet.read']({ siteId: '0431', month: '2026-04' }))
  expect(read).toMatchObject({ ok: false, error: { code: 'SITE_NOT_FOUND' } })
  const answer = await fetch(`${journey.server.apiUrl}/api/v1/forecasting/statistics/0431/2026-04`, {
    headers: { authorization: `Bearer ${await journey.server.tokenFor('owen')}`, connection: 'close' },
  })
  expect([answer.status, ((await answer.json()) as { errors: { code: string }[] }).errors[0]?.code]).toEqual([
    403,
    'INSUFFICIENT_PERMISSIONS',
  ])
  await owen.workbench.close()
})

test('what is no number stays in the editor with the reason, and the cell keeps its number', async () => {
  const before = await statistics.text('2026-04-24', 'valetDaily')
  await statistics.cell('2026-04-24', 'valetDaily').click()
  await workbench.page.keyboard.type('1.2.3')
  await workbench.page.keyboard.press('Enter')
  const { page } = workbench
  expect(await page.locator(':focus').inputValue()).toBe('1.2.3')
  await page.keyboard.press('Escape')
  expect(await statistics.text('2026-04-24', 'valetDaily')).toBe(before)
})

test('a paste with one bad cell changes nothing and says which and why', async () => {
  const before = await statistics.text('2026-04-24', 'valetDaily')
  await statistics.paste('2026-04-24', 'valetDaily', [['71'], ['-3'], ['73']])
  const refused = workbench.page.getByRole('dialog')
  await refused.getByText('-3').first().waitFor()
  await workbench.picture('paste-refused')
  await workbench.page.getByTestId('paste-nothing').click()
  expect(await statistics.text('2026-04-24', 'valetDaily')).toBe(before)
})

test('while the API is down numbers are kept here, and sent when it is back', async () => {
  await journey.server.stopApi()
  await statistics.type('2026-04-24', 'valetDaily', '77')
  await workbench.ask((call) => call['sync.now'](undefined))
  await pill().filter({ hasText: 'Offline · 1 change safe on this laptop' }).waitFor()
  await saved().filter({ hasText: 'Saved on this laptop · 1 change waiting to be sent' }).waitFor()
  await journey.server.startApi()
  await workbench.ask((call) => call['sync.now'](undefined))
  await pill().filter({ hasText: 'Synced' }).waitFor()
  expect(await atServer('2026-04-24')).toBe(77)
})

test('a page in place of the API, as in a hotel’s network, is told apart from it', async () => {
  const port = Number(new URL(journey.server.apiUrl).port)
  await journey.server.stopApi()
  const hotel = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome. Accept our terms.</html>')
  })
  await new Promise<void>((listening) => void hotel.listen(port, '127.0.0.1', () => listening()))
  await statistics.type('2026-04-24', 'valetDaily', '78')
  await workbench.ask((call) => call['sync.now'](undefined))
  await pill().filter({ hasText: 'Network blocked · 1 change waiting to be sent' }).waitFor()
  await new Promise<void>((closed) => {
    hotel.close(() => closed())
    hotel.closeAllConnections()
  })
  await journey.server.startApi()
  await workbench.ask((call) => call['sync.now'](undefined))
  await pill().filter({ hasText: 'Synced' }).waitFor()
  expect(await atServer('2026-04-24')).toBe(78)
})

test('a data service that dies is started again, and what was typed is there', async () => {
  const killed = await workbench.app.evaluate(() => {
    const { _getActiveHandles } = process as unknown as {
      _getActiveHandles: () => { pid?: number; kill?: (signal: string) => void }[]
    }
    const children = _getActiveHandles().filter(
      (handle) => typeof handle.pid === 'number' && typeof handle.kill === 'function',
    )
    for (const child of children) child.kill?.('SIGKILL')
    return children.length
  })
  expect(killed).toBe(1)
  await statistics.type('2026-04-25', 'valetDaily', '79')
  await saved().filter({ hasText: 'Saved on this laptop' }).waitFor()
  await workbench.page.getByTestId('service-restarting').waitFor({ state: 'detached' })
  const sheet = await workbench.ask((call) => call['sheet.read']({ siteId: '0427', month: '2026-04' }))
  expect(sheet.ok && sheet.value.forecast['valetDaily']?.[24]).toBe(79_000_000)
})

test('a second instance shows the first one’s window and ends', async () => {
  const focused = workbench.app.evaluate(
    ({ app }) => new Promise<boolean>((told) => void app.once('second-instance', () => told(true))),
  )
  const { apiUrl, issuerUrl } = journey.server
  const second = spawn(electronBinary(), [...unattendedSwitches(), ROOT], {
    env: settingsOf({ folder: journey.laptop('mara'), apiUrl, issuerUrl }),
    stdio: 'ignore',
  })
  const code = await new Promise<number | null>((ended) => void second.once('exit', ended))
  expect([code, await focused, workbench.app.windows().length]).toEqual([0, true, 1])
})
