import { count } from './count.ts'

/** Exporting to Excel and CSV. */
export const exportWords = {
  title: 'Export',
  what: 'What',
  month: (site: string, month: string) => `${site}, ${month}: every tab as it is shown`,
  year: (site: string, year: number) => `${site}, ${year}: every tab by month`,
  pack: (name: string, sites: number, year: number) =>
    `${name}, ${year}: ${count(sites, 'site', 'sites')}, each and in total`,
  allSites: 'All my sites',
  format: 'As',
  formats: { xlsx: 'Excel, with live formulas', csv: 'CSV, one figure a row' },
  cancel: 'Cancel',
  choose: 'Choose a file…',
  running: (percent: number) => `Exporting, ${percent}%. You can go on working.`,
  stop: 'Stop',
  stopped: 'The export was stopped. No file was written.',
  failed: 'Nothing was exported.',
  again: 'Choose another file…',
  close: 'Close',
  printing: 'Writing the PDF. You can go on working.',
  printFailed: 'Nothing was printed.',
  printed: (file: string) => `Printed the P&L to ${file}.`,
  done: (file: string, rows: number, sites: number, remarks: number) =>
    [
      `Exported ${count(rows, 'row', 'rows')} of ${count(sites, 'site', 'sites')} to ${file}.`,
      ...(remarks > 0
        ? [`Something is missing of ${count(remarks, 'site', 'sites')}: the sheet About says what.`]
        : []),
    ].join(' '),
} as const
