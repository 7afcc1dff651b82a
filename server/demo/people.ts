import type { Role } from '../../shared/contract/api.ts'

/** Somebody who can sign in at the stand-in provider. */
export type Person = { readonly name: string; readonly roles: readonly Role[]; readonly siteAccess: readonly string[] }

/** The demonstration people, one for each role and a manager of a single site, by the name they sign in with. */
export const DEMO_PEOPLE: Readonly<Record<string, Person>> = {
  mara: { name: 'Mara Lindqvist', roles: ['account_manager'], siteAccess: ['0427', '0431', '0612'] },
  owen: { name: 'Owen Achebe', roles: ['account_manager'], siteAccess: ['0427'] },
  dana: { name: 'Dana Whitfield', roles: ['district_manager'], siteAccess: ['district:12'] },
  reed: { name: 'Reed Castellano', roles: ['regional_vp'], siteAccess: ['region:central'] },
  ines: { name: 'Ines Moreau', roles: ['forecasting_admin'], siteAccess: ['*'] },
}
