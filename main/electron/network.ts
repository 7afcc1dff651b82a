import { session, type Session } from 'electron'
import { chromiumProxy, proxyIn, type ProxySettings } from '../settings/proxy-rules.ts'

/** The session that sign-in asks through: the window's own may not reach any network. */
const signInSession = (): Session => session.fromPartition('sign-in')

/** Lets what a session asks go through the organisation's proxy, and nothing be asked but that. */
export function useProxy(settings: ProxySettings, session = signInSession()): Promise<void> {
  session.setSpellCheckerLanguages([]) // every session fetches dictionaries from Google otherwise, with or without a page
  return session.setProxy(chromiumProxy(settings))
}

export const signInFetch = (url: string | URL | Request, options?: RequestInit): Promise<Response> =>
  signInSession().fetch(url as string | Request, options)

/** The proxy that leads to an address, for a process that does not ask the system itself; null when none does. */
export const proxyFor = async (url: string, settings: ProxySettings): Promise<string | null> =>
  proxyIn(await signInSession().resolveProxy(url), settings)

const LOOK_EVERY_MS = 60_000

/** Laptops move between networks: tells whenever another proxy leads to the API than before, or none any more. */
export function onOtherProxy(find: () => Promise<string | null>, tell: (proxy: string | null) => void): void {
  let last: string | null | undefined
  const look = async (): Promise<void> => {
    const found = await find()
    if (last !== undefined && found !== last) tell(found)
    last = found
  }
  const looking = (): void => void look().catch(() => {}) // the next look may tell
  looking()
  setInterval(looking, LOOK_EVERY_MS)
}
