import type { CallName, Handlers } from '../../shared/contract/ipc.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { FakeState } from './fake-state.ts'

/** What the window asks about the program itself: laptops, settings, copies. */
export const careAnswers = (
  state: FakeState,
): Pick<Handlers<CallName>, 'laptops.read' | 'laptops.lose' | 'about.read' | 'backups.list' | 'backups.restore'> => ({
  'laptops.read': () => state.laptops,
  'laptops.lose': ({ deviceId }) => {
    state.laptops = {
      ...state.laptops,
      laptops: state.laptops.laptops.map((laptop) =>
        laptop.deviceId === deviceId ? { ...laptop, lostAt: '2026-04-10T15:00:00.000Z', halves: [] } : laptop,
      ),
    }
    return state.laptops
  },
  'about.read': () => ({
    version: '0.1.0',
    electron: '33.2.1',
    chromium: '130',
    node: '24.21.0',
    system: 'Linux 6.1, x64',
    keyStore: 'GNOME Keyring',
    folder: '/home/mara/.config/Frontline',
    updates: 'Frontline is updated by your IT support.',
    settings: [
      { name: 'apiUrl', value: 'https://forecasting.example.com', source: 'policy' as const },
      { name: 'issuer', value: 'https://login.example.com', source: 'policy' as const },
      { name: 'timeZone', value: 'America/Chicago', source: 'default' as const },
    ],
  }),
  'backups.list': () => state.backups,
  'backups.restore': ({ name }) => {
    const found = state.backups.find((backup) => backup.name === name)
    if (!found) throw new AppError('NOT_FOUND', `There is no copy ${name}.`)
    return found
  },
})
