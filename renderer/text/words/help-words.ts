/**
 * What the help tells, each topic once: the words of the business as docs and code use them, what each tab is for, and
 * what to do when something is wrong.
 */
export type HelpTopic = {
  readonly id: string
  readonly title: string
  /** Other words somebody may search it by. */
  readonly also?: string
  readonly says: readonly string[]
}
export type HelpGroup = { readonly title: string; readonly topics: readonly HelpTopic[] }

export const helpWords = {
  title: 'Help',
  close: 'Close',
  topics: 'Topics',
  shortcuts: 'All keyboard shortcuts',
}

export const HELP: readonly HelpGroup[] = [
  {
    title: 'The tabs',
    topics: [
      {
        id: 'statistics',
        title: 'What Statistics means',
        also: 'rooms occupancy vehicles valet self',
        says: [
          'How full the hotel is and how many vehicles come, day by day. Type occupancy or rooms, whichever you know; the other is computed.',
          'A day without a forecast of yours counts with its budget. A day whose actual is loaded is closed.',
          'A week’s sum can be typed: it is spread over its open days as they are now, and the preview shows each share first. A number typed or pasted onto a total asks how it is spread.',
        ],
      },
      {
        id: 'payroll',
        title: 'What Payroll means',
        also: 'hours cost job family code schedule labor',
        says: [
          'Hours a day, by job family or by job code as the site’s contract says. Cost is hours times the average hourly rate of the job.',
          '“Copy schedule” takes the scheduled hours over, after it has shown what would change. It can be undone.',
          'Salaried jobs are not typed by the hour; they come from the job’s salary.',
        ],
      },
      {
        id: 'parking-rates',
        title: 'What Parking rates means',
        also: 'price',
        says: [
          'The price of each kind of parking, by month. External revenue is the month’s vehicles times the month’s rate.',
          'A month without a rate of yours counts with the budgeted rate.',
        ],
      },
      {
        id: 'other-revenue',
        title: 'What Other revenue means',
        also: 'gpo fees sign',
        says: [
          'Revenue and costs that are not parking or hours worked, by month. Some rows have a sign of their own: 500 typed there is stored as −500.',
        ],
      },
      {
        id: 'other-expenses',
        title: 'What Other expenses means',
        also: 'accounts ledger',
        says: [
          'Expenses by account of the ledger, by month. For the month that runs, the row below shows what is posted to date.',
          'An account without a forecast of yours counts with its budget.',
        ],
      },
      {
        id: 'pl-view',
        title: 'What the P&L view means',
        also: 'profit loss variance contribution',
        says: [
          'What all tabs come to: revenue, expenses and the contribution, compared with budget, last year or the forecast of record. Open a figure to see every step that led to it.',
          'Over budget is good for revenue and bad for cost; a sign and a word say which, not the color alone.',
        ],
      },
    ],
  },
  {
    title: 'Words',
    topics: [
      {
        id: 'word-forecast',
        title: 'Forecast, budget, actual',
        also: 'scenario trend',
        says: [
          'Budget: what was planned for the year. Actual: what the systems and the ledger report. Forecast: what you type for days and months to come.',
          'Where you typed nothing the budget counts. Empty is not zero: to say that nobody comes, type 0.',
        ],
      },
      {
        id: 'word-reference',
        title: 'Last year, same weekday',
        also: 'prior year 364',
        says: [
          'Last year is compared weekday with weekday: 364 days back, so that a Saturday stands beside a Saturday.',
          'F4 shows the budget under each number, F8 last year, F9 the actual, or what was forecast where the actual counts. The same key hides it.',
        ],
      },
      {
        id: 'word-drive-in',
        title: 'Drive-in ratio and capture ratio',
        also: 'occupied rooms',
        says: [
          'Drive-in ratio: vehicles that stay overnight, for each occupied room. Capture ratio: the share of the guests’ vehicles that is parked with us.',
        ],
      },
      {
        id: 'word-internal',
        title: 'External and internal revenue',
        also: 'contract fee billable',
        says: [
          'External revenue: what parking at the site earns before the contract splits it. Internal revenue: our part of it, computed from the contract.',
        ],
      },
      {
        id: 'word-pteb',
        title: 'PTEB',
        also: 'payroll taxes employee benefits insurance',
        says: ['Payroll taxes and employee benefits. In a forecast they follow payroll as they do in the budget.'],
      },
      {
        id: 'word-review',
        title: 'Submit, return, approve',
        also: 'freeze record snapshot checklist',
        says: [
          'Submit gives a month to your district manager. It is returned with a reason, or approved. Approved forecasts of record are frozen and kept for comparison.',
        ],
      },
    ],
  },
  {
    title: 'When something is wrong',
    topics: [
      {
        id: 'trouble-offline',
        title: 'It says “Offline”',
        also: 'network wifi connection sync',
        says: [
          'Nothing to do. What you type is saved, encrypted, on this laptop the moment you leave a cell, and sent when the server answers again.',
          'If something answers in its place, it is a sign-in page of a hotel or an office: open a browser, accept its terms, then choose Sync now.',
        ],
      },
      {
        id: 'trouble-conflict',
        title: 'A cell is in conflict',
        also: 'mine theirs merge',
        says: [
          'Somebody else typed the same cell while you did. Both numbers are kept. Open Sync and choose yours or theirs; everything else is sent meanwhile.',
        ],
      },
      {
        id: 'trouble-locked',
        title: 'A cell cannot be typed',
        also: 'locked closed read only',
        says: [
          'Type a digit on it and the status bar says why: its actual is loaded, the month is closed, it is computed, or the site is not in operation on that day.',
        ],
      },
      {
        id: 'trouble-wrong',
        title: 'A number looks wrong',
        also: 'history restore undo backup copy',
        says: [
          'Ctrl+Shift+H shows every value the cell had, who typed it and when, and brings one back. Ctrl+Z undoes, also after a restart; more than 500 cells are shown before.',
          'If many numbers were right yesterday: Sync, Copies of your data, goes back to a copy. What was typed since comes back by itself.',
        ],
      },
      {
        id: 'trouble-sign-in',
        title: 'It asks to sign in',
        also: 'password expired',
        says: ['The sign-in has ended. Editing goes on meanwhile; what waits is sent once you have signed in again.'],
      },
      {
        id: 'trouble-repaired',
        title: 'It says that its storage was repaired',
        also: 'damage recovery disk',
        says: [
          'The disk gave back something else than was written. Frontline rebuilt its store from its second copy and from the server, and lists the cells to look at. If it comes again, have the disk checked.',
        ],
      },
    ],
  },
]
