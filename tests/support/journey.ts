import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { launchBrowser } from './browser.ts'
import { type RunningServer, runningServer, type RunningServerOptions } from './running-server.ts'
import { StatisticsPage } from './statistics-page.ts'
import { Workbench, type WorkbenchSettings } from './workbench.ts'

/** What a journey needs around it: a server with demonstration data, a browser for signing in, and laptops. */
export class Journey {
  readonly server: RunningServer
  readonly browser: Browser
  readonly #root: string
  readonly #open = new Set<Workbench>()

  private constructor(server: RunningServer, browser: Browser, root: string) {
    this.server = server
    this.browser = browser
    this.#root = root
  }

  static async begin(options: RunningServerOptions = {}): Promise<Journey> {
    const [server, browser] = await Promise.all([runningServer(options), launchBrowser()])
    return new Journey(server, browser, mkdtempSync(path.join(tmpdir(), 'frontline-journey-')))
  }

  /** The folder of a laptop: what is named alike is the same laptop. */
  laptop(name: string): string {
    return path.join(this.#root, name)
  }

  /** Starts the workbench on a laptop. */
  async start(laptop: string, settings: Partial<WorkbenchSettings> = {}): Promise<Workbench> {
    const { apiUrl, issuerUrl } = this.server
    const folder = this.laptop(laptop)
    const workbench = await Workbench.start({ folder, apiUrl, issuerUrl, today: DEMO_TODAY, ...settings })
    this.#open.add(workbench)
    return workbench
  }

  /** Starts the workbench on a laptop, signs a person in and opens a site. */
  async atWork(
    laptop: string,
    person: string,
    siteId = '0427',
    settings: Partial<WorkbenchSettings> = {},
  ): Promise<{ workbench: Workbench; statistics: StatisticsPage }> {
    const workbench = await this.start(laptop, settings)
    await workbench.signIn(this.browser, person)
    const statistics = new StatisticsPage(workbench)
    await statistics.open(siteId)
    return { workbench, statistics }
  }

  async end(): Promise<void> {
    for (const workbench of this.#open) await workbench.close().catch(() => {})
    await this.browser.close()
    await this.server.close()
    rmSync(this.#root, { recursive: true, force: true })
  }
}
