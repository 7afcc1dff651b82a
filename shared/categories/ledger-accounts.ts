/** A ledger account with its title (domain.md 1.4, 5.2, 5.3). */
export type LedgerAccount = { readonly account: string; readonly title: string }

const listOf = (titles: Readonly<Record<string, string>>): readonly LedgerAccount[] =>
  Object.entries(titles).map(([account, title]) => ({ account, title }))

/** Accounts of the ledger category PAYROLL (domain.md 1.4). */
export const PAYROLL_ACCOUNTS = listOf({
  6000: 'G&A',
  6002: 'Contract site',
  6003: 'Human resources',
  6004: 'Sales and marketing',
  6005: 'Executive',
  6007: 'Regional and district',
  6010: 'Hourly PTO and sick',
  6012: 'Stock awards',
  6013: 'Relocation',
  6014: 'Other payroll',
  6015: 'Holiday',
  6016: 'Holiday premium',
  6017: 'Overtime',
  6019: 'Salaried PTO and sick',
  6030: 'Communication',
  6035: 'Commuter',
  6100: 'Corporate incentive',
  6101: 'Sales incentive',
  6110: 'Local incentive',
  6115: 'Gratuities',
})

/** Payroll taxes and employee benefits (domain.md 1.4). */
export const PTEB_ACCOUNTS = listOf({
  6200: 'Payroll taxes',
  6399: 'Health insurance allocation',
  6500: "Workers' compensation",
})

/** The twelve accounts a site manager may enter (domain.md 5.2), in the order of the rows. */
export const ENTERED_EXPENSE_ACCOUNTS = listOf({
  7045: 'Employee relations',
  7075: 'Fuel – vehicles',
  7100: 'Loss and damage claims',
  7113: 'Office supplies',
  7115: 'Outside services',
  7170: 'Rents – parking',
  7175: 'Repairs and maintenance',
  7178: 'Repairs and maintenance – vehicle',
  7180: 'Signage',
  7185: 'Supplies and equipment',
  7205: 'Tickets and printed material',
  7220: 'Uniforms',
})

/** The accounts inside "Miscellaneous other expenses" (domain.md 5.3): budget and actual only. */
export const MISCELLANEOUS_EXPENSE_ACCOUNTS = listOf({
  7000: 'Advertising',
  7005: 'Bad debt',
  7010: 'Bank fees',
  7011: 'Credit-card fees',
  7015: 'Business development',
  7016: 'Contract improvements',
  7017: 'Computer services',
  7018: 'Contract lease',
  7019: 'Contract labor',
  7020: 'Contributions',
  7021: 'One-time charges',
  7026: 'Equipment cost',
  7030: 'Dues',
  7040: 'Employee meetings',
  7050: 'Training',
  7055: 'Leases',
  7060: 'Leases',
  7065: 'Rentals',
  7070: 'Rentals',
  7072: 'Fines',
  7080: 'General liability insurance',
  7082: 'Vehicle insurance',
  7085: 'Other insurance',
  7090: 'Internet',
  7095: 'Licences',
  7099: 'Prior-year loss claims',
  7101: 'Service recovery',
  7102: 'Claims handling fees',
  7105: 'Meals',
  7110: 'Miscellaneous',
  7120: 'Payroll processing',
  7125: 'Recruitment',
  7126: 'Driver record checks',
  7130: 'Postage',
  7131: 'Freight',
  7135: 'Production',
  7140: 'Professional fees',
  7145: 'Professional fees',
  7150: 'Professional fees',
  7155: 'Promotion',
  7160: 'Public relations',
  7165: 'Relocation',
  7171: 'Office rent',
  7182: 'Smallwares',
  7190: 'Taxes',
  7195: 'Taxes',
  7200: 'Telephone',
  7210: 'Trade shows',
  7215: 'Travel',
  7217: 'Travel',
  7219: 'Travel',
  7225: 'Utilities',
  7230: 'Vehicle expense',
  7240: 'Board',
  7245: 'Stock compensation',
  7270: 'Franchise royalty',
  7275: 'Franchise marketing',
  7350: 'Intercompany',
  7351: 'Intercompany',
})

/** The insurance accounts of the P&L's Insurance row (domain.md 1.4, 5.3). */
export const INSURANCE_ACCOUNTS = ['7080', '7082', '7085'] as const
/** The claims accounts of the P&L's Claims row (domain.md 1.4, 5.3). */
export const CLAIMS_ACCOUNTS = ['7099', '7100', '7101', '7102'] as const
/** The parking rents account of the P&L's Parking Rents row; 7171 is office rent, an ordinary expense (domain.md 1.4). */
export const PARKING_RENTS_ACCOUNT = '7170'
/** What a contract leaves out of its billable accounts unless it says otherwise (domain.md 1.3). */
export const EXCLUDED_FROM_BILLING = { payroll: ['6010', '6014'], expense: ['7005', '7016'] } as const

/** The line that holds an account's amount of a month: `account.7170`. */
export const accountLineId = (account: string): string => `account.${account}`
