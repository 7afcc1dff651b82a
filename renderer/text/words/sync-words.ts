import { unreachable } from '../../../shared/core/bug.ts'
import type { SyncStatus } from '../../../shared/contract/ipc.ts'
import { formatMoment, formatTime } from '../format.ts'
import { changes, count } from './count.ts'

/** This Frontline or laptop may not go on; whoever may not send still receives. */
const isStopped = ({ error }: SyncStatus): boolean => error?.code !== 'INSUFFICIENT_PERMISSIONS'

/** The panel: why, and what to do next. */
function explain({ state, error }: SyncStatus): string {
  return error?.message ?? syncWords.state[state]
}

/** The pill: where things stand, in a few words, worst news first. */
function syncPill(sync: SyncStatus): string {
  const { unsent, refused } = sync.acts
  const steps = unsent > 0 ? ` · ${count(unsent, 'step', 'steps')} waiting to be sent` : ''
  const waits = (sync.waiting > 0 ? ` · ${changes(sync.waiting)} waiting to be sent` : '') + steps
  if (sync.conflicts > 0) return `${count(sync.conflicts, 'conflict', 'conflicts')} to decide${waits}`
  if (sync.rejected > 0) return `${changes(sync.rejected)} not accepted${waits}`
  if (refused > 0) return `${count(refused, 'step', 'steps')} not accepted${waits}`
  switch (sync.state) {
    case 'starting':
      return `Getting ready${waits}`
    case 'idle':
      if (waits !== '') return waits.slice(3)
      return sync.lastSyncedAt === null ? 'Not synced yet' : `Synced ${formatTime(sync.lastSyncedAt)}`
    case 'syncing':
      return `Syncing${waits}`
    case 'offline':
      return sync.waiting > 0
        ? `Offline · ${changes(sync.waiting)} safe on this laptop${steps}`
        : `Offline${steps || ' · you can go on working'}`
    case 'blocked':
      return `Network blocked${waits}`
    case 'needs-sign-in':
      return `Sign in to sync${waits}`
    case 'waiting':
      return `Will try again soon${waits}`
    case 'refreshing':
      return `Refreshing data${waits}`
    case 'refused':
      return `${isStopped(sync) ? 'Sync has stopped' : 'Not allowed to send'}${waits}`
    default:
      return unreachable(sync.state)
  }
}

/** What of it has not reached the server, worst news first. */
export function sending({
  waiting,
  conflicts,
  rejected,
  acts,
}: Pick<SyncStatus, 'waiting' | 'conflicts' | 'rejected' | 'acts'>): string {
  const parts = [
    conflicts > 0 && `${count(conflicts, 'conflict', 'conflicts')} to decide`,
    rejected > 0 && `${changes(rejected)} not accepted`,
    acts.refused > 0 && `${count(acts.refused, 'step', 'steps')} not accepted`,
    waiting > 0 && `${changes(waiting)} waiting to be sent`,
    acts.unsent > 0 && `${count(acts.unsent, 'step', 'steps')} waiting to be sent`,
  ]
  return parts.filter(Boolean).join(' · ') || 'everything sent'
}

/** A span of minutes as people say it. */
function span(minutes: number): string {
  if (minutes < 120) return count(minutes, 'minute', 'minutes')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? count(hours, 'hour', 'hours') : count(Math.round(hours / 24), 'day', 'days')
}

/** What the sync pill and its panel say. */
export const syncWords = {
  pill: syncPill,
  explain,
  acts: {
    unsent: (n: number) => `${count(n, 'step', 'steps')} waiting to be sent`,
    refused: (n: number) => `${count(n, 'step', 'steps')} not accepted`,
  },
  title: 'Sync',
  now: 'Sync now',
  last: (iso: string | null) => (iso === null ? 'Never synced on this laptop.' : `Last synced ${formatMoment(iso)}.`),
  next: (iso: string) => `Next attempt ${formatTime(iso)}.`,
  nothing: 'Everything you typed is at the server.',
  waiting: 'Waiting to be sent',
  conflict: 'Changed by somebody else too',
  rejected: 'Not accepted by the server',
  many: 'Very many changes wait on this laptop. They are safe and you can go on; connect to the network before long, so that others see them.',
  safe: 'Saved on this laptop. Sent as soon as the server answers.',
  mine: 'Mine',
  theirs: (by: string) => `${by}’s`,
  somebody: 'Somebody else',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  cleared: 'cleared',
  go: 'Show',
  close: 'Close',
  before: 'Before',
  empty: 'empty',
  together: (label: string, conflicts: number) => `${label}: ${count(conflicts, 'conflict', 'conflicts')}`,
  allMine: 'Keep all mine',
  allTheirs: 'Take all theirs',
  resolvedAllMine: (label: string) => `Kept my numbers of ${label}`,
  resolvedAllTheirs: (label: string) => `Took their numbers of ${label}`,
  safeHere: (waiting: number) => `${changes(waiting)} safe on this laptop.`,
  clock: (minutes: number) =>
    `This computer’s clock is ${span(Math.abs(minutes))} ${minutes > 0 ? 'ahead of' : 'behind'} the server’s. Your numbers are not affected; set the clock right, or signing in may stop working.`,
  tryAgain: 'Try again',
  removal: (cells: number, site: string, year: number) =>
    `The server wants to remove ${count(cells, 'cell', 'cells')} of ${site}, ${year}. Nothing was removed here. If that is not what you expect, ask your administrator before you decide.`,
  removalAgain: 'Keep and ask the server again',
  removalAllow: (cells: number) => `Remove ${count(cells, 'cell', 'cells')}`,
  report: 'Save a report for support',
  reportHint: 'It says what waits and why, without a number you typed.',
  reportSaved: (file: string) => `Report saved as ${file}`,
  resolvedMine: (where: string) => `Kept my number in ${where}`,
  resolvedTheirs: (where: string) => `Took their number in ${where}`,
  state: {
    starting: 'Getting ready.',
    idle: 'Connected.',
    syncing: 'Sending and receiving now.',
    offline: 'No answer from the server. You can go on working; nothing is lost.',
    blocked:
      'Something else answers in place of the server, perhaps a network’s sign-in page. Open your browser and sign in to the network.',
    'needs-sign-in': 'The server asks you to sign in again.',
    waiting: 'The server asked us to wait.',
    refreshing: 'Fetching the server’s data again. Your edits stay as they are.',
    refused: 'The server does not accept this version or account any more.',
  },
} as const
