import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright'
import type { StatisticsLineId } from '../../shared/categories/statistics.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { launchBrowser } from '../support/browser.ts'
import { readMonth } from '../support/read-workbook.ts'
import { type RunningServer, runningServer } from '../support/running-server.ts'
import { StatisticsPage } from '../support/statistics-page.ts'
import { Workbench } from '../support/workbench.ts'

/** What is typed, one cell at a time, and pasted, as one block: no two numbers alike. */
const TYPED = [
  ['2026-04-15', 'valetDaily', '96'],
  ['2026-04-16', 'valetDaily', '123'],
  ['2026-04-17', 'selfDaily', '1,204'],
] as const
const BLOCK = [
  ['41', '12'],
  ['43', '14'],
  ['47', '16'],
] as const
const BLOCK_AT = {
  days: ['2026-04-21', '2026-04-22', '2026-04-23'],
  lines: ['valetMonthly', 'valetAggregator'],
} as const

type Step = readonly [what: string, run: () => Promise<string | undefined>]

/** The main job from sign-in to export, with a power cut in the middle; every step throws when it did not happen. */
export class Tour {
  readonly #folder: string
  readonly #laptop = mkdtempSync(path.join(tmpdir(), 'frontline-tour-'))
  #server: RunningServer | undefined
  #browser: Browser | undefined
  #mara: Workbench | undefined
  #dana: Workbench | undefined
  #revenueBefore = ''

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  steps(): Step[] {
    return [
      ['the API, its demonstration data and the stand-in sign-in start', () => this.#startServer()],
      ['Mara signs in through the provider’s page in a browser', () => this.#signIn()],
      ['she opens Harbor Grand Hotel, April 2026, and its P&L', () => this.#open()],
      ['the API is stopped', () => this.#goOffline()],
      ['she types and pastes with no network', () => this.#edit()],
      ['the power fails (SIGKILL)', () => this.#kill()],
      ['started again with no network, every number is there', () => this.#reopen()],
      ['the API is back and everything is sent', () => this.#sync()],
      ['the P&L figure changed', () => this.#profitAndLoss()],
      ['Dana, the district manager, sees Mara’s numbers on another laptop', () => this.#second()],
      ['the month is exported to Excel with live formulas', () => this.#export()],
    ]
  }

  async pictureOfFailure(): Promise<void> {
    await this.#mara?.picture('failure-mara', this.#folder).catch(() => {})
    await this.#dana?.picture('failure-dana', this.#folder).catch(() => {})
  }

  async close(): Promise<void> {
    await this.#mara?.close().catch(() => {})
    await this.#dana?.close().catch(() => {})
    await this.#browser?.close()
    await this.#server?.close()
    rmSync(this.#laptop, { recursive: true, force: true })
  }

  async #startServer(): Promise<string> {
    this.#server = await runningServer({ demoSites: 6, today: DEMO_TODAY })
    this.#browser = await launchBrowser()
    return this.#server.apiUrl
  }

  async #signIn(): Promise<undefined> {
    this.#mara = await this.#start('mara')
    await this.#picture('01-sign-in')
    await this.#mara.signIn(there(this.#browser), 'mara')
  }

  async #open(): Promise<string> {
    const { page } = there(this.#mara)
    await new StatisticsPage(there(this.#mara)).open('0427')
    await page
      .getByTestId('sync-pill')
      .filter({ hasText: /all changes sent|up to date|synced/i })
      .waitFor()
    await this.#picture('02-statistics')
    this.#revenueBefore = await this.#aprilRevenue()
    return `External revenue of April ${this.#revenueBefore}`
  }

  async #goOffline(): Promise<undefined> {
    await there(this.#server).stopApi()
    await new StatisticsPage(there(this.#mara)).open('0427')
  }

  async #edit(): Promise<string> {
    const statistics = new StatisticsPage(there(this.#mara))
    for (const [day, line, text] of TYPED) await statistics.type(day, line, text)
    await statistics.paste(BLOCK_AT.days[0], BLOCK_AT.lines[0], BLOCK)
    await this.#expectNumbers(there(this.#mara))
    await this.#waitForPill(/offline/i)
    await this.#picture('03-offline')
    return `${TYPED.length} typed, ${BLOCK.flat().length} pasted`
  }

  async #kill(): Promise<undefined> {
    await there(this.#mara).kill()
  }

  async #reopen(): Promise<undefined> {
    this.#mara = await this.#start('mara')
    await new StatisticsPage(this.#mara).open('0427')
    await this.#expectNumbers(this.#mara)
    await this.#picture('04-after-power-cut')
  }

  async #sync(): Promise<undefined> {
    await there(this.#server).startApi()
    await there(this.#mara).ask((call) => call['sync.now'](undefined))
    await this.#waitForPill(/all changes sent|up to date|synced/i)
    await this.#picture('05-sent')
  }

  async #profitAndLoss(): Promise<string> {
    const after = await this.#aprilRevenue()
    if (after === this.#revenueBefore) throw new Error(`External revenue of April is still ${after}`)
    await there(this.#mara).page.getByTestId('pl-chart').locator('svg').first().waitFor()
    await this.#picture('06-profit-and-loss')
    return `${this.#revenueBefore} → ${after}`
  }

  async #second(): Promise<undefined> {
    this.#dana = await this.#start('dana')
    await this.#dana.signIn(there(this.#browser), 'dana')
    await new StatisticsPage(this.#dana).open('0427')
    await this.#expectNumbers(this.#dana)
    await this.#dana.picture('07-district-manager', this.#folder)
  }

  async #export(): Promise<string> {
    const mara = there(this.#mara)
    const file = path.join(this.#folder, 'Forecast 0427 2026-04.xlsx')
    await mara.chooseFile(file)
    await new StatisticsPage(mara).open('0427')
    await mara.page.getByTestId('export').click()
    await mara.page.getByTestId('export-go').click()
    await mara.page
      .getByText(/Exported/)
      .first()
      .waitFor()
    const month = await readMonth(file)
    for (const [day, line, text] of this.#expected())
      if (month.value(day, line) !== Number(text.replaceAll(',', '')))
        throw new Error(`The workbook has ${month.value(day, line)} for ${line} on ${day}, not ${text}`)
    if (month.formulas === 0) throw new Error('The workbook has no formulas')
    return `${month.formulas} formulas`
  }

  #start(person: string): Promise<Workbench> {
    const { apiUrl, issuerUrl } = there(this.#server)
    return Workbench.start({ folder: path.join(this.#laptop, person), apiUrl, issuerUrl, today: DEMO_TODAY })
  }

  async #picture(name: string): Promise<void> {
    await there(this.#mara).picture(name, this.#folder)
  }

  async #waitForPill(words: RegExp): Promise<void> {
    await there(this.#mara).page.getByTestId('sync-pill').filter({ hasText: words }).waitFor()
  }

  async #aprilRevenue(): Promise<string> {
    const { page } = there(this.#mara)
    await page.getByRole('tab', { name: /P&L/ }).click()
    const figure = page.getByTestId('pl-ExternalRevenue-2026-04')
    await figure.filter({ hasText: /\d/ }).waitFor()
    return (await figure.innerText()).trim()
  }

  #expected(): [string, StatisticsLineId, string][] {
    const pasted = BLOCK.flatMap((row, i) =>
      row.map((text, j): [string, StatisticsLineId, string] => [
        there(BLOCK_AT.days[i]),
        there(BLOCK_AT.lines[j]),
        text,
      ]),
    )
    return [...TYPED.map(([day, line, text]): [string, StatisticsLineId, string] => [day, line, text]), ...pasted]
  }

  async #expectNumbers(workbench: Workbench): Promise<void> {
    const statistics = new StatisticsPage(workbench)
    for (const [day, line, text] of this.#expected())
      await statistics
        .cell(day, line)
        .filter({ hasText: new RegExp(`^\\s*${text}\\s*$`) })
        .waitFor({ timeout: 20_000 })
  }
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an earlier step has not brought this about')
  return value
}
