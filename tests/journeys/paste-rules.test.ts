import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import type { StatisticsPage } from '../support/statistics-page.ts'
import type { Workbench } from '../support/workbench.ts'

let journey: Journey
let workbench: Workbench
let statistics: StatisticsPage
let page: Page
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
  const started = await journey.atWork('maras laptop', 'mara')
  workbench = started.workbench
  statistics = started.statistics
  page = workbench.page
})
afterAll(() => journey.end())

/** What is stored of Valet daily in two months; runs inside the page, so it leans on nothing around it. */
const stored = () =>
  workbench.ask(async (call) => {
    const months = await Promise.all(
      ['2026-04', '2026-05'].map(async (month) => {
        const reply = await call['sheet.read']({ siteId: '0427', month })
        return [month, reply.ok ? (reply.value.forecast['valetDaily'] ?? []) : []] as const
      }),
    )
    return Object.fromEntries(months)
  })
const day = async (period: string) => (await stored())[period.slice(0, 7)]?.[Number(period.slice(8)) - 1] ?? null
const vehicles = (count: number) => count * 1_000_000

/** A picture in light, in dark, and 768 pixels wide. */
async function pictures(name: string): Promise<void> {
  const wide = await workbench.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentSize())
  const resize = (size: readonly [number, number]) =>
    workbench.app.evaluate(
      ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      size,
    )
  const theme = (to: string) => page.evaluate((name) => (document.documentElement.dataset['theme'] = name), to)
  await workbench.picture(name)
  await theme('dark')
  await workbench.picture(`${name}-dark`)
  await theme('light')
  await resize([768, 1024])
  await page.waitForFunction(() => window.innerWidth <= 768)
  await workbench.picture(`${name}-768`)
  await resize([wide?.[0] ?? 1440, wide?.[1] ?? 900])
  await page.waitForFunction(() => window.innerWidth > 768)
}

test('C4: days past the end of the month go on in the next one, each part saved and undone by itself', async () => {
  const before = [await day('2026-04-30'), await day('2026-05-01'), await day('2026-05-02')]
  await statistics.paste('2026-04-30', 'valetDaily', [['81'], ['82'], ['83']])
  await page.getByTestId('paste-go-on').waitFor()
  await pictures('paste-past-month')
  await page.getByTestId('paste-go-on').click()
  await expect.poll(() => day('2026-05-02')).toBe(vehicles(83))
  expect([await day('2026-04-30'), await day('2026-05-01')]).toEqual([81, 82].map(vehicles))
  await statistics.cell('2026-05-01', 'valetDaily').filter({ hasText: '82' }).waitFor()
  await workbench.picture('paste-gone-on')
  await page.keyboard.press('Control+Z')
  await expect.poll(async () => [await day('2026-05-01'), await day('2026-05-02')]).toEqual(before.slice(1))
  expect(await day('2026-04-30')).toBe(vehicles(81))
  await page.keyboard.press('Control+Z')
  await expect.poll(() => day('2026-04-30')).toBe(before[0])
})

test('C4: a number pasted onto a week asks how it is spread, and comes to it exactly', async () => {
  await statistics.cell('2026-04-24', 'valetDaily').waitFor()
  await statistics.paste('week-2026-04-19', 'valetDaily', [['701']])
  const dialog = page.getByTestId('spread-pasted')
  await dialog.getByTestId('change-shares').waitFor()
  await pictures('paste-onto-week')
  await dialog.getByRole('button', { name: 'Change' }).click()
  const week = async () =>
    ((await stored())['2026-04'] ?? []).slice(18, 25).reduce<number>((sum, value) => sum + (value ?? 0), 0)
  await expect.poll(week).toBe(vehicles(701))
  await statistics.paste('total', 'valetDaily', [['3000']])
  await dialog.getByRole('heading', { name: 'Spread over Valet daily, April' }).waitFor()
  await page.keyboard.press('Escape')
})

test('C4: a number that is cut takes its comment along, offline, for everybody, and back with one undo', async () => {
  const { workbench: dana } = await journey.atWork('danas laptop', 'dana')
  const standsOn = (who: Workbench) =>
    who.ask(async (call) => {
      const reply = await call['comments.read']({ siteId: '0427' })
      return reply.ok ? reply.value.comments.map(({ period }) => period) : []
    })
  const atDana = async () => {
    await dana.ask((call) => call['sync.now'](undefined))
    return standsOn(dana)
  }
  await statistics.type('2026-04-22', 'valetDaily', '96')
  await statistics.cell('2026-04-22', 'valetDaily').click()
  await page.keyboard.press('Shift+F2')
  await page.getByTestId('comment-text').fill('A convention.')
  await page.getByTestId('comment-say').click()
  await expect.poll(atDana, { timeout: 20_000 }).toEqual(['2026-04-22'])

  await journey.server.stopApi()
  await statistics.cell('2026-04-22', 'valetDaily').click()
  await page.keyboard.press('Control+X')
  await page.getByText('Cut 1 cell').waitFor()
  await statistics.cell('2026-04-23', 'valetDaily').click()
  await page.keyboard.press('Control+V')
  await expect.poll(() => standsOn(workbench)).toEqual(['2026-04-23'])
  await expect.poll(() => statistics.cell('2026-04-23', 'valetDaily').getAttribute('class')).toContain('comments-1')
  await page.keyboard.press('Shift+F2')
  await page.getByTestId('comment-box').getByText('A convention.').waitFor()
  await pictures('moved-comment')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Z')
  await expect.poll(() => standsOn(workbench)).toEqual(['2026-04-22'])
  await page.keyboard.press('Control+Y')
  await expect.poll(() => standsOn(workbench)).toEqual(['2026-04-23'])
  await journey.server.startApi()
  await workbench.ask((call) => call['sync.now'](undefined))
  await expect.poll(atDana, { timeout: 20_000 }).toEqual(['2026-04-23'])
  await expect.poll(() => workbench.page.getByTestId('status-saved').innerText()).toContain('everything sent')
})
