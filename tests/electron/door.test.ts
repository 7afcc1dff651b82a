import { mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls, events } from '../../shared/contract/ipc.ts'
import { ROOT, Workbench } from '../support/workbench.ts'

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

test('every channel of main is a call of the table, and nothing listens besides (security.md 12)', async () => {
  const found = await workbench.app.evaluate(({ ipcMain }) => ({
    handlers: [...(ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers.keys()].sort(),
    listeners: ipcMain.eventNames().filter((name) => typeof name === 'string' && name !== 'error'),
  }))
  expect(found).toEqual({ handlers: Object.keys(calls).toSorted(), listeners: [] })
})

test('another page is refused by main even with our bridge in its hands, and a frame inside ours has none (security.md 12)', async () => {
  const preload = path.join(ROOT, 'out/preload/index.cjs')
  const answers = await workbench.app.evaluate(async ({ BrowserWindow }, preload) => {
    const hostile = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    try {
      await hostile.loadURL('data:text/html,<h1>hostile</h1>')
      const ask = `Promise.all(['session.read', 'preferences.read', 'sites.list', 'sync.queue'].map((name) =>
        window.frontline.call[name]().then(() => 'answered', (error) => error.message)))`
      return (await hostile.webContents.executeJavaScript(ask)) as string[]
    } finally {
      hostile.destroy()
    }
  }, preload)
  expect(answers.length).toBe(4)
  for (const answer of answers) expect(answer).toContain('Refused')
  const inFrame = await inPage(`(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const found = [typeof frame.contentWindow.frontline, typeof frame.contentWindow.require, typeof frame.contentWindow.process]
    frame.remove()
    return found
  })()`)
  expect(inFrame).toEqual(['undefined', 'undefined', 'undefined'])
})

test('a page inside a page is stopped where it is attached, also in a window that allows it (security.md 11)', async () => {
  const attached = await workbench.app.evaluate(async ({ BrowserWindow }) => {
    const lax = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } })
    const seen: string[] = []
    lax.webContents.on('did-attach-webview', () => seen.push('attached'))
    lax.webContents.on('will-attach-webview', (event) => seen.push(event.defaultPrevented ? 'stopped' : 'let through'))
    try {
      await lax.loadURL('data:text/html,<webview src="data:text/html,x"></webview>')
      for (let i = 0; i < 100 && seen.length === 0; i += 1) await new Promise((done) => setTimeout(done, 50))
      await new Promise((done) => setTimeout(done, 500))
      return seen
    } finally {
      lax.destroy()
    }
  })
  expect(attached).toEqual(['stopped'])
})

test('a text is never run as code, and the policy comes with every answer (security.md 4)', async () => {
  const violated = await inPage<string>(`new Promise((tell) => {
    document.addEventListener('securitypolicyviolation', (event) => tell(event.violatedDirective), { once: true })
    setTimeout('window.ranFromText = true', 0)
    setTimeout(() => tell('nothing'), 3000)
  })`)
  expect([violated, await inPage('window.ranFromText')]).toEqual(['script-src', undefined])
  const policies = await workbench.app.evaluate(async ({ net }) => {
    const addresses = ['app://frontline/index.html', 'app://frontline/missing.js']
    const answers = await Promise.all(addresses.map((address) => net.fetch(address)))
    return answers.map((answer) => answer.headers.get('content-security-policy') ?? '')
  })
  for (const policy of policies)
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'none'",
    ])
      expect(policy).toContain(rule)
  for (const policy of policies) expect(policy).not.toMatch(/script-src[^;]*(unsafe|http|\*)/)
})

test('an address of ours leads to our files and no further, whoever asks (security.md 6)', async () => {
  const statuses = await workbench.app.evaluate(async ({ net }) => {
    const ask = (address: string) =>
      net.fetch(address).then(
        ({ status }) => status,
        () => 0,
      )
    return {
      page: await ask('app://frontline/index.html'),
      outside: await Promise.all(
        [
          'app://frontline/../main/index.js',
          'app://frontline/%2e%2e/main/index.js',
          'app://frontline/..%2f..%2f..%2fetc/passwd',
          'app://frontline/..%5c..%5cmain%5cindex.js',
          'app://frontline/index.html%00.js',
          'app://x/../../etc/passwd',
          'app://elsewhere/index.html',
        ].map(ask),
      ),
      post: await net.fetch('app://frontline/index.html', { method: 'POST' }).then(({ status }) => status),
    }
  })
  expect(statuses).toEqual({ page: 200, outside: Array.from({ length: 7 }, () => 404), post: 404 })
})

test('a middle click opens nothing, and no device is ever offered (security.md 8, 10)', async () => {
  await inPage(
    `{ const a = document.createElement('a'); a.id = 'middle'; a.href = '${outside}/'; a.textContent = 'x'; a.style = 'position:fixed;top:0;left:0;z-index:9999'; document.body.append(a) }; 0`,
  )
  await workbench.page.mouse.click(4, 4, { button: 'middle' })
  await workbench.page.waitForTimeout(200)
  expect(await workbench.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  expect(visits).toBe(0)
  const devices = await inPage<string[]>(`Promise.all([
    () => navigator.usb?.requestDevice({ filters: [] }),
    () => navigator.hid?.requestDevice({ filters: [] }).then((found) => { if (found.length === 0) throw new Error() }),
    () => navigator.serial?.requestPort(),
    () => navigator.bluetooth?.requestDevice({ acceptAllDevices: true }),
    () => navigator.mediaDevices.getUserMedia({ audio: true }),
    () => navigator.mediaDevices.getDisplayMedia(),
  ].map((ask) => Promise.resolve().then(ask).then((got) => (got === undefined ? 'not there' : 'given'), () => 'refused')))`)
  expect(devices).not.toContain('given')
})

test('always: garbage sent through the bridge is answered, never a crash (security.md 13)', async () => {
  const told = await inPage<{ answered: number; broken: string[] }>(`(async () => {
    const garbage = [null, 0, -1, 1e308, NaN, '', 'x', '__proto__', [], [[]], {}, { a: 1 }, true, new Date(), new Map([[1, 2]]),
      new Uint8Array(9), JSON.parse('{"__proto__":{"admin":true}}'), { siteId: '../..', month: '2026-04' }, { name: '../store.db' },
      { passPhrase: '' }, { keepUnsent: 'yes' }]
    const broken = []
    let answered = 0
    for (const [name, ask] of Object.entries(window.frontline.call)) {
      if (['session.signIn', 'session.signOut', 'unsent.export'].includes(name)) continue
      for (const value of garbage) {
        if (name === 'print.start' && value?.name) continue // a good one: it asks the person where to
        const reply = await ask(value).catch((error) => error)
        if (typeof reply?.ok === 'boolean') answered += 1
        else broken.push(name + ': ' + reply)
      }
    }
    return { answered, broken }
  })()`)
  expect(told.broken).toEqual([])
  expect(told.answered).toBeGreaterThan(300)
  expect(workbench.page.url()).toBe('app://frontline/index.html')
})

test('a page that asks thousands of times in a second is told to wait, and is answered again after (security.md 13)', async () => {
  const codes = await inPage<(string | undefined)[]>(`Promise.all(
    Array.from({ length: 12000 }, () => window.frontline.call['session.read']())
  ).then((replies) => [...new Set(replies.map((reply) => reply.error?.code))])`)
  expect(codes).toContain('RATE_LIMIT_EXCEEDED')
  await workbench.page.waitForTimeout(1100)
  expect(await workbench.ask((call) => call['session.read'](undefined))).toMatchObject({ ok: true })
})
