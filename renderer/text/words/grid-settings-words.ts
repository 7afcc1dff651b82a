/** The settings of the grids: what each choice does, and an example. */
export const gridSettingsWords = {
  title: 'Settings of the grids',
  lead: 'They count at once, on this laptop, for whoever is signed in.',
  open: 'Settings…',
  change: (title: string) => `Change the setting: ${title}`,
  close: 'Close',
  of: {
    quoteKeys: {
      title: "Ctrl+' and Ctrl+Shift+'",
      choices: {
        reference: {
          label: 'Take the budget, with Shift last year',
          example: "Apr 16 has a budget of 62: Ctrl+' puts 62 into every chosen cell of that day.",
        },
        above: {
          label: 'Copy the cell above, as Excel does',
          example: "Apr 15 was typed as =12*5: Ctrl+' puts =12*5 into Apr 16, with Shift the number 60.",
        },
      },
    },
    fillDrag: {
      title: 'Dragging the square over several numbers',
      choices: {
        repeat: {
          label: 'Repeats them; Ctrl goes on as a series',
          example: '10, 13 dragged on: 10, 13, 10, 13. A week of days repeats as it is.',
        },
        series: {
          label: 'Goes on as a series, as Excel does; Ctrl repeats',
          example: '10, 13 dragged on: 16, 19, 22, 25.',
        },
      },
    },
    pasteRefused: {
      title: 'Pasting where some cells cannot take their text',
      choices: {
        'take-others': {
          label: 'Paste the others, and list those',
          example: '12, abc, 14: after a look, 12 and 14 go in; the cell of abc keeps its number.',
        },
        'all-or-nothing': {
          label: 'Paste all or nothing',
          example: '12, abc, 14: nothing goes in, and abc is listed with why.',
        },
      },
    },
    shorthand: {
      title: '2k and 1.5m',
      choices: {
        true: { label: 'Are numbers', example: '2k is 2,000 and 1.5m is 1,500,000; +=2k adds 2,000.' },
        false: { label: 'Are refused', example: '2k stays in its field with the reason, until it is written out.' },
      },
    },
  },
} as const
