import type { CommandId } from '../../shared/contract/command-ids.ts'
import { type Bridge, TABS } from '../../shared/contract/ipc.ts'
import { ask } from '../bridge.ts'
import { askToCopySchedule, resetPayroll } from '../payroll/payroll-commands.ts'
import type { AppStore } from '../store/app-store.ts'
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
const never = () => false

/** The commands of one window, over its own store and bridge. */
export function createCommands(bridge: Bridge, store: AppStore): readonly Command[] {
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
    command('sync-now', () => void state().syncNow(), 'Ctrl+Shift+S', control('s', true)),
    command('export', () => void exportWorkbook(bridge, store), 'Ctrl+E', control('e')),
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
    command('previous-tab', () => stepTab(store, -1), 'Ctrl+Page Up', control('pageup')),
    command('next-tab', () => stepTab(store, 1), 'Ctrl+Page Down', control('pagedown')),
    command('copy-schedule', () => askToCopySchedule(store)),
    command('reset-to-budget', () => resetPayroll(store)),
    command(
      'toggle-inspector',
      () => state().prefer({ inspectorOpen: !state().preferences.inspectorOpen }),
      'Ctrl+I',
      control('i'),
    ),
    command('theme.light', () => state().prefer({ theme: 'light' })),
    command('theme.dark', () => state().prefer({ theme: 'dark' })),
    command('theme.system', () => state().prefer({ theme: 'system' })),
    command('sign-out', () => state().showPanel('sign-out')),
    command('palette', () => state().showPanel(state().panel === 'palette' ? null : 'palette'), 'Ctrl+K', control('k')),
    command('shortcuts', () => state().showPanel('shortcuts'), 'Ctrl+/', control('/')),
  ]
}

/** To the tab beside the open one; after the last comes the first. */
function stepTab(store: AppStore, by: 1 | -1): void {
  const { preferences, visit } = store.getState()
  const tab = TABS[(TABS.indexOf(preferences.tab) + by + TABS.length) % TABS.length]
  if (tab !== undefined) visit({ tab })
}

/** Writes the open site and month to a workbook; main asks where to. */
async function exportWorkbook(bridge: Bridge, store: AppStore): Promise<void> {
  const { preferences, guard, say, setExporting } = store.getState()
  if (guard !== null && !guard()) return
  const { siteId, month } = preferences
  if (siteId === null || month === null) return
  setExporting(true)
  const reply = await ask(bridge, 'workbook.export', { siteId, month })
  setExporting(false)
  if (!reply.ok) say(reply.error.message, 'problem')
  else if (reply.value !== null) say(words.exported(reply.value.file, reply.value.rows))
}
