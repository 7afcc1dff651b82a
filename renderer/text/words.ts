import { unreachable } from '../../shared/core/bug.ts'
import type { SyncStatus } from '../../shared/contract/ipc.ts'
import type { Origin } from '../../shared/calc/statistics-month.ts'
import type { Obstacle } from '../statistics/sheet-model.ts'
import { formatCount, formatMoment, formatTime } from './format.ts'

const count = (n: number, one: string, many: string): string => `${formatCount(n)} ${n === 1 ? one : many}`
const changes = (n: number) => count(n, 'change', 'changes')

const obstacles: Record<Obstacle | 'loaded', string> = {
  loaded: 'This arrives from the ledger and cannot be typed.',
  'read-only': 'You can read this forecast, but your role does not change it.',
  computed: 'This is computed from other numbers and cannot be typed.',
  'other-input-mode': 'This follows from the other one. Choose what you type, Occupancy % or Rooms, above the grid.',
  'no-rooms': 'Rooms available is not set for this site, so there is no occupancy. Type occupied rooms.',
  'not-in-operation': 'The site is not in operation on this day: nothing can be expected of it.',
  'month-closed': 'This month is closed.',
  'actual-loaded': 'The actual of this day is loaded, so the forecast cannot change any more.',
  'beyond-horizon': 'This day is more than 12 months ahead and cannot be forecast yet.',
}

const origins: Record<Origin, string> = {
  actual: 'Actual',
  forecast: 'Typed forecast',
  budget: 'Budget, nothing typed yet',
  derived: 'Computed',
  closed: 'Not in operation',
}

/** The pill: where things stand, in a few words, worst news first. */
function syncPill(sync: SyncStatus): string {
  const waits = sync.waiting > 0 ? ` · ${changes(sync.waiting)} waiting to be sent` : ''
  if (sync.conflicts > 0) return `${count(sync.conflicts, 'conflict', 'conflicts')} to decide${waits}`
  if (sync.rejected > 0) return `${changes(sync.rejected)} not accepted${waits}`
  switch (sync.state) {
    case 'starting':
      return `Getting ready${waits}`
    case 'idle':
      if (sync.waiting > 0) return `${changes(sync.waiting)} waiting to be sent`
      return sync.lastSyncedAt === null ? 'Not synced yet' : `Synced ${formatTime(sync.lastSyncedAt)}`
    case 'syncing':
      return `Syncing${waits}`
    case 'offline':
      return sync.waiting > 0
        ? `Offline · ${changes(sync.waiting)} safe on this laptop`
        : 'Offline · you can go on working'
    case 'blocked':
      return `Network blocked${waits}`
    case 'needs-sign-in':
      return `Sign in to sync${waits}`
    case 'waiting':
      return `Will try again soon${waits}`
    case 'refused':
      return `Sync has stopped${waits}`
    default:
      return unreachable(sync.state)
  }
}

/** What of it has not reached the server, worst news first. */
function sending({ waiting, conflicts, rejected }: Pick<SyncStatus, 'waiting' | 'conflicts' | 'rejected'>): string {
  const parts = [
    conflicts > 0 && `${count(conflicts, 'conflict', 'conflicts')} to decide`,
    rejected > 0 && `${changes(rejected)} not accepted`,
    waiting > 0 && `${changes(waiting)} waiting to be sent`,
  ]
  return parts.filter(Boolean).join(' · ') || 'everything sent'
}

/** Every text of the window (design.md D16). Numbers and dates come formatted, or through text/format.ts. */
export const words = {
  product: 'Frontline',
  signIn: {
    title: 'Frontline',
    lead: 'Forecasts for your sites, on this laptop, with or without a network.',
    button: 'Sign in',
    browser: 'Your browser is open. Sign in there, then come back to this window.',
    cancel: 'Cancel',
    starting: 'Starting…',
    blocked: 'Your data cannot be opened',
    blockedKept: 'Nothing on disk was changed. What you typed is still there.',
    retry: 'Sign in again',
    expired:
      'Your sign-in has ended. You can go on working; changes are kept on this laptop and sent after you sign in.',
  },
  passPhrase: {
    createTitle: 'Choose a pass phrase',
    unlockTitle: 'Unlock your data',
    why: 'This computer has no key store, so a pass phrase protects the numbers kept on it. It is asked for at every start and never leaves this computer.',
    warning: 'Nobody can recover it. Without it, changes that were not sent yet are lost.',
    label: 'Pass phrase',
    again: 'Pass phrase, once more',
    differ: 'The two pass phrases are different. Type the same one twice.',
    short: 'Use at least 8 characters.',
    create: 'Protect my data',
    unlock: 'Unlock',
  },
  sites: {
    heading: 'My sites',
    data: 'Data',
    loading: 'Loading your sites…',
    none: 'No sites yet',
    noneMore:
      'You are signed in, but no site is assigned to you. Ask your district manager or support for access, then sync.',
    noneOffline: 'Your sites arrive with the first sync. Connect to the network, then sync.',
    waiting: (n: number) => `${n} waiting`,
    conflicts: (n: number) => count(n, 'conflict', 'conflicts'),
    rejected: (n: number) => `${n} not accepted`,
    upToDate: 'up to date',
    export: 'Export to Excel…',
    sync: 'Sync…',
    show: 'Sites',
  },
  tabs: {
    statistics: 'Statistics',
    payroll: 'Payroll',
    'parking-rates': 'Parking rates',
    'other-revenue': 'Other revenue',
    'other-expenses': 'Other expenses',
    'pl-view': 'P&L view',
    notYet: 'Not in this version yet',
    label: 'Categories',
  },
  period: { label: 'Month', previous: 'Previous month', next: 'Next month' },
  toolbar: {
    typing: 'I type',
    percentage: 'Occupancy %',
    rooms: 'Rooms',
    undo: 'Undo',
    redo: 'Redo',
    export: 'Export',
    exporting: 'Exporting…',
    inspector: 'Details',
    label: 'Tools',
  },
  sync: {
    pill: syncPill,
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
      refused: 'The server does not accept this version or account any more.',
    },
  },
  user: {
    signOut: 'Sign out…',
    theme: 'Theme',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    roles: {
      account_manager: 'Site manager',
      district_manager: 'District manager',
      regional_vp: 'Regional vice president',
      forecasting_admin: 'Forecasting administrator',
    },
    menu: 'User menu',
  },
  signOut: {
    title: 'Sign out?',
    clean:
      'Everything you typed is at the server. Its copy on this laptop is removed; it comes back when you sign in again.',
    waiting: (n: number) => `${changes(n)} ${n === 1 ? 'is' : 'are'} on this laptop only, not at the server yet.`,
    kept: 'If you sign out now, they stay here, encrypted, and are sent after you sign in again on this laptop. Nobody else sees them until then.',
    button: 'Sign out',
    anyway: 'Sign out and keep them here',
    cancel: 'Cancel',
  },
  status: {
    saved: 'Saved on this laptop',
    saving: 'Saving…',
    notSaved: (n: number) => `${count(n, 'edit', 'edits')} not saved`,
    sending,
    sum: 'Sum',
    average: 'Average',
    count: 'Count',
    selection: (rows: number, columns: number) => `Selection ${rows} × ${columns}`,
    encrypted: 'Store encrypted',
  },
  refused: {
    title: 'Not saved',
    again: 'Try again',
    letGo: 'Discard',
    kept: 'Your numbers are kept here until you decide.',
  },
  unsent: {
    export: 'Export unsent edits…',
    exported: (file: string, rows: number) => `${count(rows, 'unsent edit', 'unsent edits')} written to ${file}`,
  },
  recovery: {
    title: 'Frontline repaired its storage',
    lead: {
      store: 'The store on this laptop was damaged and was built anew.',
      log: 'A part of the second copy of your edits was damaged. The store itself is whole.',
      none: 'Edits were missing from the store and were taken from their second copy.',
    },
    rows: (saved: number, lost: number) =>
      `${count(saved, 'entry', 'entries')} of your edits and their history could be read, ${formatCount(lost)} could not. What the server has comes back with the next sync.`,
    cells: (n: number) =>
      n === 0
        ? 'No unsent edit was missing.'
        : `${count(n, 'cell', 'cells')} came back from the second copy and will be sent. Please check them:`,
    cell: 'Cell',
    value: 'Value',
    typed: 'Typed',
    more: (n: number) => `and ${formatCount(n)} more`,
    setAside: (files: readonly string[]) =>
      `Nothing was deleted: ${files.join(', ')} ${files.length === 1 ? 'is' : 'are'} kept in the folder “quarantine” beside the store.`,
    close: 'I have read this',
  },
  marks: {
    waiting: 'Saved on this laptop, waiting to be sent.',
    names: { waiting: 'Waiting to be sent', conflict: 'Conflict', rejected: 'Not accepted' },
  },
  undo: {
    nothing: 'There is nothing to undo.',
    nothingToRedo: 'There is nothing to redo.',
    undone: (label: string) => `Undone: ${label}`,
    redone: (label: string) => `Done again: ${label}`,
  },
  obstacles,
  origins,
  grid: {
    label: 'Statistics by day',
    day: 'Day',
    week: 'Week',
    monthTotal: 'Total',
    kinds: { actual: 'Actual', forecast: 'Forecast', budget: 'Budget' },
    closedTag: 'Closed',
    readOnly: 'You can read this forecast, but not change it.',
    closed: 'This month is closed. Its numbers can be read and copied, not changed.',
    typed: (value: string, line: string, day: string) => `Typed ${value} in ${line}, ${day}`,
    clearedOne: (line: string, day: string) => `Cleared ${line}, ${day}`,
    cleared: (n: number) => `Cleared ${count(n, 'cell', 'cells')}`,
    filled: (n: number) => `Filled ${count(n, 'cell', 'cells')}`,
    pasted: (rows: number, columns: number, where: string) => `Pasted ${rows} × ${columns} at ${where}`,
    cut: (n: number) => `Cut ${count(n, 'cell', 'cells')}`,
    copied: (n: number) => `Copied ${count(n, 'cell', 'cells')}`,
    saidPasted: (n: number, skipped: number) =>
      `Pasted ${count(n, 'cell', 'cells')}${skipped > 0 ? `; ${count(skipped, 'computed cell was', 'computed cells were')} left as they are` : ''}.`,
    nothingHere: 'Nothing here can be changed.',
    clipboardRefused: 'The clipboard could not be read. Copy again, then paste.',
    clipboardEmpty: 'The clipboard holds no text.',
    nothingToPaste: 'There is no cell to type into where this block would go.',
  },
  rates: { label: 'Parking rates by month' },
  months: { line: 'Line', account: 'Account', toDate: (month: string) => `${month} to date` },
  otherRevenue: { label: 'Other revenue by month', net: 'Net other revenue' },
  otherExpenses: { label: 'Other expenses by month', total: 'Total other expense' },
  paste: {
    title: 'Nothing was pasted',
    lead: (refused: number, all: number) =>
      `${count(refused, 'cell', 'cells')} of ${formatCount(all)} cannot be taken. Correct them and paste again; the grid is as it was.`,
    cell: 'Cell',
    text: 'Text',
    reason: 'Reason',
    more: (n: number) => `and ${formatCount(n)} more`,
    close: 'Close',
    outside: 'This lies outside the grid.',
    notes: 'Read with care',
  },
  inspector: {
    title: 'Details',
    none: 'Choose a cell to see where its number comes from.',
    value: 'Value',
    budget: 'Budget',
    lastYear: 'Same weekday last year',
    versusBudget: 'Against budget',
    how: 'How it is computed',
    locked: 'Locked',
    history: 'History',
    noHistory: 'Nothing was typed here yet.',
    cleared: 'cleared',
    by: (who: string, when: string) => `${who}, ${when}`,
    input: 'input',
    derived: 'computed',
    week: 'Sum of the days of this week',
    states: {
      waiting: 'waiting',
      sent: 'sent',
      conflict: 'conflict',
      rejected: 'not accepted',
      server: 'at the server',
    },
    hide: 'Hide details',
  },
  explain: {
    roomsOf: (occupancy: string, rooms: string, answer: string) => `${occupancy} of ${rooms} rooms = ${answer}`,
    occupancyOf: (occupied: string, rooms: string, answer: string) => `${occupied} of ${rooms} rooms = ${answer}`,
    overnight: (rooms: string, driveIn: string, share: string, answer: string) =>
      `${rooms} occupied rooms × ${driveIn} drive-in × ${share} = ${answer}`,
    capture: (capture: string) => `${capture} capture`,
    notCaptured: (capture: string) => `(100% − ${capture} capture)`,
    vehicles: (label: string, vehicles: string, rate: string, value: string) =>
      `${label}: ${vehicles} × ${rate} = ${value}`,
    loaded: 'Loaded from the daily revenue; not computed from counts.',
    fromBudgetCount: 'From the month’s budget, spread evenly over its days.',
  },
  plView: {
    title: (site: string, months: string) => `${site} · P&L, USD · ${months}`,
    toolbar: 'P&L tools',
    period: 'Months',
    periods: { month: 'Month', quarter: 'Quarter', 'to-date': 'YTD', rest: 'Rest of year', year: 'Full year' },
    noRest: 'December is the last month of the year.',
    baseline: 'Compare with',
    baselines: { budget: 'vs Budget', 'prior-year': 'vs Last year' },
    line: 'Line',
    month: 'Month',
    basis: 'Basis',
    forecast: 'Forecast',
    budget: 'Budget',
    lastYear: 'Last year',
    variance: 'Δ',
    percent: 'Δ %',
    ofRevenue: '% of IR',
    ofRevenueMore: 'Share of internal revenue',
    impact: 'Impact',
    total: 'Total',
    name: 'Given',
    value: 'Value',
    origin: 'From',
    step: 'Step',
    part: 'Part',
    account: 'Account',
    used: 'Counts',
    from: { forecast: 'forecast', budget: 'budget', actual: 'actual' },
    parts: (label: string) => `What ${label} is made of`,
    details: (label: string, month: string) => `How ${label} of ${month} is made up`,
    expand: (what: string) => `Show how ${what} is made up`,
    collapse: (what: string) => `Hide how ${what} is made up`,
    months: (label: string, year: number) => `${label} · ${year} by month, USD`,
    choose: (label: string) => `Show the months of ${label}`,
    rule: (section: string) => `Rule ${section}`,
    verdicts: { favorable: 'Favorable', unfavorable: 'Unfavorable', 'on-plan': 'On plan', neutral: 'Neutral' },
    kinds: { actual: 'Actual', mixed: 'Actual + forecast', forecast: 'Forecast', budget: 'Budget', empty: 'No data' },
    notApplicable: 'n/a',
    notMeaningful: 'n/m',
    leftOut: (months: string) => `Left out of the variance, because one side is not known: ${months}.`,
    noReference:
      'The contract and staff of this site have not arrived yet: internal revenue and payroll show the budget.',
    failed: (reason: string) => `A part of this P&L could not be calculated and shows the budget. ${reason}`,
    untouched: 'Nobody has saved a forecast of this year yet: open months show the budget.',
    levels: 'Level',
    allSites: 'All sites',
    rollupName: (name: string, sites: number) => `${name} · ${count(sites, 'site', 'sites')}`,
    site: 'Site',
    state: 'State',
    siteRanking: 'Sites by how far their contribution is off, USD',
    siteStates: {
      missing: 'Not on this laptop yet',
      error: (reason: string) => `Calculation failed: ${reason}`,
      started: 'In progress',
      untouched: 'Untouched',
    },
    sitesMissing: (sites: number) =>
      `${count(sites, 'site is', 'sites are')} not on this laptop yet and in no sum; the next sync brings what is missing.`,
    sitesFailed: (sites: number) =>
      `${count(sites, 'site', 'sites')} could not be calculated in part and show the budget.`,
    sitesUntouched: (sites: number) => `${count(sites, 'site has', 'sites have')} no saved forecast of this year yet.`,
    charts: { bridge: 'Bridge', months: 'By month' },
    chart: (label: string, year: number) => `${label} by month, ${year}, USD: forecast against budget`,
    chartActual: 'Actual',
    chartOpen: 'Forecast',
    bridge: (from: string, months: string) => `Front line contribution, USD, ${months}: from ${from} to forecast`,
    bridgeFrom: { budget: 'Budget', 'prior-year': 'Last year' },
    axisCut: (start: string) => `The axis is cut: it begins at ${start}.`,
    bridgeNone: 'There is no bridge: one side of the contribution is not known.',
    rounding: 'Rounding',
    partsSum: 'Sum of the parts',
  },
  states: {
    loadingSheet: 'Loading the month…',
    loadingReport: 'Adding up the P&L…',
    notLoaded: 'This month is not on this laptop yet',
    notLoadedMore: 'It arrives with the next sync of this site and year. Nothing can be typed until then.',
    failed: 'This could not be opened',
    noAccess: 'You do not have access to this site',
    noAccessMore:
      'Your role or your sites may have changed. Ask your district manager; numbers you typed are kept on this laptop.',
    again: 'Try again',
    restarting: 'Frontline is restarting its storage. What you typed is safe; wait a moment.',
    stopped: 'Frontline’s storage has stopped. What you typed so far is safe on disk. Restart Frontline to go on.',
  },
  palette: {
    title: 'Commands',
    placeholder: 'Search sites, lines, commands… Ctrl+K',
    input: 'Search commands and sites',
    none: 'Nothing found. Try a site number or a word such as “export”.',
    site: (id: string, name: string) => `Open ${id} ${name}`,
  },
  commands: {
    undo: 'Undo',
    redo: 'Redo',
    'sync-now': 'Sync now',
    export: 'Export this month to Excel',
    'previous-month': 'Previous month',
    'next-month': 'Next month',
    'tab.statistics': 'Open Statistics',
    'tab.parking-rates': 'Open Parking rates',
    'tab.other-revenue': 'Open Other revenue',
    'tab.other-expenses': 'Open Other expenses',
    'tab.pl-view': 'Open P&L view',
    'toggle-inspector': 'Show or hide details',
    'theme.light': 'Light theme',
    'theme.dark': 'Dark theme',
    'theme.system': 'Theme as the system',
    'sign-out': 'Sign out',
    palette: 'Search commands',
  },
  exported: (file: string, rows: number) => `Exported ${count(rows, 'row', 'rows')} to ${file}`,
} as const
