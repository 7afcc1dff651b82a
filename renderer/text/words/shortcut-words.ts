/** The keys and the mouse of the grids, as the list of shortcuts tells them: what is pressed, and what it does. */
export const shortcutWords = {
  title: 'Keyboard shortcuts',
  inGrid: 'In a grid',
  everywhere: 'Everywhere',
  key: 'Keys',
  does: 'What they do',
  close: 'Close',
  grid: [
    ['Arrows, Shift+arrows', 'Go to another cell; choose more cells'],
    ['Ctrl+arrow', 'Go to the edge of what is filled'],
    ['Home, Ctrl+Home, Ctrl+End', 'First cell of the row you can type in; first cell; last used cell'],
    ['Page Up, Page Down', 'A screen up or down; with Alt to the left or right'],
    ['Enter, Tab', 'Down or right; inside a selection, round and round in it; with Shift back'],
    ['Ctrl+A', 'Choose the region, then everything'],
    ['F2, Esc', 'Change the number; leave it as it was'],
    ['Ctrl+Enter', 'Type the same into every chosen cell'],
    ['+10%, *1.03, /2, +=500', 'Typed over a number: change it; with Ctrl+Enter every chosen one'],
    ['=1200*1.05', 'Typed into a cell: computed; how stays beside the number, and F2 opens it again'],
    ['Menu key, Shift+F10', 'What can be done with the chosen cells, as a right click shows it'],
    ['Ctrl+F, Ctrl+G', 'Find a line, a day or a number; go to a day or a line'],
    ['Alt+↓', 'The list of what could stand in the cell: budget, last year, the cells beside it'],
    ['Ctrl+;', 'Today’s date, in the field of Ctrl+G and in the palette'],
  ],
  /** What the settings of the grids decide. */
  square: 'The square at the corner',
  drag: {
    repeat: 'Drag to repeat the chosen cells, with Ctrl as a series; double-click to fill to the end',
    series: 'Drag to go on as a series, with Ctrl to repeat the chosen cells; double-click to fill to the end',
  },
  shorthand: ['2k, 1.5m', 'Typed or pasted: 2,000 and 1,500,000'],
  settings: 'Settings of the grids…',
} as const
