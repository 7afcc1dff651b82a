import type { Origin } from '../../shared/calc/statistics-month.ts'
import type { Obstacle } from '../statistics/sheet-model.ts'
import { formatCount } from './format.ts'
import { changeWords } from './words/change-words.ts'
import { checksWords } from './words/checks-words.ts'
import { aboutWords, backupWords, laptopWords, lockWords } from './words/care-words.ts'
import { commentWords } from './words/comment-words.ts'
import { changes, count } from './words/count.ts'
import { exportWords } from './words/export-words.ts'
import { explainWords, inspectorWords } from './words/inspector-words.ts'
import { gridSettingsWords } from './words/grid-settings-words.ts'
import { paletteWords } from './words/palette-words.ts'
import { pasteWords } from './words/paste-words.ts'
import { sumWords } from './words/sum-words.ts'
import { totalWords } from './words/total-words.ts'
import { filterWords } from './words/filter-words.ts'
import { plViewWords } from './words/pl-view-words.ts'
import { payrollWords } from './words/payroll-words.ts'
import { reviewWords } from './words/review-words.ts'
import { cellCommandWords } from './words/cell-command-words.ts'
import { shortcutWords } from './words/shortcut-words.ts'
import { undoWords } from './words/undo-words.ts'
import { weekWords } from './words/week-words.ts'
import { widthWords } from './words/width-words.ts'
import { whyWords } from './words/why-words.ts'
import { sending, syncWords } from './words/sync-words.ts'

const obstacles: Record<Obstacle | 'loaded', string> = {
  loaded: 'This arrives from the ledger and cannot be typed.',
  'read-only': 'You are reading this forecast. Numbers change only after “Edit numbers”, where your role has it.',
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

/** Every text of the window (design.md D16). Numbers and dates come formatted, or through text/format.ts. */
const left = (n: number): string =>
  n === 1 ? '1 cell was left as it is' : `${formatCount(n)} cells were left as they are`

export const words = {
  product: 'Frontline',
  about: aboutWords,
  backups: backupWords,
  lock: lockWords,
  laptops: laptopWords,
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
    warning:
      'Nobody can tell it to you. Once this laptop has reached the server, a sign-in replaces a forgotten one; before that, changes that were not sent are lost with it.',
    forgotten: 'I forgot it: sign in instead',
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
    zoom: 'Rows',
    zooms: { day: 'Days', week: 'Weeks', month: 'Months' },
    beside: 'Under each number',
    besides: {
      none: '+ Nothing',
      budget: '+ Budget',
      'last-year': '+ Last year',
      actual: '+ Actual',
    },
    besideNames: { budget: 'Budget', 'last-year': 'Last year', actual: 'Actual or forecast' },
    besideKeys: 'Under each number: F4 budget, F8 last year, F9 actual or forecast',
    change: 'Adjust…',
  },
  exports: exportWords,
  sync: syncWords,
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
  undo: undoWords,
  obstacles,
  origins,
  grid: {
    label: 'Statistics by day',
    yearLabel: 'Statistics by month',
    day: 'Day',
    empty: 'empty',
    week: 'Week',
    monthTotal: 'Total',
    kinds: { actual: 'Actual', forecast: 'Forecast', budget: 'Budget' },
    closedTag: 'Closed',
    underWay: 'Under way',
    readOnly: 'You can read this forecast, but not change it.',
    closed: 'This month is closed. Its numbers can be read and copied, not changed.',
    closedYear: 'This year is closed. Its numbers can be read and copied, not changed.',
    typed: (value: string, line: string, day: string) => `Typed ${value} in ${line}, ${day}`,
    clearedOne: (line: string, day: string) => `Cleared ${line}, ${day}`,
    cleared: (n: number) => `Cleared ${count(n, 'cell', 'cells')}`,
    leftAsTheyAre: (done: string, n: number) => `${done}; ${left(n)}.`,
    filled: (n: number) => `Filled ${count(n, 'cell', 'cells')}`,
    pasted: (rows: number, columns: number, where: string) => `Pasted ${rows} × ${columns} at ${where}`,
    cut: (n: number) => `Cut ${count(n, 'cell', 'cells')}: they move when you paste them. Esc leaves them.`,
    moved: (rows: number, columns: number, where: string) => `Moved ${rows} × ${columns} to ${where}`,
    cutOntoSum: 'A number that was cut is spread like a copied one: what was cut stays, with its comments.',
    commentsStay: (n: number) =>
      `${count(n, 'comment', 'comments')} stayed where the number was: it went over other cells than the ones they are about.`,
    cutStays: 'What was cut stayed where it was, because not all of it could be taken.',
    copied: (n: number) => `Copied ${count(n, 'cell', 'cells')}`,
    saidPasted: (n: number, skipped: number, refused: number, clipped: number) =>
      [
        `Pasted ${count(n, 'cell', 'cells')}`,
        ...(skipped > 0 ? [left(skipped)] : []),
        ...(refused > 0 ? [`${count(refused, 'cell was', 'cells were')} refused and kept their numbers`] : []),
        ...(clipped > 0 ? [`${count(clipped, 'text', 'texts')} outside the grid left out`] : []),
      ].join('; ') + '.',
    tooMany: (most: number) =>
      `Nothing was pasted: the clipboard holds more than ${formatCount(most)} cells. Copy a smaller block.`,
    copiedSum: (sum: string) => `Copied the sum, ${sum}`,
    noSum: 'These numbers cannot be added up: they are percentages, or of different kinds.',
    tookReference: {
      budget: (n: number) => `Took the budget into ${count(n, 'cell', 'cells')}`,
      'last-year': (n: number) => `Took last year into ${count(n, 'cell', 'cells')}`,
    },
    noReference: { budget: 'There is no budget for this here.', 'last-year': 'There is no last year for this here.' },
    filledOn: (mode: 'copy' | 'repeat' | 'series', n: number, skipped: number, isUsual: boolean) => {
      const how = { copy: 'with a copy', repeat: 'by repeating', series: 'as a series' }[mode]
      const other = { copy: '', repeat: ' Hold Ctrl for a series.', series: ' Hold Ctrl to repeat.' }[mode]
      const hint = isUsual ? other : ''
      const left = skipped > 0 ? `; ${count(skipped, 'cell', 'cells')} that cannot be typed passed over` : ''
      return `Filled ${count(n, 'cell', 'cells')} ${how}${left}.${hint}`
    },
    nothingAbove: (isThere: boolean) => (isThere ? 'The cell above is empty.' : 'There is no cell above this one.'),
    tookAbove: (above: string, cell: string) => `Copied ${above} into ${cell}`,
    nothingPasted: (n: number) =>
      `Nothing was pasted: ${count(n, 'cell', 'cells')} cannot be taken, and your settings say all or nothing.`,
    comesTo: (number: string) => `Comes to ${number}`,
    becomes: (before: string, after: string) => `${before} becomes ${after}`,
    nothingHere: 'Nothing here can be changed.',
    clipboardRefused: 'The clipboard could not be read. Copy again, then paste.',
    clipboardEmpty: 'The clipboard holds no text.',
    nothingToPaste: 'There is no cell to type into where this block would go.',
  },
  find: {
    find: 'Find a line, a day or a number',
    goTo: 'Go to a day or a line',
    hits: (n: number) => (n === 0 ? 'Nothing found' : count(n, 'cell', 'cells')),
    at: (nth: number, n: number) => `${formatCount(nth)} of ${formatCount(n)}`,
    enterGoesTo: (date: string) => `Enter goes to ${date}`,
  },
  rates: { label: 'Parking rates by month' },
  months: {
    line: 'Line',
    account: 'Account',
    toDate: (month: string) => `${month} to date`,
    sumOf: (what: string, of: string) => (of === '' ? what : `${what}, ${of}`),
  },
  otherRevenue: { label: 'Other revenue by month', net: 'Net other revenue' },
  otherExpenses: { label: 'Other expenses by month', total: 'Total other expense' },
  paste: pasteWords,
  sum: sumWords,
  total: totalWords,
  inspector: inspectorWords,
  lineDetails: { forecast: 'Forecast', actual: 'Actual', lastYear: 'Same month last year' },
  explain: explainWords,
  payroll: payrollWords,
  review: reviewWords,
  plView: plViewWords,
  why: whyWords,
  filters: filterWords,
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
  shortcuts: shortcutWords,
  cellCommands: cellCommandWords,
  checks: checksWords,
  comments: commentWords,
  change: changeWords,
  width: widthWords,
  week: weekWords,
  settings: gridSettingsWords,
  palette: paletteWords,
  commands: {
    undo: 'Undo',
    redo: 'Redo',
    'sync-now': 'Sync now',
    export: 'Export to Excel or CSV',
    print: 'Print the P&L to PDF',
    'previous-month': 'Previous month',
    'next-month': 'Next month',
    'tab.statistics': 'Open Statistics',
    'tab.payroll': 'Open Payroll',
    'tab.parking-rates': 'Open Parking rates',
    'tab.other-revenue': 'Open Other revenue',
    'tab.other-expenses': 'Open Other expenses',
    'tab.pl-view': 'Open P&L view',
    'review.checklist': 'Open checklist and submit',
    'review.queue': 'Open review queue',
    'site-filter': 'Filter sites…',
    'previous-tab': 'Previous tab',
    'next-tab': 'Next tab',
    'undo-list': 'Show what can be undone',
    history: 'History of the cell',
    checks: 'Show what to check',
    comment: 'Comment on the cell',
    comments: 'Show open comments of the site',
    'return-cells': 'Return the chosen cells with a comment',
    'copy-schedule': 'Copy schedule to payroll',
    'reset-to-budget': 'Reset the chosen cells to budget',
    'change-chosen': 'Change the chosen cells by percent, amount or total',
    'repeat-week': 'Repeat the week before',
    'column-width': 'Set the width of the column',
    'zoom.day': 'Show days and weeks',
    'zoom.week': 'Show weeks only',
    'zoom.month': 'Show the months of the year',
    'beside.budget': 'Show or hide the budget under each number',
    'beside.last-year': 'Show or hide last year under each number',
    'beside.actual': 'Show or hide actual or forecast under each number',
    'toggle-inspector': 'Show or hide details',
    'theme.light': 'Light theme',
    'theme.dark': 'Dark theme',
    'theme.system': 'Theme as the system',
    backups: 'Copies of your data',
    'grid-settings': 'Settings of the grids',
    about: 'About Frontline',
    'sign-out': 'Sign out',
    palette: 'Search commands',
    shortcuts: 'Keyboard shortcuts',
    help: 'Help',
  },
} as const
