import type { ProxySettings } from '../settings/proxy-rules.ts'
import { applyUpdateRules, mayInstall, type Work } from '../updates/update-rules.ts'
import { useProxy } from './network.ts'

const FIRST_LOOK_MS = 5 * 60_000
const NEXT_LOOK_MS = 4 * 60 * 60_000

export type Updates = {
  /** What is known about a newer version, for the page about this Frontline. */
  readonly words: () => string
  /** Told whenever something starts or ends that an installation must not cut off. */
  readonly working: (work: Work) => void
}

/** No address was given: administrators bring new versions themselves. */
export const BY_ADMINISTRATORS: Updates = { words: () => 'Frontline is updated by your IT support.', working: () => {} }

/** Looks for new versions, fetches them, and puts one in place when Frontline ends by itself; nobody is interrupted. */
export function followUpdates(url: string, proxy: ProxySettings, report: (thrown: unknown) => void): Updates {
  let said = 'Not looked for a newer version yet.'
  let isReady = false
  let work: Work = { syncing: false, exporting: 0 }
  const start = async (): Promise<void> => {
    const { default: library } = await import('electron-updater')
    const updater = library.autoUpdater
    applyUpdateRules(updater, url)
    await useProxy(proxy, updater.netSession)
    updater.on('login', ({ isProxy }, answer) => {
      if (isProxy && proxy.proxyUser !== null) answer(proxy.proxyUser, proxy.proxyPassword ?? '')
      else answer('', '')
    })
    updater.logger = null // its lines name paths and addresses
    settle = () => {
      updater.autoInstallOnAppQuit = isReady && mayInstall(work)
    }
    updater.on('update-not-available', () => {
      said = 'This is the newest version.'
    })
    updater.on('update-downloaded', ({ version }) => {
      isReady = true
      said = `Version ${version} is put in place when you close Frontline.`
      settle()
    })
    updater.on('error', (thrown) => {
      said = 'The update service does not answer or offers nothing that may be installed.'
      report(thrown)
    })
    const look = (): void => {
      // A failure is told by the event above as well.
      updater.checkForUpdates().catch(() => {})
      setTimeout(look, NEXT_LOOK_MS)
    }
    look()
  }
  let settle = (): void => {}
  setTimeout(() => void start().catch(report), FIRST_LOOK_MS)
  return {
    words: () => said,
    working: (now) => {
      work = now
      settle()
    },
  }
}
