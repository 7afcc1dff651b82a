import { AppError } from '../../shared/core/errors.ts'
import type { Loopback } from './loopback.ts'

/** A reversed domain, as RFC 8252 7.1 asks of schemes that anybody may claim; installers register it. */
export const LINK_SCHEME = 'com.frontline.workbench'
const RETURN = `${LINK_SCHEME}:/callback`
/** Codes are short; a longer link is not one of ours. */
const LONGEST = 4096
/** What a provider sends back (RFC 6749 4.1.2, RFC 9207, OpenID Connect sessions). */
const KNOWN = ['code', 'state', 'iss', 'session_state', 'error', 'error_description', 'error_uri']
const LIMIT_MS = 120_000

export type LinkReturn = {
  /** Waits for the browser to come back by a link with the attempt's own state. */
  readonly open: (signal: AbortSignal, state: string) => Loopback
  /** Takes a link of the system; false for every one that is not the return that is waited for, and that changes nothing. */
  readonly take: (link: string) => boolean
}

/**
 * The return of a sign-in by a link, for organisations whose computers let no program listen (setting signInReturn).
 * Any page and any program may send links: one is the return of the attempt under way, or it is nothing.
 */
export function linkReturn(limitMs = LIMIT_MS): LinkReturn {
  let waiting: { readonly state: string; readonly arrived: (url: URL) => void } | null = null
  return {
    open: (signal, state) => {
      let end = (): void => {}
      const visit = new Promise<URL>((arrived, failed) => {
        const late = 'Signing in took longer than two minutes. Choose Sign in to try again.'
        const timer = setTimeout(() => failed(new AppError('SIGN_IN_FAILED', late)), limitMs)
        const callOff = () => failed(new AppError('SIGN_IN_CANCELLED', 'Signing in was cancelled.'))
        const own = { state, arrived }
        waiting = own
        end = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', callOff)
          if (waiting === own) waiting = null
        }
        signal.addEventListener('abort', callOff, { once: true })
        if (signal.aborted) callOff()
      })
      visit.catch(() => {}) // whoever opened it may have failed before waiting for it
      return { redirectUri: RETURN, visit, close: end }
    },
    take: (link) => {
      const url = waiting === null ? null : returnOf(link, waiting.state)
      if (url === null || waiting === null) return false
      waiting.arrived(url)
      waiting = null // once
      return true
    },
  }
}

/** The link, when it is what a provider sends back for that state and nothing else. */
function returnOf(link: string, state: string): URL | null {
  if (link.length > LONGEST || !link.startsWith(`${RETURN}?`) || !URL.canParse(link)) return null
  const url = new URL(link)
  if (url.href !== link) return null // reading it dropped or altered something: a space, a NUL, a dot
  const names = [...url.searchParams.keys()]
  const isOnce = new Set(names).size === names.length
  const isComplete = names.includes('code') !== names.includes('error')
  const isOurs = url.hash === '' && isOnce && isComplete && names.every((name) => KNOWN.includes(name))
  return isOurs && url.searchParams.get('state') === state ? url : null
}
