import { isLoopback } from '../config.ts'

/** True for a page a browser may be sent to: https, or this computer itself in development; no user name tricks (security.md 9). */
export function isSignInAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(text))
}
