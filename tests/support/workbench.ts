import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { _electron, type Browser, type ElectronApplication, errors, type Page } from 'playwright'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { DEMO_PASSWORD } from '../../shared/core/defaults.ts'
import { signInOnPage } from './browser.ts'

declare global {
  interface Window {
    readonly frontline: Bridge
  }
}

const require = createRequire(import.meta.url)
export const ROOT = path.resolve(import.meta.dirname, '../..')
/** Where pictures of what was seen are left. */
export const PICTURES = path.join(ROOT, 'out/pictures')

export type WorkbenchSettings = {
  /** Folder of stores, settings and logs; a second start on it is the same laptop. */
  readonly folder: string
  readonly apiUrl: string
  readonly issuerUrl: string
  readonly today?: string
  /** Extra switches, such as `--password-store=basic` for a system without a key store. */
  readonly switches?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** A packaged application in the place of the built one. */
  readonly binary?: string
  /** Chromium's sandbox on, for an application that is started as an ordinary person. */
  readonly sandbox?: boolean
}

/** The environment a workbench reads its settings from. */
export const settingsOf = (settings: WorkbenchSettings): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  FRONTLINE_API_URL: settings.apiUrl,
  FRONTLINE_ISSUER: settings.issuerUrl,
  FRONTLINE_FOLDER: settings.folder,
  ...(settings.today === undefined ? {} : { FRONTLINE_TODAY: settings.today }),
  ...settings.env,
})

export const electronBinary = (): string => require('electron')

/** The switches that let a window run unattended: as root the sandbox of Chromium itself cannot start. */
export const unattendedSwitches = (sandbox = false): string[] => [
  '--disable-gpu',
  ...(process.platform === 'linux' && process.getuid?.() === 0 && !sandbox ? ['--no-sandbox'] : []),
]

/** A start takes a second or two; one that takes longer than this waits for what never comes. */
const ATTACH_MS = 20_000

/**
 * Starts the application under Playwright. About one time in twenty Playwright connects and then waits for a first
 * word of the main process that it has missed, while the window is up and well: it is ended and started again.
 */
async function launch(settings: WorkbenchSettings, attempts = 3): Promise<ElectronApplication> {
  try {
    return await _electron.launch({
      // Named on purpose: without it a loader switches the key store off.
      executablePath: settings.binary ?? electronBinary(),
      args: [
        ...unattendedSwitches(settings.sandbox),
        ...(settings.switches ?? []),
        ...(settings.binary === undefined ? [ROOT] : []),
      ],
      chromiumSandbox: settings.sandbox ?? false,
      cwd: ROOT,
      env: settingsOf(settings),
      timeout: ATTACH_MS,
    })
  } catch (thrown) {
    if (attempts === 1 || !(thrown instanceof errors.TimeoutError)) throw thrown
    console.error('Playwright did not attach to the application; starting it again.')
    return launch(settings, attempts - 1)
  }
}

/** One running workbench, driven like a person would. */
export class Workbench {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the page wrote to its console as an error. */
  readonly consoleErrors: string[]

  private constructor(app: ElectronApplication, page: Page, consoleErrors: string[]) {
    this.app = app
    this.page = page
    this.consoleErrors = consoleErrors
  }

  /** Starts the built application and waits for its window. */
  static async start(settings: WorkbenchSettings): Promise<Workbench> {
    const app = await launch(settings)
    const page = await app.firstWindow()
    const consoleErrors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') consoleErrors.push(message.text())
    })
    page.on('pageerror', (error) => consoleErrors.push(error.message))
    return new Workbench(app, page, consoleErrors)
  }

  /** Presses Sign in and goes through the provider's page as that person, until the workbench is at work. */
  async signIn(browser: Browser, person: string): Promise<void> {
    const nextAddress = await this.catchBrowser()
    await this.page.getByTestId('sign-in').click()
    await this.finishSignIn(browser, await nextAddress(), person)
    await this.page.getByTestId('sync-pill').waitFor()
  }

  /** Goes through the provider's page the workbench opened. */
  finishSignIn(browser: Browser, address: string, person: string): Promise<void> {
    return signInOnPage(browser, address, person, DEMO_PASSWORD)
  }

  /** Replaces "open in the system's browser" in main; the next sign-in's address is given to the caller instead. */
  async catchBrowser(): Promise<() => Promise<string>> {
    await this.app.evaluate(({ shell }) => {
      const holder = globalThis as unknown as { opened: string[] }
      holder.opened = []
      shell.openExternal = async (url: string) => {
        holder.opened.push(url)
      }
    })
    return async () => {
      for (let i = 0; i < 400; i += 1) {
        const url = await this.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.shift())
        if (url !== undefined) return url
        await this.page.waitForTimeout(50)
      }
      throw new Error(`No browser was opened; the window says: ${await this.page.innerText('body')}`)
    }
  }

  /** Asks through the bridge, as the page's own code does. */
  ask<T>(question: (call: Bridge['call']) => Promise<T>): Promise<T> {
    return this.page.evaluate(`(${question.toString()})(window.frontline.call)`) as Promise<T>
  }

  /** The next save dialog answers with this file. */
  async chooseFile(file: string): Promise<void> {
    await this.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
  }

  /** Leaves a picture of the window under its name. */
  async picture(name: string, folder = PICTURES): Promise<string> {
    mkdirSync(folder, { recursive: true })
    const file = path.join(folder, `${name}.png`)
    await this.page.screenshot({ path: file })
    return file
  }

  /** Ends it the hard way, as a power cut would: nothing gets a chance to say goodbye. */
  async kill(): Promise<void> {
    const child = this.app.process()
    const ended = new Promise<void>((done) => void child.once('exit', () => done()))
    child.kill('SIGKILL')
    await ended
  }

  async close(): Promise<void> {
    await this.app.close()
  }
}
