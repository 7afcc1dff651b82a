/**
 * How numbers are written at a site (grid-and-pnl.md C3): which mark groups thousands, which begins the decimals. It is
 * told by the site's master, never taken from the computer (design.md D16).
 */
export const NUMBER_LOCALES = ['en-US', 'en-CA', 'fr-CA', 'de-DE'] as const
export type NumberLocale = (typeof NUMBER_LOCALES)[number]

/** Where nobody told another one. */
export const USUAL_LOCALE: NumberLocale = 'en-US'
