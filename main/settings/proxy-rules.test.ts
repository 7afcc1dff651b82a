import { expect, test } from 'vitest'
import { chromiumProxy, isProxy, type ProxySettings, proxyIn } from './proxy-rules.ts'

const settings = (changed: Partial<ProxySettings> = {}): ProxySettings => ({
  proxy: 'system',
  proxyBypass: null,
  proxyUser: null,
  proxyPassword: null,
  ...changed,
})

test.each(['system', 'none', 'http://proxy.example.com:8080', 'https://wpad.example.com/proxy.pac'])(
  '%s says how the network is left',
  (text) => expect(isProxy(text)).toBe(true),
)

test.each(['proxy.example.com', 'socks5://proxy.example.com:1080', 'http://me:secret@proxy.example.com:8080', ''])(
  '“%s” does not',
  (text) => expect(isProxy(text)).toBe(false),
)

test('Chromium is told of the system’s settings, of none, of a proxy with what goes past it, and of a script', () => {
  expect(chromiumProxy(settings())).toEqual({ mode: 'system' })
  expect(chromiumProxy(settings({ proxy: 'none' }))).toEqual({ mode: 'direct' })
  const named = { proxy: 'http://proxy.example.com:8080', proxyBypass: '*.example.com, 10.0.0.0/8' }
  expect(chromiumProxy(settings(named))).toEqual({
    mode: 'fixed_servers',
    proxyRules: 'proxy.example.com:8080',
    proxyBypassRules: '<local>,*.example.com,10.0.0.0/8',
  })
  const script = 'https://wpad.example.com/proxy.pac'
  expect(chromiumProxy(settings({ proxy: script }))).toEqual({ mode: 'pac_script', pacScript: script })
})

test('the first way that can be gone is gone: a proxy of either kind, or none', () => {
  const of = (found: string, changed = {}) => proxyIn(found, settings(changed))
  expect(of('DIRECT')).toBeNull()
  expect(of('PROXY proxy.example.com:8080; DIRECT')).toBe('http://proxy.example.com:8080')
  expect(of('HTTPS proxy.example.com:8443')).toBe('https://proxy.example.com:8443')
  expect(of('SOCKS5 old.example.com:1080; PROXY proxy.example.com:8080')).toBe('http://proxy.example.com:8080')
  expect(of('SOCKS5 old.example.com:1080')).toBeNull()
})

test('a proxy that asks for a name is told it, whatever signs its password holds', () => {
  const found = proxyIn('PROXY proxy.example.com:8080', settings({ proxyUser: 'app@corp', proxyPassword: 'p:/@ss' }))
  const { username, password, host } = new URL(found ?? '')
  expect([decodeURIComponent(username), decodeURIComponent(password), host]).toEqual([
    'app@corp',
    'p:/@ss',
    'proxy.example.com:8080',
  ])
})
