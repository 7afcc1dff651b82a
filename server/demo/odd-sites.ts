import type { DemoSite } from './sites.ts'

/**
 * The demonstration sites that are not as they should be, one for each way (domain.md 1.1, 6.0). None of them is among
 * the three that tests and journeys name, and none has other counts or rates than it would have otherwise.
 */
export const ODD_SITES = {
  /** Its contract shares valet and self revenue apart, and the ledger knows one total: it cannot be computed. */
  notComputable: '1024',
  /** Taken over this February with the client's own counts: no budget, no payroll and no ledger before. */
  takenOver: '1073',
  /** Nobody has entered its contract, so its budget stands in; nothing is typed of Other revenue either. */
  withoutContract: '1143',
  /** The warehouse has no number of rooms. */
  withoutRooms: '1164',
  /** Closes at the end of August. */
  closing: '1220',
} as const

export type Oddity = keyof typeof ODD_SITES

/** True for the one site that is odd in this way. */
export const isOdd = ({ siteId }: Pick<DemoSite, 'siteId'>, oddity: Oddity): boolean => siteId === ODD_SITES[oddity]
