/** How an organisation's network is left, by the names of its settings (docs/install.md, Proxies). */
export type ProxySettings = {
  /** `system`, `none`, the proxy's address, or that of a script that names one (PAC). */
  readonly proxy: string
  /** Hosts that are reached without it, e.g. `*.example.com, 10.0.0.0/8`; of a proxy that is named only. */
  readonly proxyBypass: string | null
  readonly proxyUser: string | null
  readonly proxyPassword: string | null
}

const isScript = (url: URL): boolean => url.pathname !== '/'

/** Whether a text is one of the forms of `proxy`; a password has a setting of its own, which is never shown. */
export function isProxy(text: string): boolean {
  if (text === 'system' || text === 'none') return true
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return false
  return url.protocol === 'http:' || (url.protocol === 'https:' && isScript(url))
}

/** The same for Chromium, which reads the system's settings and runs scripts. */
export function chromiumProxy({ proxy, proxyBypass }: ProxySettings) {
  if (proxy === 'system') return { mode: 'system' as const }
  if (proxy === 'none') return { mode: 'direct' as const }
  const url = new URL(proxy)
  if (isScript(url)) return { mode: 'pac_script' as const, pacScript: url.href }
  const proxyBypassRules = ['<local>', ...hostsOf(proxyBypass ?? '')].join()
  return { mode: 'fixed_servers' as const, proxyRules: url.host, proxyBypassRules }
}

const hostsOf = (text: string): string[] => text.split(/[\s,;]+/).filter((host) => host !== '')

/**
 * The proxy in what Chromium found for an address (`PROXY a:8080; DIRECT`), with what it has to be told, for a process
 * that asks no Chromium; null where the way is direct. Proxies of other kinds (SOCKS) are passed over.
 */
export function proxyIn(found: string, { proxyUser, proxyPassword }: ProxySettings): string | null {
  for (const step of found.split(';')) {
    const [, kind, host] = /^\s*(PROXY|HTTPS|DIRECT)\s*(\S*)\s*$/.exec(step) ?? []
    if (kind === 'DIRECT') return null
    if (kind === undefined || !host) continue
    const url = new URL(`${kind === 'HTTPS' ? 'https' : 'http'}://${host}`)
    url.username = proxyUser ?? ''
    url.password = proxyPassword ?? ''
    return url.href.replace(/\/$/, '')
  }
  return null
}
