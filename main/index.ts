import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { app, type BrowserWindow, dialog, powerMonitor, session } from 'electron'
import { type EventName, type EventPayload, unsentOf } from '../shared/contract/ipc.ts'
import { AppError, toAppError } from '../shared/core/errors.ts'
import { authorityFetch } from './auth/authority-fetch.ts'
import { linkReturn } from './auth/link-return.ts'
import { Oidc } from './auth/oidc.ts'
import { SessionKeeper } from './auth/session.ts'
import { about } from './electron/about.ts'
import { type Config, readConfig } from './config.ts'
import { DataLink } from './data-link/data-link.ts'
import { startNodeProcess } from './data-link/node-process.ts'
import { APP_URL, declareAppProtocol, serveAppProtocol } from './electron/app-protocol.ts'
import { copiedForms } from './electron/copied-forms.ts'
import { guardPages, guardSession } from './electron/guards.ts'
import { onIdle } from './electron/idle-lock.ts'
import { serveIpc } from './electron/ipc.ts'
import { keyStore } from './electron/key-store.ts'
import { onLinks } from './electron/links.ts'
import { showMenu } from './electron/menu.ts'
import { onOtherProxy, proxyFor, signInFetch, useProxy } from './electron/network.ts'
import { refuseDebugging } from './electron/no-debugging.ts'
import { openInBrowser } from './electron/open-in-browser.ts'
import { printPage } from './electron/print-page.ts'
import { isOurFrame } from './electron/sender.ts'
import { BY_ADMINISTRATORS, followUpdates } from './electron/updates.ts'
import { canRunInUtilityProcess, startUtilityProcess } from './electron/utility-process.ts'
import { openWindow } from './electron/window.ts'
import { laptopLink } from './handlers/laptop-link.ts'
import { mainCalls } from './handlers/main-calls.ts'
import { openLog } from './log.ts'
import { Profiles } from './profile/profiles.ts'
import { eraseUnused, noteUse } from './profile/retention.ts'
import { settingsPlaces } from './settings/settings-places.ts'

const here = import.meta.dirname
const dataServiceEntry = path.join(here, 'data-service.mjs').replace('app.asar', 'app.asar.unpacked')

declareAppProtocol()
refuseDebugging()
const config = settings()
if (config) {
  if (config.folder) app.setPath('userData', config.folder)
  // A second start shows the first one's window: two would write one store.
  if (app.requestSingleInstanceLock()) start(config)
  else app.quit()
}

function settings(): Config | undefined {
  try {
    return readConfig(process.env, app.isPackaged, settingsPlaces(process.platform, process.env))
  } catch (thrown) {
    dialog.showErrorBox('Frontline', toAppError(thrown).message)
    app.exit(1)
    return undefined
  }
}

/** Builds everything, once, in order. Nothing here waits for `ready` at the top level: `ready` waits for this module. */
function start(config: Config): void {
  const folder = app.getPath('userData')
  const log = openLog(path.join(folder, 'logs'))
  const root = path.join(folder, 'people')
  const profiles = new Profiles(root)
  let window: BrowserWindow | undefined

  const tell = <N extends EventName>(name: N, payload: EventPayload<N>): void => {
    if (window && !window.isDestroyed()) window.webContents.send(name, payload)
  }
  const focus = (): void => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  }
  const returns = linkReturn()
  onLinks(returns.take, focus, () => log.warn('refused', { reason: 'a link that is not the return of a sign-in' }))
  app.on('window-all-closed', () => app.quit())
  guardPages((what) => log.warn('refused', { reason: what }))

  app
    .whenReady()
    .then(async () => {
      const erased = eraseUnused(root, config.keepUnusedDays, Date.now())
      if (erased > 0) log.info('unused stores erased', { count: erased })
      await useProxy(config)
      guardSession(session.defaultSession)
      serveAppProtocol(path.join(here, '../renderer'))
      const people = wire()
      window = openWindow({
        preload: path.join(here, '../preload/index.cjs'),
        folder,
        devTools: !app.isPackaged,
        onPageGone: (reason) => log.warn('page gone', { reason }),
      })
      showMenu((command) => tell('command.chosen', { command }), !app.isPackaged)
      log.info('started', { version: app.getVersion() })
      return people.start()
    })
    .catch((thrown: unknown) => log.bug('start failed', thrown))

  /** The parts behind the window, each knowing only what it is handed. */
  function wire(): SessionKeeper {
    const updates =
      config.updateUrl === null || !app.isPackaged
        ? BY_ADMINISTRATORS
        : followUpdates(config.updateUrl, config, (thrown) => log.bug('update', thrown))
    const work = { syncing: false, exporting: 0 }
    const whileExporting = async <T>(write: Promise<T>): Promise<T> => {
      updates.working(Object.assign(work, { exporting: work.exporting + 1 }))
      return write.finally(() => updates.working(Object.assign(work, { exporting: work.exporting - 1 })))
    }
    const heard = (status: EventPayload<'sync.changed'>): void => {
      updates.working(Object.assign(work, { syncing: status.state === 'syncing' }))
      if (people.folder !== null) noteUse(people.folder, unsentOf(status), Date.now())
      if (status.state === 'idle') void people.keepRecoverable()
      if (status.error?.code === 'DEVICE_LOST') void people.checkLost().catch((thrown) => log.bug('lost', thrown))
    }

    const link = new DataLink({
      start: () =>
        canRunInUtilityProcess()
          ? startUtilityProcess(dataServiceEntry)
          : startNodeProcess(dataServiceEntry, nodeForData(config.dataNode)),
      token: (stale) => people.accessToken(stale),
      event: (name, payload) => {
        if (name === 'sync.changed') heard(payload as EventPayload<'sync.changed'>)
        tell(name, payload as never)
      },
      state: (state, error) => tell('service.changed', { state, error }),
      log: (event, facts) => log.warn(event, facts),
      serviceLog: (line) => log.passOn(line),
      now: Date.now,
      later: (work, ms) => void setTimeout(work, ms),
    })
    app.on('will-quit', () => link.stop())
    // Before anybody has signed in there is no store to sync, and the answer says so: nothing to do about it.
    powerMonitor.on('resume', () => void link.ask('sync.wake', undefined))
    const proxyTo = (url: string): Promise<string | null> => proxyFor(url, config)
    onOtherProxy(
      () => proxyTo(config.apiUrl),
      (proxy) => void link.call('store.route', { proxy }).catch((thrown: unknown) => log.bug('route', thrown)),
    )

    const wayOf = async (deviceId: string) => ({
      apiUrl: config.apiUrl,
      proxy: await proxyTo(config.apiUrl),
      certificateAuthority: config.certificateAuthority,
      appVersion: app.getVersion(),
      deviceId,
    })
    const people: SessionKeeper = new SessionKeeper({
      issuer: config.issuer,
      oidc: new Oidc(config, {
        fetch:
          config.certificateAuthority === null && config.proxyUser === null
            ? signInFetch
            : authorityFetch(config.certificateAuthority, proxyTo),
        now: Date.now,
        openBrowser: openInBrowser,
        linkReturn: config.signInReturn === 'link' ? returns : undefined,
      }),
      box: keyStore,
      profiles,
      store: {
        open: async (profile, key) => {
          const { apiUrl, timeZone, today } = config
          const { deviceId } = await link.call('store.open', {
            folder: path.join(profile.folder, 'store'),
            key,
            user: profile.user,
            apiUrl,
            timeZone,
            today,
            proxy: await proxyTo(apiUrl),
            certificateAuthority: config.certificateAuthority,
            appVersion: app.getVersion(),
          })
          return deviceId
        },
        close: async () => void (await link.call('store.close', undefined)),
        unsent: async () => unsentOf(await syncStatus(link)),
        resume: () => link.call('sync.resume', undefined),
        lastContact: async () => {
          const { lastSyncedAt } = await syncStatus(link)
          return lastSyncedAt === null ? null : Date.parse(lastSyncedAt)
        },
      },
      laptops: laptopLink(link, wayOf),
      lockAfterOfflineDays: config.lockAfterOfflineDays,
      now: Date.now,
      tell: (session) => {
        log.info('session', { status: session.status })
        tell('session.changed', session)
      },
      report: (event, thrown) => {
        const { code } = toAppError(thrown)
        if (code === 'INTERNAL') log.bug(event, thrown)
        else log.warn(event, { code })
      },
    })

    onIdle(config.lockAfterIdleMinutes, () => void people.lock().catch((thrown: unknown) => log.bug('lock', thrown)))
    serveIpc({
      handlers: mainCalls({
        session: people,
        folder,
        copiedForms,
        listLaptops: async (way) => (await link.call('laptops.list', { way: await wayOf(way) })).laptops,
        loseLaptop: async (from, lost) => void (await link.call('laptops.lose', { way: await wayOf(from), lost })),
        askToLose,
        about: () => about(config, updates.words()),
        askWhere: (name) => askWhere('Export', name, FILTERS[path.extname(name)] ?? WORKBOOK),
        askWhereReport: (name) => askWhere('Save a report for support', name, { name: 'Report', extensions: ['json'] }),
        printPage: () => printPage(window?.webContents),
        readDiagnostics: () => link.call('diagnostics.read', undefined),
        writeUnsent: (input) => whileExporting(link.call('unsent.write', input)),
        writeExport: (input) => whileExporting(link.call('export.write', input)),
      }),
      relay: (name, input) => link.ask(name, input),
      isOurs: (event) => isOurFrame(event, window?.webContents, APP_URL),
      refused: (call) => log.warn('refused', { call }),
      report: (bug) => log.bug('call failed', bug),
    })
    return people
  }

  /** Asked outside the page: a window that was taken over must not erase somebody's other laptop. */
  async function askToLose(name: string): Promise<boolean> {
    const question = {
      type: 'warning' as const,
      message: `Mark ${name} as lost?`,
      detail:
        'At its next contact your data on it are erased, with edits it has not sent, and nobody can bring them back. This cannot be undone.',
      buttons: ['Cancel', 'Mark as lost'],
      defaultId: 0,
      cancelId: 0,
    }
    const chosen = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question))
    return chosen.response === 1
  }

  async function askWhere(title: string, name: string, filter: Electron.FileFilter): Promise<string | null> {
    const options = { title, defaultPath: path.join(app.getPath('documents'), name), filters: [filter] }
    const chosen = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
    return chosen.canceled || !chosen.filePath ? null : chosen.filePath
  }
}

const WORKBOOK: Electron.FileFilter = { name: 'Excel workbook', extensions: ['xlsx'] }
const FILTERS: Readonly<Record<string, Electron.FileFilter>> = {
  '.csv': { name: 'CSV', extensions: ['csv'] },
  '.pdf': { name: 'PDF', extensions: ['pdf'] },
}

async function syncStatus(link: DataLink): Promise<EventPayload<'sync.changed'>> {
  const reply = await link.ask('sync.status', undefined)
  if (!reply.ok) throw AppError.fromWire(reply.error)
  return reply.value as EventPayload<'sync.changed'>
}

/** The Node that runs the data service where Electron's own is too old: named, or the one the dependencies brought. */
function nodeForData(named: string | null): string {
  if (named) return named
  // A trial package brings one along (build/pack/trial.ts).
  const packed = path.join(process.resourcesPath, 'node', 'node')
  if (app.isPackaged && existsSync(packed)) return packed
  const platform = process.platform === 'win32' ? 'win' : process.platform
  try {
    return createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/bin/node`)
  } catch (cause) {
    throw new AppError(
      'STORE_STOPPED',
      'This build of Frontline is not complete: it lacks what saves numbers. Install it again.',
      [],
      { cause },
    )
  }
}
