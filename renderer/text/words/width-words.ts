/** What is asked when a column is made wider or narrower by its command. */
export const widthWords = {
  title: (column: string) => `Width of ${column}`,
  pixels: 'Pixels',
  least: 'A column is never narrower than its widest number.',
  wrong: (least: number, most: number) => `Enter a whole number from ${least} to ${most}.`,
  own: 'Its own width',
  set: 'Set',
  cancel: 'Cancel',
  choose: 'Choose a cell of the column first.',
} as const
