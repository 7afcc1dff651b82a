import { STATES, type SubmissionState } from '../../shared/contract/workflow.ts'
import { TONES } from '../review/state-badge.tsx'
import { words } from '../text/words.ts'
import type { RollupSite } from './rollup-sites.ts'

const [, ...MOVED] = STATES
/** How a site's month stands, in the order they are told; `in-progress` and `untouched` are drafts (domain.md 9.6). */
export const SITE_STATES = ['missing', 'error', 'untouched', 'in-progress', ...MOVED] as const
export type SiteState = (typeof SITE_STATES)[number]

const isMoved = (state: SubmissionState): state is (typeof MOVED)[number] => state !== 'draft'

/** The state of a site's month, worst first; `month` counts from 0. */
export function siteStateOf({ loaded, error, hasForecast, states }: RollupSite, month: number): SiteState {
  if (!loaded) return 'missing'
  if (error !== null) return 'error'
  const state = states[month] ?? 'draft'
  if (isMoved(state)) return state
  return hasForecast ? 'in-progress' : 'untouched'
}

const FIXED_TONES: Partial<Record<SiteState, string>> = {
  missing: 'wait',
  error: 'bad',
  untouched: 'wait',
  'in-progress': 'good',
}
export const toneOf = (state: SiteState): string =>
  FIXED_TONES[state] ?? (state in TONES ? TONES[state as keyof typeof TONES] : 'plain')

/** `2 untouched · 1 submitted`: how many of some sites are in each state that one is in. */
export function stateCounts(sites: readonly RollupSite[], month: number): { state: SiteState; text: string }[] {
  const found = sites.map((site) => siteStateOf(site, month))
  return SITE_STATES.flatMap((state) => {
    const count = found.filter((one) => one === state).length
    return count === 0 ? [] : [{ state, text: words.plView.stateCount(count, words.plView.stateNames[state]) }]
  })
}
