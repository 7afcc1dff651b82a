import { session, type Session } from 'electron'

/** The session that sign-in asks through: the window's own may not reach any network. */
const signInSession = (): Session => session.fromPartition('sign-in')

/** Lets sign-in go through the organisation's proxy: `system`, `none`, or its address. */
export function useProxy(proxy: string): Promise<void> {
  if (proxy === 'system') return signInSession().setProxy({ mode: 'system' })
  if (proxy === 'none') return signInSession().setProxy({ mode: 'direct' })
  return signInSession().setProxy({
    mode: 'fixed_servers',
    proxyRules: new URL(proxy).host,
    proxyBypassRules: '<local>',
  })
}

export const signInFetch = (url: string | URL | Request, options?: RequestInit): Promise<Response> =>
  signInSession().fetch(url as string | Request, options)

/** The proxy that leads to an address, for a process that does not ask the system itself; null when none does. */
export async function proxyFor(url: string): Promise<string | null> {
  const [first = 'DIRECT'] = (await signInSession().resolveProxy(url)).split(';')
  const found = /^PROXY (\S+)$/.exec(first.trim())
  return found ? `http://${found[1]}` : null
}
