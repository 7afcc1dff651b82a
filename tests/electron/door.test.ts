import { mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls, events } from '../../shared/contract/ipc.ts'
import { Workbench } from '../support/workbench.ts'

let workbench: Workbench
let elsewhere: Server
let visits = 0
let outside = ''

beforeAll(async () => {
  elsewhere = createServer((_request, response) => {
    visits += 1
    response.setHeader('access-control-allow-origin', '*')
    response.end('<h1>elsewhere</h1>')
  })
  await new Promise<void>((listening) => void elsewhere.listen(0, '127.0.0.1', () => listening()))
  outside = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  workbench = await Workbench.start({
    folder: mkdtempSync(path.join(tmpdir(), 'frontline-door-')),
    apiUrl: outside,
    issuerUrl: outside,
  })
  await workbench.page.getByTestId('sign-in').waitFor()
  visits = 0
})

afterAll(async () => {
  await workbench.close()
  elsewhere.close()
})

const inPage = <T>(code: string): Promise<T> => workbench.page.evaluate(code) as Promise<T>

test('the page is ours, in a sandbox, and holds nothing of Node (security.md 1, 2, 6)', async () => {
  const settings = await workbench.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
  })
  expect(settings).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  expect(await inPage('[location.origin, typeof require, typeof process, typeof module]')).toEqual([
    'app://frontline',
    'undefined',
    'undefined',
    'undefined',
  ])
})

test('the bridge holds the calls and events of the contract and no more (security.md 14)', async () => {
  expect(await inPage('[Object.keys(window.frontline).sort(), Object.keys(window.frontline.call).sort()]')).toEqual([
    ['call', 'on'],
    Object.keys(calls).toSorted(),
  ])
  const tried = `['${Object.keys(events)[0]}', 'no.such.event'].map((name) => { try { window.frontline.on(name, () => {}); return 'taken' } catch { return 'refused' } })`
  expect(await inPage(tried)).toEqual(['taken', 'refused'])
})

test('a script from elsewhere, an inline script and eval do not run (security.md 4)', async () => {
  const blocked = await inPage<string[]>(`new Promise((tell) => {
    const seen = []
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(event.effectiveDirective)
      if (seen.length === 3) tell(seen.sort())
    })
    setTimeout(() => tell(seen.sort()), 5000)
    for (const make of [(s) => { s.src = '${outside}/a.js' }, (s) => { s.textContent = 'window.ran = true' }]) {
      const script = document.createElement('script')
      make(script)
      document.head.append(script)
    }
    fetch('${outside}/data').catch(() => {})
  })`)
  expect(blocked).toEqual(['connect-src', 'script-src-elem', 'script-src-elem'])
  // Called from a script that runs as the page's own: evaluation through the debugger is outside the policy.
  expect(await inPage('window.ran')).toBeUndefined()
  expect(visits).toBe(0)
})

test.each([
  ['a link', `const a = document.createElement('a'); a.href = OUT; document.body.append(a); a.click()`],
  ['a script that moves the page', 'location.href = OUT'],
  ['a file address', `location.href = 'file:///etc/passwd'`],
  ['a form', `const f = document.createElement('form'); f.action = OUT; document.body.append(f); f.submit()`],
  ['a frame', `const i = document.createElement('iframe'); i.src = OUT; document.body.append(i)`],
  [
    'a refresh',
    `const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=' + OUT; document.head.append(m)`,
  ],
  ['a new window', `window.open(OUT)`],
  [
    'a link to a new window',
    `const a = document.createElement('a'); a.href = OUT; a.target = '_blank'; document.body.append(a); a.click()`,
  ],
  ['an embedded page', `const w = document.createElement('webview'); w.src = OUT; document.body.append(w)`],
])('%s leads nowhere (security.md 7, 8, 11)', async (_what, code) => {
  await inPage(`{ const OUT = '${outside}/'; ${code} }; 0`)
  await workbench.page.waitForTimeout(200)
  expect(workbench.page.url()).toBe('app://frontline/index.html')
  expect(await workbench.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  expect(visits).toBe(0)
})

test('no permission is given but the clipboard (security.md 10)', async () => {
  const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage']
  const states = await inPage<string[]>(
    `Promise.all(${JSON.stringify(asked)}.map(async (name) => (await navigator.permissions.query({ name })).state))`,
  )
  expect(states).toEqual(asked.map(() => 'denied'))
  expect(await inPage('Notification.requestPermission()')).toBe('denied')
})

test('a frame of another origin cannot call main (security.md 12)', async () => {
  const answer = await workbench.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const handlers = (
      ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, input: unknown) => unknown> }
    )._invokeHandlers
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const asked = async (senderFrame: unknown, sender: unknown) => {
      try {
        return await handlers.get('session.read')?.({ senderFrame, sender }, undefined)
      } catch (error) {
        return (error as Error).message.replace(/^.*Refused/, 'Refused')
      }
    }
    const frame = contents?.mainFrame
    return {
      ours: await asked(frame, contents),
      noFrame: await asked(null, contents),
      child: await asked({ url: 'app://frontline/index.html', parent: frame }, contents),
      elsewhere: await asked({ url: 'https://evil.test/' }, contents),
      otherWindow: await asked(frame, {}),
    }
  })
  expect(answer).toMatchObject({
    ours: { ok: true },
    noFrame: 'Refused: session.read',
    child: 'Refused: session.read',
    elsewhere: 'Refused: session.read',
    otherWindow: 'Refused: session.read',
  })
})

test('a call that is not well formed, or far too large, is refused with words and changes nothing (security.md 13)', async () => {
  const wrong = await workbench.ask((call) => call['sheet.read']({ siteId: '0427', month: 'April' }))
  expect(wrong).toMatchObject({
    ok: false,
    error: { issues: [{ field: 'month', message: 'Period must look like 2025-04.' }] },
  })
  const large = await workbench.ask((call) => call['session.unlock']({ passPhrase: 'x'.repeat(17_000_000) }))
  expect(large).toMatchObject({ ok: false, error: { code: 'PAYLOAD_TOO_LARGE' } })
})
