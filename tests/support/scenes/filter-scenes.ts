import type { Page } from 'playwright'
import { must } from '../../../shared/core/bug.ts'
import { FAKE_SITES } from '../fake-data.ts'
import { fakeState, type FakeState } from '../fake-state.ts'
import { LOOKS, type Scene } from './scene.ts'

const MANAGERS = ['Noor Haddad', 'Felix Brandt', 'June Park', null]
/** Enough sites that their numbers do not fit a line. */
const sites = Array.from({ length: 15 }, (_, i) => {
  const site = must(FAKE_SITES[i % 3], 'three sites')
  if (i < 3) return site
  const attributes = { ...site.attributes, accountManager: MANAGERS[i % 4] ?? null }
  return { ...site, siteId: String(1000 + i * 7), name: `${site.name} ${i}`, attributes }
})
const inRollup: Partial<FakeState> = {
  sites,
  preferences: {
    ...fakeState().preferences,
    tab: 'pl-view',
    plLevel: 'company',
    siteFilter: {
      site: ['0427'],
      accountManager: ['Noor Haddad', 'Felix Brandt', 'Unassigned'],
      plCategory: ['Operations'],
    },
  },
}

async function atRollup(page: Page): Promise<void> {
  await page.getByTestId('pl-groups').or(page.getByTestId('pl-sites')).waitFor()
}

/** Which sites a report is of, and a rollup by whose they are. */
export const filterScenes: readonly Scene[] = LOOKS.flatMap(([name, look]): Scene[] => [
  {
    name: `filter-bar${name}`,
    ...look,
    state: inRollup,
    act: async (page) => {
      await atRollup(page)
      await page.getByTestId('filter-sites').getByRole('button').focus()
    },
  },
  {
    name: `filter-dialog${name}`,
    ...look,
    state: inRollup,
    act: async (page) => {
      await atRollup(page)
      await page.getByTestId('filter-open').click()
    },
  },
  {
    name: `rollup-managers${name}`,
    ...look,
    state: {
      sites,
      preferences: { ...fakeState().preferences, tab: 'pl-view', plLevel: 'company', plGroup: 'accountManager' },
    },
    act: async (page) => {
      await atRollup(page)
      await page.getByTestId('pl-groups').scrollIntoViewIfNeeded()
    },
  },
])
