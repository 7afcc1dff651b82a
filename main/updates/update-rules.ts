import type { AppUpdater } from 'electron-updater'

/** What must not be cut off by an installation. */
export type Work = { readonly syncing: boolean; readonly exporting: number }

/** True when a new version may be put in place as Frontline ends: nothing is being sent, received or written. */
export const mayInstall = ({ syncing, exporting }: Work): boolean => !syncing && exporting === 0

/**
 * How a new version is looked for: from the organisation's address only, never an older one, never a trial one, whole
 * files only. Who is asked first the feed says (`stagingPercentage`), and the library holds it. Signatures are checked
 * by the library on Windows (publisher) and by the system on a Mac; on Linux the feed's SHA-512 is, over https.
 */
export function applyUpdateRules(updater: AppUpdater, url: string): void {
  updater.setFeedURL({ provider: 'generic', url })
  updater.allowDowngrade = false
  updater.allowPrerelease = false
  // A feed of the generic kind offers whatever it names, so a version like 1.5.0-beta.1 is refused here.
  const isSupported = updater.isUpdateSupported
  updater.isUpdateSupported = (info) => !info.version.includes('-') && isSupported(info)
  updater.autoDownload = true
  updater.autoInstallOnAppQuit = true
  updater.autoRunAppAfterInstall = false
  updater.disableWebInstaller = true
}
