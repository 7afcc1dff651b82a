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
    ['The square at the corner', 'Drag to fill, with Ctrl as a series; double-click to fill to the end'],
    ['Menu key, Shift+F10', 'What can be done with the chosen cells, as a right click shows it'],
    ['Ctrl+F, Ctrl+G', 'Find a line, a day or a number; go to a day or a line'],
  ],
} as const
