import type { Locator } from 'playwright'
import type { Workbench } from './workbench.ts'

/** The Statistics tab of one workbench, handled with mouse and keys as a person would. */
export class StatisticsPage {
  readonly #workbench: Workbench

  constructor(workbench: Workbench) {
    this.#workbench = workbench
  }

  /** Opens a site and waits until the grid takes a key. */
  async open(siteId: string): Promise<void> {
    const { page } = this.#workbench
    await page.getByTestId(`site-${siteId}`).click()
    await page.getByRole('tab', { name: 'Statistics' }).click()
    await this.cell('2026-04-16', 'valetDaily').waitFor()
  }

  cell(day: string, lineId: string): Locator {
    return this.#workbench.page.locator(`[row-id="${day}"] [col-id="${lineId}"]`).first()
  }

  async text(day: string, lineId: string): Promise<string> {
    return (await this.cell(day, lineId).innerText()).trim()
  }

  /** Types into a cell over what is there and leaves it with Enter. */
  async type(day: string, lineId: string, text: string): Promise<void> {
    const { page } = this.#workbench
    await this.cell(day, lineId).click()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }

  /** Pastes a block, as copied from a spreadsheet, from this cell to the right and down. */
  async paste(day: string, lineId: string, rows: readonly (readonly string[])[]): Promise<void> {
    const block = rows.map((row) => row.join('\t')).join('\n')
    await this.#workbench.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), block)
    await this.cell(day, lineId).click()
    await this.#workbench.page.keyboard.press('Control+V')
  }
}
