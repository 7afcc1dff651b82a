import { type FakeState, MARA } from '../fake-state.ts'
import { ready, type Scene } from './scene.ts'

const mended: Partial<FakeState> = {
  recovery: {
    id: 1,
    at: '2026-04-10T13:02:00Z',
    damaged: 'store',
    saved: 1_204,
    lost: 3,
    recovered: ['2026-04-16', '2026-04-17', '2026-04-18'].map((period, i) => ({
      siteId: '0427',
      lineId: 'valetDaily',
      period,
      value: (96 + i) * 1_000_000,
      editedAt: '2026-04-10T12:58:00Z',
    })),
    setAside: ['store.db 2026-04-10 13-02-00'],
  },
}

const HALF = '5a1f6f0e-6f0b-4a3e-9c43-2f1f6d7f2b10'
const LAPTOPS: FakeState['laptops'] = {
  thisOne: 'laptop-1',
  laptops: [
    { deviceId: 'laptop-1', name: 'OFFICE-0427', lastSeenAt: '2026-04-10T14:58:00.000Z', halves: [HALF] },
    { deviceId: 'laptop-2', name: 'MARA-TRAVEL', lastSeenAt: '2026-04-02T07:12:00.000Z', halves: [HALF] },
    { deviceId: 'laptop-3', name: '', lastSeenAt: '2026-03-30T17:40:00.000Z', halves: [] },
  ].map((laptop) => ({ ...laptop, firstSeenAt: '2026-01-05T08:00:00.000Z', lostAt: null })),
}

/** What is shown of damage, copies, this Frontline itself, and a lock. */
export const careScenes: readonly Scene[] = [
  { name: 'recovery', state: mended },
  { name: 'recovery-dark-768', state: mended, dark: true, width: 768 },
  ...[{}, { dark: true }, { dark: true, width: 768 }].flatMap((look): Scene[] => {
    const suffix = `${look.dark ? '-dark' : ''}${look.width ? `-${look.width}` : ''}`
    return [
      {
        name: `backups${suffix}`,
        ...look,
        state: {
          backups: [
            { name: 'b', takenAt: '2026-04-10T09:15:00.000Z', reason: 'daily', bytes: 12_400_000 },
            { name: 'a', takenAt: '2026-04-09T09:15:00.000Z', reason: 'migration', bytes: 11_900_000 },
          ],
        },
        act: async (page) => {
          await ready(page)
          await page.getByTestId('sync-pill').click()
          await page.getByTestId('open-backups').click()
          await page.getByTestId('backup').first().waitFor()
        },
      },
      {
        name: `laptops${suffix}`,
        ...look,
        state: { laptops: LAPTOPS },
        act: async (page) => {
          await ready(page)
          await page.getByTestId('sync-pill').click()
          await page.getByTestId('open-backups').click()
          await page.getByTestId('open-laptops').click()
          await page.getByTestId('laptop').first().waitFor()
        },
      },
      {
        name: `key-lost${suffix}`,
        ...look,
        state: { session: { status: 'locked', why: 'key-store', user: MARA.user, waiting: 3, error: null } },
      },
      {
        name: `about${suffix}`,
        ...look,
        act: async (page) => {
          await ready(page)
          await page.getByTestId('user-menu').click()
          await page.getByTestId('open-about').click()
          await page.getByTestId('setting-apiUrl').waitFor()
        },
      },
      {
        name: `locked${suffix}`,
        ...look,
        state: { session: { status: 'locked', why: 'offline', user: MARA.user, waiting: 3, error: null } },
      },
    ]
  }),
]
