/** Where the development stack listens when nothing else is said, and how the workbench names itself to the issuer. */
export const API_PORT = 4010
export const ISSUER_PORT = 4011
/** The workbench's client at the issuer: public, with PKCE (D14). */
export const CLIENT_ID = 'frontline-desktop'
/** The client of scripts: `npm run token`. */
export const SCRIPT_CLIENT_ID = 'frontline-scripts'
/** The API as a resource: the `aud` of every access token it takes. */
export const AUDIENCE = 'urn:frontline:forecasting-api'
/** The business time zone (D15). */
export const TIME_ZONE = 'America/Chicago'
/** "Today" of the demonstration data: actuals are loaded up to the day before. */
export const DEMO_TODAY = '2026-04-10'
/** Password of every demonstration person. */
export const DEMO_PASSWORD = 'frontline'
