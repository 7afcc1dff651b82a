/** What the selection can be asked: the words of the grid's own commands, and their keys where they have some. */
export const cellCommandWords = {
  menu: (cell: string) => `What to do with ${cell}`,
  columnMenu: (column: string) => `What to do with the column ${column}`,
  rowMenu: (row: string) => `What to do with the row ${row}`,
  listMenu: (cell: string) => `What could stand in ${cell}`,
  rounded: (text: string, exact: string) => `${text}, rounded from ${exact}`,
  values: (id: string, value: string) => {
    const names: Readonly<Record<string, string>> = {
      takeBudget: 'Budget',
      takeLastYear: 'Last year',
      fillDown: 'As above',
      fillRight: 'As to the left',
    }
    return value === '' ? `${names[id]}: nothing there` : `${names[id]}: ${value}`
  },
  all: {
    cut: ['Cut', 'Ctrl+X'],
    copy: ['Copy', 'Ctrl+C'],
    copyWithNames: ['Copy with headers', 'Ctrl+Shift+C'],
    copyAsShown: ['Copy as shown', null],
    paste: ['Paste', 'Ctrl+V'],
    pasteSpecial: ['Paste special…', 'Ctrl+Alt+V'],
    fillDown: ['Fill down', 'Ctrl+D'],
    fillRight: ['Fill right', 'Ctrl+R'],
    clear: ['Clear', 'Delete'],
    takeBudget: ['Take the budget', "Ctrl+'"],
    takeLastYear: ['Take last year', "Ctrl+Shift+'"],
    copyAbove: ['Copy the cell above, with its arithmetic', "Ctrl+'"],
    valueAbove: ['Copy the number of the cell above', "Ctrl+Shift+'"],
    chooseColumns: ['Choose the column', 'Ctrl+Space'],
    chooseRows: ['Choose the row', 'Shift+Space'],
    copySum: ['Copy the sum', 'Alt+='],
  },
} as const
