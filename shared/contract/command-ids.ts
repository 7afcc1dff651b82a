/** Commands that the menu may send with `command.chosen`; the window performs them (renderer/commands). */
export const COMMAND_IDS = [
  'undo',
  'redo',
  'sync-now',
  'export',
  'previous-month',
  'next-month',
  'tab.statistics',
  'tab.parking-rates',
  'tab.other-revenue',
  'tab.other-expenses',
  'tab.pl-view',
  'toggle-inspector',
  'theme.light',
  'theme.dark',
  'theme.system',
  'sign-out',
  'palette',
] as const
export type CommandId = (typeof COMMAND_IDS)[number]
