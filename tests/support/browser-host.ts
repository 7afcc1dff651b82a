import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { type Browser, chromium, type Page } from 'playwright'
import { build, preview } from 'vite'
import { type Bridge, type CallName, calls, type EventName, events } from '../../shared/contract/ipc.ts'

/** What main sends with every page; nothing of the window may need more. */
export const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'"

/** Debian's, where there is one; else the browser Playwright brings. */
const CHROMIUM = process.env['FRONTLINE_CHROMIUM'] ?? '/usr/bin/chromium'

export type OpenOptions = {
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
}

/** The real window in a real Chromium, over any bridge that lives in this process. */
export type BrowserHost = {
  readonly open: (bridge: Bridge, options?: OpenOptions) => Promise<OpenWindow>
  readonly close: () => Promise<void>
}
export type OpenWindow = {
  readonly page: Page
  /** Errors of the page and the grid, and broken rules of the content policy; a test ends with none. */
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

/** Builds the window as it ships, serves it under main's content policy, and starts the browser once. */
export async function startBrowserHost(): Promise<BrowserHost> {
  const root = path.resolve(import.meta.dirname, '../../renderer')
  const outDir = await mkdtemp(path.join(tmpdir(), 'frontline-renderer-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'chrome130', minify: false },
  })
  const server = await preview({
    configFile: false,
    logLevel: 'error',
    root,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1', headers: { 'content-security-policy': CONTENT_POLICY } },
  })
  const url = server.resolvedUrls?.local[0] ?? ''
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-quic'],
    // People have scroll bars; the grid makes room for them.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
  return {
    open: (bridge, options) => openWindow(browser, url, bridge, options),
    close: async () => {
      await browser.close()
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

async function openWindow(
  browser: Browser,
  url: string,
  bridge: Bridge,
  { width = 1440, height = 900, colorScheme = 'light' }: OpenOptions = {},
): Promise<OpenWindow> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await page.exposeFunction('frontlineCall', (name: CallName, input: unknown) => bridge.call[name](input as never))
  const stops = (Object.keys(events) as EventName[]).map((name) =>
    bridge.on(name, (payload) => {
      if (page.isClosed()) return
      const send = page.evaluate(
        ([event, detail]) => window.dispatchEvent(new CustomEvent(`frontline:${event}`, { detail })),
        [name, payload] as const,
      )
      send.catch(() => undefined) // the page was closed meanwhile
    }),
  )
  await page.addInitScript(installBridge, Object.keys(calls))
  await page.goto(url)
  return {
    page,
    complaints,
    close: async () => {
      for (const stop of stops) stop()
      await context.close()
    },
  }
}

/** Runs in the page: the preload's work, over the test's own pipe. */
function installBridge(names: string[]): void {
  const pipe = window as unknown as { frontlineCall: (name: string, input: unknown) => Promise<unknown> }
  const call = Object.fromEntries(names.map((name) => [name, (input: unknown) => pipe.frontlineCall(name, input)]))
  const on = (name: string, listener: (payload: unknown) => void) => {
    const relay = (event: Event) => listener((event as CustomEvent<unknown>).detail)
    window.addEventListener(`frontline:${name}`, relay)
    return () => window.removeEventListener(`frontline:${name}`, relay)
  }
  Object.defineProperty(window, 'frontline', { value: { call, on } })
}
