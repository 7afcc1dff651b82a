import { app, type Session } from 'electron'
import { APP_ORIGIN } from './app-protocol.ts'

const CLIPBOARD = ['clipboard-read', 'clipboard-sanitized-write']

const isOurs = (url: string): boolean => url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`)

/** Keeps every page where it is: no navigation, no new window, no embedded page, in any frame (security.md 7, 8, 11). */
export function guardPages(refused: (what: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      event.preventDefault()
      refused('navigation')
    })
    contents.on('will-frame-navigate', (event) => {
      event.preventDefault()
      refused('frame navigation')
    })
    contents.on('will-redirect', (event) => {
      event.preventDefault()
      refused('redirect')
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
      refused('webview')
    })
    contents.setWindowOpenHandler(() => {
      refused('new window')
      return { action: 'deny' }
    })
  })
}

/** Grants our own page the clipboard and nobody anything else; and no page reaches a network (security.md 5, 10). */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(CLIPBOARD.includes(permission) && isOurs(details.requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => CLIPBOARD.includes(permission) && isOurs(origin.replace(/\/$/, '')),
  )
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !/^(app|data|blob|devtools|chrome-extension):/.test(details.url) }),
  )
}
