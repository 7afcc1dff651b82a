import { count } from './count.ts'

/** Ctrl+K: what can be searched for, and what is said when nothing is found. */
export const paletteWords = {
  title: 'Commands',
  placeholder: 'Search sites, lines, dates, commands… Ctrl+K',
  /** The middle is left out where there is no room. */
  button: ['Search', ' sites, lines, dates', ' Ctrl+K'],
  input: 'Search sites, lines, dates, commands and help',
  kinds: { recent: 'Recent', command: '', site: 'Site', line: 'Line', date: 'Date', help: 'Help' },
  found: (n: number) => count(n, 'result', 'results'),
  more: (n: number) => `${count(n, 'more is', 'more are')} not shown. Type more of the name.`,
  none: (asked: string) =>
    `Nothing found for “${asked}”, try a site’s number or name (0427), a line (valet), a date (14 Dec, next Friday, 2026-12) or a word such as “export” or “budget”.`,
  beyond: (date: string, first: string, last: string) =>
    `${date} cannot be opened: this site goes from ${first} to ${last}.`,
  site: (id: string, name: string) => `Open ${id} ${name}`,
  line: (tab: string, line: string) => `${tab}: ${line}`,
  /** What Ctrl+; types: the business day. */
  today: 'today',
  goTo: (date: string) => `Go to ${date}`,
} as const
