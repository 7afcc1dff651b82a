import type { KeptWarning } from '../../shared/contract/kept-warning.ts'
import { formatMoment } from '../text/format.ts'
import { words } from '../text/words.ts'

/** The reason somebody gave, whose it is, and whether others have it. */
export const keptWords = ({ reason, by, at, state }: KeptWarning): string =>
  words.checks.kept(reason, by, formatMoment(at), state === 'waiting')
