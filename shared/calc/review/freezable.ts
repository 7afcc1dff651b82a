import type { State } from '../validation/submission.ts'

/** Why a site's month does not become the forecast of record with the others; null when it does (domain.md 10.3). */
export type FreezeObstacle = 'not-loaded' | Exclude<State, 'approved'>

export const freezeObstacle = ({
  loaded,
  state,
}: {
  readonly loaded: boolean
  readonly state: State
}): FreezeObstacle | null => (loaded ? (state === 'approved' ? null : state) : 'not-loaded')
