import path from 'node:path'
import { BrowserWindow, screen, type WebPreferences } from 'electron'
import { readJson, writePrivate } from '../profile/private-file.ts'
import { z } from 'zod'
import { APP_URL } from './app-protocol.ts'

/** Every setting that keeps the page away from the machine, said even where it is the default (security.md 1–3, 11). */
export const WINDOW_SECURITY = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences

const Place = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximized: z.boolean(),
})
type Place = z.infer<typeof Place>

const FIRST_SIZE = { width: 1440, height: 900, maximized: false }

export type WindowSettings = {
  readonly preload: string
  /** Folder where the window's place is kept. */
  readonly folder: string
  readonly devTools: boolean
  /** The page died; it is loaded again. Nothing is lost: every number was saved when its cell was left. */
  readonly onPageGone: (reason: string) => void
}

/** Opens the one window where it was last time, or in the middle when that place is off every screen now. */
export function openWindow(settings: WindowSettings): BrowserWindow {
  const file = path.join(settings.folder, 'window.json')
  const kept = readJson(file, Place)
  const { maximized, ...bounds } = kept ? onScreen(kept) : FIRST_SIZE
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 768,
    minHeight: 480,
    show: false,
    title: 'Frontline',
    backgroundColor: '#ffffff',
    webPreferences: { ...WINDOW_SECURITY, preload: settings.preload, devTools: settings.devTools },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepPlace(window, file))
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    settings.onPageGone(reason)
    window.webContents.reload()
  })
  void window.loadURL(APP_URL)
  return window
}

function keepPlace(window: BrowserWindow, file: string): void {
  try {
    const place: Place = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    writePrivate(file, JSON.stringify(place))
  } catch {
    // A window that opens in the middle next time is no reason to keep this one from closing.
  }
}

/** The place without its position when no screen shows enough of it to grab. */
function onScreen(place: Place): Place | Omit<Place, 'x' | 'y'> {
  const { x, y } = place
  const isSeen = screen.getAllDisplays().some(({ workArea }) => {
    const right = workArea.x + workArea.width
    const bottom = workArea.y + workArea.height
    return x + place.width > workArea.x + 80 && x < right - 80 && y >= workArea.y - 10 && y < bottom - 40
  })
  if (isSeen) return place
  return { width: place.width, height: place.height, maximized: place.maximized }
}
