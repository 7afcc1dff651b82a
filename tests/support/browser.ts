import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'

/** A browser for the provider's pages: Debian's Chromium where it is, else the one Playwright knows. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(existsSync(DEBIAN_CHROMIUM) && { executablePath: DEBIAN_CHROMIUM }),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-sync', '--no-first-run'],
  })
}

/** Signs a person in on the stand-in provider's page, as they would, and waits until they are sent back. */
export async function signInOnPage(browser: Browser, url: string, person: string, password: string): Promise<void> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(url)
    await page.getByLabel(/user|name/i).fill(person)
    await page.getByLabel(/password/i).fill(password)
    await page.getByRole('button', { name: /sign in/i }).click()
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  } finally {
    await context.close()
  }
}
