import { Menu, type MenuItemConstructorOptions } from 'electron'

/** A line of the menu: something the system does, or a command the window runs and also takes by its own keys. */
type Item =
  | { readonly role: NonNullable<MenuItemConstructorOptions['role']> }
  | { readonly command: string; readonly label: string; readonly keys?: string }
  | '-'

const MENU: readonly { readonly label: string; readonly items: readonly Item[] }[] = [
  {
    label: '&File',
    items: [
      { command: 'export', label: 'Export to &Excel…', keys: 'CmdOrCtrl+E' },
      { command: 'print', label: '&Print the P&&L to PDF…', keys: 'CmdOrCtrl+P' },
      { command: 'sync-now', label: '&Sync now' },
      { command: 'backups', label: '&Copies of your data…' },
      '-',
      { command: 'sign-out', label: 'Sign &out…' },
      { role: 'quit' },
    ],
  },
  {
    label: '&Edit',
    items: [
      { command: 'undo', label: '&Undo', keys: 'CmdOrCtrl+Z' },
      { command: 'redo', label: '&Redo', keys: 'CmdOrCtrl+Y' },
      { command: 'undo-list', label: 'What can be un&done…', keys: 'CmdOrCtrl+Alt+Z' },
      '-',
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      '-',
      { command: 'copy-schedule', label: 'Copy &schedule to payroll…' },
      { command: 'reset-to-budget', label: 'Reset to &budget' },
      { command: 'repeat-week', label: 'Repeat the &week before', keys: 'CmdOrCtrl+Shift+L' },
      { command: 'change-chosen', label: 'Chan&ge the chosen cells…', keys: 'CmdOrCtrl+Shift+A' },
      '-',
      { command: 'grid-settings', label: 'Se&ttings of the grids…' },
    ],
  },
  {
    label: '&Review',
    items: [
      { command: 'checks', label: 'What to &check', keys: 'F7' },
      { command: 'review.checklist', label: 'Checklist and &submit' },
      { command: 'review.queue', label: 'Review &queue' },
      '-',
      { command: 'comment', label: 'Comment on the c&ell', keys: 'Shift+F2' },
      { command: 'comments', label: '&Open comments of the site' },
      { command: 'return-cells', label: '&Return the chosen cells…' },
    ],
  },
  {
    label: '&View',
    items: [
      { command: 'palette', label: 'Find and do…', keys: 'CmdOrCtrl+K' },
      '-',
      { command: 'tab.statistics', label: '&Statistics' },
      { command: 'tab.payroll', label: 'Pa&yroll' },
      { command: 'tab.parking-rates', label: 'Parking &rates' },
      { command: 'tab.other-revenue', label: 'Other re&venue' },
      { command: 'tab.other-expenses', label: 'Other e&xpenses' },
      { command: 'tab.pl-view', label: '&P&&L view' },
      { command: 'previous-tab', label: 'Previous tab', keys: 'CmdOrCtrl+PageUp' },
      { command: 'next-tab', label: 'Next tab', keys: 'CmdOrCtrl+PageDown' },
      '-',
      { command: 'zoom.day', label: '&Days and weeks', keys: 'CmdOrCtrl+Shift+D' },
      { command: 'zoom.week', label: '&Weeks only', keys: 'CmdOrCtrl+Shift+W' },
      { command: 'zoom.month', label: '&Months of the year', keys: 'CmdOrCtrl+Shift+M' },
      { command: 'beside.budget', label: '&Budget under each number', keys: 'F4' },
      { command: 'beside.last-year', label: '&Last year under each number', keys: 'F8' },
      { command: 'beside.actual', label: '&Actual or forecast under each number', keys: 'F9' },
      '-',
      { command: 'toggle-inspector', label: '&Inspector' },
      { command: 'column-width', label: 'Width of the column…' },
      { command: 'site-filter', label: '&Filter sites…', keys: 'CmdOrCtrl+Shift+F' },
      { command: 'history', label: '&History of the cell', keys: 'CmdOrCtrl+Shift+H' },
      '-',
      { command: 'previous-month', label: 'Previous month', keys: 'Alt+Left' },
      { command: 'next-month', label: 'Next month', keys: 'Alt+Right' },
      '-',
      { command: 'theme.system', label: 'Colours of the system' },
      { command: 'theme.light', label: 'Light' },
      { command: 'theme.dark', label: 'Dark' },
      '-',
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
    ],
  },
  {
    label: '&Help',
    items: [
      { command: 'help', label: '&Help', keys: 'F1' },
      { command: 'shortcuts', label: '&Keyboard shortcuts', keys: 'CmdOrCtrl+/' },
      { command: 'about', label: '&About Frontline' },
    ],
  },
]

/** Shows the menu. The window's own keys do the work, so the menu only shows them and never fires twice. */
export function showMenu(run: (command: string) => void, isDevelopment: boolean): void {
  const item = (entry: Item): MenuItemConstructorOptions => {
    if (entry === '-') return { type: 'separator' }
    if ('role' in entry) return { role: entry.role, registerAccelerator: false }
    return {
      id: entry.command,
      label: entry.label,
      click: () => run(entry.command),
      registerAccelerator: false,
      ...(entry.keys && { accelerator: entry.keys }),
    }
  }
  const menus = MENU.map(({ label, items }): MenuItemConstructorOptions => ({ label, submenu: items.map(item) }))
  const forMac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  const forDevelopers: MenuItemConstructorOptions[] = isDevelopment
    ? [{ label: '&Develop', submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }] }]
    : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...forMac, ...menus, ...forDevelopers]))
}
