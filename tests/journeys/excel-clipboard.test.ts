import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import type { StatisticsPage } from '../support/statistics-page.ts'
import type { Workbench } from '../support/workbench.ts'

let journey: Journey
let workbench: Workbench
let statistics: StatisticsPage
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
  const started = await journey.atWork('laptop', 'mara')
  workbench = started.workbench
  statistics = started.statistics
})
afterAll(() => journey.end())

test('Excel’s own form on the system’s clipboard is pasted with every digit it holds', async () => {
  const names =
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
  const data = ['96.125', '97.5']
    .map((value) => `<Row><Cell><Data ss:Type="Number">${value}</Data></Cell></Row>`)
    .join('')
  const xml = `<?xml version="1.0"?><Workbook ${names}><Worksheet ss:Name="a"><Table>${data}</Table></Worksheet></Workbook>`
  await workbench.app.evaluate(({ clipboard }, text) => {
    // The runtime of the tests still has the older clipboard.
    const older = clipboard as unknown as { writeBuffer: (form: string, bytes: Buffer) => void }
    older.writeBuffer('XML Spreadsheet', Buffer.from(`${text}\0`))
  }, xml)
  await statistics.cell('2026-04-24', 'valetDaily').click()
  await workbench.page.keyboard.press('Control+V')
  const stored = () =>
    workbench.ask(async (call) => {
      const reply = await call['sheet.read']({ siteId: '0427', month: '2026-04' })
      return reply.ok ? [reply.value.forecast['valetDaily']?.[23], reply.value.forecast['valetDaily']?.[24]] : []
    })
  await expect.poll(stored).toEqual([96_130_000, 97_500_000])
  await expect.poll(() => workbench.page.getByTestId('notice').innerText()).toContain('Rounded to 96.13')
})
