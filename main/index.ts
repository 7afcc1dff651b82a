import { createRequire } from 'node:module'
import path from 'node:path'
import { app, type BrowserWindow, dialog, powerMonitor, session } from 'electron'
import type { EventName, EventPayload } from '../shared/contract/ipc.ts'
import { AppError, toAppError } from '../shared/core/errors.ts'
import { Oidc } from './auth/oidc.ts'
import { SessionKeeper } from './auth/session.ts'
import { type Config, readConfig } from './config.ts'
import { DataLink } from './data-link/data-link.ts'
import { startNodeProcess } from './data-link/node-process.ts'
import { APP_URL, declareAppProtocol, serveAppProtocol } from './electron/app-protocol.ts'
import { guardPages, guardSession } from './electron/guards.ts'
import { serveIpc } from './electron/ipc.ts'
import { keyStore } from './electron/key-store.ts'
import { showMenu } from './electron/menu.ts'
import { openInBrowser } from './electron/open-in-browser.ts'
import { canRunInUtilityProcess, startUtilityProcess } from './electron/utility-process.ts'
import { openWindow } from './electron/window.ts'
import { mainCalls } from './handlers/main-calls.ts'
import { openLog } from './log.ts'
import { Profiles } from './profile/profiles.ts'

const here = import.meta.dirname
const dataServiceEntry = path.join(here, 'data-service.mjs').replace('app.asar', 'app.asar.unpacked')

declareAppProtocol()
const config = settings()
if (config) {
  if (config.folder) app.setPath('userData', config.folder)
  // A second start shows the first one's window: two would write one store.
  if (app.requestSingleInstanceLock()) start(config)
  else app.quit()
}

function settings(): Config | undefined {
  try {
    return readConfig(process.env, app.isPackaged)
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
  const profiles = new Profiles(path.join(folder, 'people'))
  let window: BrowserWindow | undefined

  const tell = <N extends EventName>(name: N, payload: EventPayload<N>): void => {
    if (window && !window.isDestroyed()) window.webContents.send(name, payload)
  }
  const focus = (): void => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  }
  app.on('second-instance', focus)
  app.on('window-all-closed', () => app.quit())
  guardPages((what) => log.warn('refused', { reason: what }))

  app
    .whenReady()
    .then(() => {
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
    const link = new DataLink({
      start: () =>
        canRunInUtilityProcess()
          ? startUtilityProcess(dataServiceEntry)
          : startNodeProcess(dataServiceEntry, nodeForData(config.dataNode)),
      token: (stale) => people.accessToken(stale),
      event: (name, payload) => tell(name, payload as never),
      state: (state, error) => tell('service.changed', { state, error }),
      log: (event, facts) => log.warn(event, facts),
      serviceLog: (line) => log.passOn(line),
      now: Date.now,
      later: (work, ms) => void setTimeout(work, ms),
    })
    app.on('will-quit', () => link.stop())
    // Before anybody has signed in there is no store to sync, and the answer says so: nothing to do about it.
    powerMonitor.on('resume', () => void link.ask('sync.wake', undefined))

    const people: SessionKeeper = new SessionKeeper({
      issuer: config.issuer,
      oidc: new Oidc(config, {
        // A session of its own: the window's may not reach any network.
        fetch: (url, options) => session.fromPartition('sign-in').fetch(url as string | Request, options),
        now: Date.now,
        openBrowser: openInBrowser,
      }),
      box: keyStore,
      profiles,
      store: {
        open: async (profile, key) => {
          const { apiUrl, timeZone, today } = config
          await link.call('store.open', {
            folder: path.join(profile.folder, 'store'),
            key,
            user: profile.user,
            apiUrl,
            timeZone,
            today,
            appVersion: app.getVersion(),
          })
        },
        close: async () => void (await link.call('store.close', undefined)),
        unsent: async () => {
          const reply = await link.ask('sync.status', undefined)
          if (!reply.ok) throw AppError.fromWire(reply.error)
          const { waiting, conflicts, rejected } = reply.value as EventPayload<'sync.changed'>
          return waiting + conflicts + rejected
        },
        resume: () => link.call('sync.resume', undefined),
      },
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

    serveIpc({
      handlers: mainCalls({
        session: people,
        folder,
        about: async () => ({
          version: app.getVersion(),
          electron: process.versions.electron ?? '',
          chromium: process.versions['chrome'] ?? '',
          keyStore: (await keyStore.keyStore()) ?? 'none: your pass phrase locks the store',
          api: config.apiUrl,
          issuer: config.issuer,
          folder,
        }),
        askWhere: async (name) => {
          const options = {
            title: 'Export',
            defaultPath: path.join(app.getPath('documents'), name),
            filters: name.endsWith('.csv')
              ? [{ name: 'CSV', extensions: ['csv'] }]
              : [{ name: 'Excel workbook', extensions: ['xlsx'] }],
          }
          const chosen = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
          return chosen.canceled || !chosen.filePath ? null : chosen.filePath
        },
        writeUnsent: (input) => link.call('unsent.write', input),
        writeExport: (input) => link.call('export.write', input),
      }),
      relay: (name, input) => link.ask(name, input),
      isOurs: ({ senderFrame, sender }) =>
        senderFrame !== null &&
        sender === window?.webContents &&
        senderFrame === sender.mainFrame &&
        senderFrame.url.split('#')[0] === APP_URL,
      refused: (call) => log.warn('refused', { call }),
      report: (bug) => log.bug('call failed', bug),
    })
    return people
  }
}

/** The Node that runs the data service where Electron's own is too old: named, or the one the dependencies brought. */
function nodeForData(named: string | null): string {
  if (named) return named
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
