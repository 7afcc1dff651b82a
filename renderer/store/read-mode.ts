import type { AppState } from './state.ts'

/** Who only looks after others' sites lands in reading there, so that no number changes by accident (domain.md 10.4). */
export const startsReading = ({ session }: Pick<AppState, 'session'>): boolean =>
  'user' in session && session.user !== null && !session.user.roles.includes('account_manager')

/** Whether numbers of a site may be typed now, as far as the person's own choice goes. */
export const isEditing = (state: Pick<AppState, 'session' | 'editingSite'>, siteId: string): boolean =>
  !startsReading(state) || state.editingSite === siteId

/** Whether a person reads by default and may choose to change numbers all the same. */
export const mayStartEditing = (state: Pick<AppState, 'session'>): boolean =>
  startsReading(state) &&
  'user' in state.session &&
  state.session.user !== null &&
  state.session.user.roles.some((role) => role !== 'regional_vp')
