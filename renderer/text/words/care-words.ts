import { formatMoment } from '../format.ts'
import { changes } from './count.ts'

/** What the page of copies says. */
export const backupWords = {
  title: 'Copies of your data',
  open: 'Copies of your data…',
  lead: 'Frontline copies your data once a day and before each new version, encrypted like the data themselves, and keeps the last three copies on this laptop.',
  none: 'There is no copy yet. The first one is taken a minute after the start.',
  loading: 'Looking for copies…',
  taken: 'Taken',
  why: 'Why',
  size: 'Size',
  action: 'Restore',
  reason: { daily: 'once a day', migration: 'before a new version' },
  bytes: (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`,
  restore: 'Go back to this copy',
  ask: (takenAt: string) => `Go back to the copy of ${formatMoment(takenAt)}?`,
  kept: 'What was typed since then is not lost: it comes back from the second copy of every edit. The data of now are kept beside the store, and the next sync brings what others changed.',
  confirm: 'Go back',
  cancel: 'Cancel',
  working: 'Going back…',
  done: (takenAt: string) => `Your data are the copy of ${formatMoment(takenAt)} again, with everything typed since.`,
  close: 'Close',
} as const

/** What the page about this Frontline says. */
export const aboutWords = {
  title: 'About Frontline',
  lead: 'What your IT support asks for when something is wrong. It holds no password, no token and no number.',
  facts: {
    version: 'Frontline',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node',
    system: 'System',
    keyStore: 'Key store',
    folder: 'Folder',
    updates: 'Updates',
  },
  settings: 'Settings',
  setting: 'Setting',
  value: 'Value',
  from: 'From',
  sources: { policy: 'policy', environment: 'environment', file: 'settings file', default: 'usual value' },
  copy: 'Copy',
  copied: 'Copied.',
  close: 'Close',
} as const

/** What a store says that its person has to open again. */
export const lockWords = {
  title: 'Sign in to go on',
  why: {
    idle: 'Frontline closed your data because nobody used it for a while.',
    offline: 'This laptop heard nothing of the server for a long time, so your data open after a sign-in.',
    'key-store':
      'What locked your data on this computer is gone or was replaced. Sign in once to open your data again; it needs the network, and nothing is lost.',
  },
  safe: (waiting: number) =>
    waiting === 0
      ? 'Everything you typed is at the server.'
      : `${changes(waiting)} ${waiting === 1 ? 'is' : 'are'} safe on this laptop and will be sent after the sign-in.`,
} as const

/** The laptops one person uses. */
export const laptopWords = {
  title: 'Your laptops',
  open: 'Your laptops…',
  lead: 'Every laptop with your data on it. Mark one as lost, and at its next contact with the server your data on it are erased, with edits it has not sent.',
  name: 'Laptop',
  unnamed: 'Unnamed laptop',
  lastSeen: 'Last contact',
  state: 'State',
  action: 'Action',
  thisOne: 'this one',
  recoverable: 'in use',
  unrecoverable: 'in use; its data could not be opened again without its key store',
  lost: (at: string) => `lost since ${at}`,
  lose: 'Mark as lost…',
  loading: 'Asking the server…',
  close: 'Close',
} as const
