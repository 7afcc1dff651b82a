import { AppError } from './errors.ts'

/** Site ids are opaque and alphanumeric (domain.md 0.3); the site number with its leading zeros is one. */
export const SITE_ID_FORMAT = /^[A-Za-z0-9]{1,20}$/

/** The site id itself, or INVALID_SITE_ID naming the field. */
export function parseSiteId(text: string, field = 'siteId'): string {
  if (SITE_ID_FORMAT.test(text)) return text
  throw new AppError('INVALID_SITE_ID', 'Site id is not valid.', [
    {
      code: 'INVALID_SITE_ID',
      field,
      message: 'Site id is not valid.',
      providedValue: text,
      expectedFormat: 'letters and digits, e.g. 0427',
    },
  ])
}
