import { findLine } from '../../shared/categories/index.ts'
import type { CommandId } from '../../shared/contract/command-ids.ts'
import { type Preferences, TABS } from '../../shared/contract/ipc.ts'
import { isMonth } from '../../shared/core/calendar.ts'
import { commentOnCell, returnChosen } from '../comments/comment-commands.ts'
import { askToChange, repeatWeek, resetChosen } from './grid-commands.ts'
import { askToCopySchedule, resetPayroll } from '../payroll/payroll-commands.ts'
import { printReport } from './print-report.ts'
import type { BesideKind } from '../grid/grid-sheet.ts'
import type { AppStore } from '../store/app-store.ts'
import { detailsOf } from '../store/details-of.ts'
import { words } from '../text/words.ts'

/** One thing the window can do, for the menu, the palette and the keyboard alike. */
export type Command = {
  readonly id: CommandId
  readonly title: string
  /** Shown beside the title; `control` stands for Ctrl, or Cmd on a Mac. */
  readonly keys: string | null
  readonly matches: (event: KeyboardEvent) => boolean
  readonly perform: () => void
}

const control =
  (key: string, shift = false) =>
  (event: KeyboardEvent) =>
    (event.ctrlKey || event.metaKey) && !event.altKey && event.shiftKey === shift && event.key.toLowerCase() === key
const controlAlt = (key: string) => (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && event.altKey && event.key.toLowerCase() === key
const isKey = (name: string) => (event: KeyboardEvent) =>
  event.key === name && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
const never = () => false

/** The commands of one window, over its own store. */
export function createCommands(store: AppStore): readonly Command[] {
  const state = () => store.getState()
  const command = (
    id: CommandId,
    perform: () => void,
    keys: string | null = null,
    matches: Command['matches'] = never,
  ): Command => ({ id, title: words.commands[id], keys, matches, perform })

  return [
    command('undo', () => void state().undo(), 'Ctrl+Z', control('z')),
    command(
      'redo',
      () => void state().redo(),
      'Ctrl+Y',
      (event) => control('y')(event) || control('z', true)(event),
    ),
    command('undo-list', () => state().showPanel('undo-list'), 'Ctrl+Alt+Z', controlAlt('z')),
    command('history', () => showHistory(store), 'Ctrl+Shift+H', control('h', true)),
    command(
      'checks',
      () => askChecks(store),
      'F7',
      ({ key }) => key === 'F7',
    ),
    command(
      'comment',
      () => commentOnCell(store),
      'Shift+F2',
      ({ key, shiftKey }) => key === 'F2' && shiftKey,
    ),
    command('comments', () => state().showPanel('comments')),
    command('return-cells', () => void returnChosen(store)),
    command('sync-now', () => void state().syncNow(), 'Ctrl+Shift+S', control('s', true)),
    command('export', () => askToExport(store), 'Ctrl+E', control('e')),
    command('print', () => printReport(store), 'Ctrl+P', control('p')),
    command('previous-month', () => state().stepMonth(-1), 'Ctrl+[', control('[')),
    command('next-month', () => state().stepMonth(1), 'Ctrl+]', control(']')),
    command('tab.statistics', () => state().visit({ tab: 'statistics' }), 'Ctrl+1', control('1')),
    command('tab.payroll', () => state().visit({ tab: 'payroll' }), 'Ctrl+2', control('2')),
    command('tab.parking-rates', () => state().visit({ tab: 'parking-rates' }), 'Ctrl+3', control('3')),
    command('tab.other-revenue', () => state().visit({ tab: 'other-revenue' }), 'Ctrl+4', control('4')),
    command('tab.other-expenses', () => state().visit({ tab: 'other-expenses' }), 'Ctrl+5', control('5')),
    command('tab.pl-view', () => state().visit({ tab: 'pl-view' }), 'Ctrl+6', control('6')),
    command('review.checklist', () => state().showReview('checklist')),
    command('review.queue', () => state().showReview('queue')),
    command('site-filter', () => askToFilter(store), 'Ctrl+Shift+F', control('f', true)),
    command('previous-tab', () => stepTab(store, -1), 'Ctrl+Page Up', control('pageup')),
    command('next-tab', () => stepTab(store, 1), 'Ctrl+Page Down', control('pagedown')),
    command('copy-schedule', () => askToCopySchedule(store)),
    command('reset-to-budget', () => (state().preferences.tab === 'payroll' ? resetPayroll : resetChosen)(store)),
    command('repeat-week', () => repeatWeek(store), 'Ctrl+Shift+L', control('l', true)),
    command('change-chosen', () => askToChange(store), 'Ctrl+Shift+A', control('a', true)),
    command('column-width', () => askWidth(store)),
    command('zoom.day', () => zoomTo(store, 'day'), 'Ctrl+Shift+D', control('d', true)),
    command('zoom.week', () => zoomTo(store, 'week'), 'Ctrl+Shift+W', control('w', true)),
    command('zoom.month', () => zoomTo(store, 'month'), 'Ctrl+Shift+M', control('m', true)),
    command('beside.budget', () => showBeside(store, 'budget'), 'F4', isKey('F4')),
    command('beside.last-year', () => showBeside(store, 'last-year'), 'F8', isKey('F8')),
    command('beside.actual', () => showBeside(store, 'actual'), 'F9', isKey('F9')),
    command('toggle-inspector', () => toggleDetails(store), 'Ctrl+I', control('i')),
    command('theme.light', () => state().prefer({ theme: 'light' })),
    command('theme.dark', () => state().prefer({ theme: 'dark' })),
    command('theme.system', () => state().prefer({ theme: 'system' })),
    command('backups', () => state().showPanel('backups')),
    command('grid-settings', () => askSettings(store)),
    command('about', () => state().showPanel('about')),
    command('sign-out', () => state().showPanel('sign-out')),
    command('palette', () => state().showPanel(state().panel === 'palette' ? null : 'palette'), 'Ctrl+K', control('k')),
    command(
      'help',
      () => state().showHelp(state().preferences.tab),
      'F1',
      ({ key }) => key === 'F1',
    ),
    command('shortcuts', () => state().showPanel('shortcuts'), 'Ctrl+/', control('/')),
  ]
}

function askChecks(store: AppStore): void {
  const { guard, showPanel } = store.getState()
  if (guard === null || guard()) showPanel('checks')
}

function toggleDetails(store: AppStore): void {
  const { preferences, prefer } = store.getState()
  const name = detailsOf(preferences.tab)
  prefer({ [name]: !preferences[name] })
}

/** Takes the keyboard to the history of the active cell, and opens the details around it where they are hidden. */
function showHistory(store: AppStore): void {
  const { guard, focus, openGrid, preferences, prefer, askHistory, say } = store.getState()
  if (guard !== null && !guard()) return
  // A sum, or a number that follows from others, was typed by nobody.
  if (openGrid !== null && (focus === null || findLine(focus.lineId)?.entry !== 'input'))
    return say(words.inspector.noHistoryHere, 'problem')
  prefer({ [detailsOf(preferences.tab)]: true })
  askHistory(true)
}

/** Shows a month of days by other rows, once what is being typed is in. */
function zoomTo(store: AppStore, zoom: Preferences['zoom']): void {
  const { guard, focusSpot, preferences, prefer, visit } = store.getState()
  if (guard !== null && !guard()) return
  const chosen = focusSpot?.rowId ?? ''
  prefer({ zoom })
  // From the months of a year into the one that is chosen there.
  if (preferences.zoom === 'month' && zoom !== 'month' && isMonth(chosen)) visit({ month: chosen })
}

/** Shows something under each number, or no longer. */
function showBeside(store: AppStore, beside: BesideKind): void {
  const { guard, preferences, prefer } = store.getState()
  if (guard === null || guard()) prefer({ beside: preferences.beside === beside ? null : beside })
}

/** To the tab beside the open one, on the same date; after the last comes the first. */
function stepTab(store: AppStore, by: 1 | -1): void {
  const { preferences, visit, carry } = store.getState()
  const tab = TABS[(TABS.indexOf(preferences.tab) + by + TABS.length) % TABS.length]
  if (tab === undefined) return
  carry(tab)
  visit({ tab })
}

/** Asks how wide the column of the active cell is to be. */
function askWidth(store: AppStore): void {
  const { guard, gridWidths, focusSpot, showPanel, say } = store.getState()
  if (guard !== null && !guard()) return
  if (gridWidths === null || focusSpot === null) say(words.width.choose, 'problem')
  else showPanel('column-width')
}

/** Asks what to export, once what is being typed is in; one export at a time. */
function askToExport(store: AppStore): void {
  const { guard, exporting, showPanel } = store.getState()
  if (exporting !== null || (guard !== null && !guard())) return
  showPanel('export')
}

/** Settles how the grids behave, once what is being typed is in. */
function askSettings(store: AppStore): void {
  const { guard, showPanel } = store.getState()
  if (guard === null || guard()) showPanel('grid-settings')
}

/** Asks which sites the reports are of, once what is being typed is in. */
function askToFilter(store: AppStore): void {
  const { guard, showPanel } = store.getState()
  if (guard === null || guard()) showPanel('site-filter')
}
