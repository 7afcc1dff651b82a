import { type Bridge, FIRST_PREFERENCES, type Preferences } from '../../shared/contract/ipc.ts'
import { ask } from '../bridge.ts'
import type { Slice } from './state.ts'

/** What the window remembers between starts. */
export type PreferencesSlice = {
  readonly preferences: Preferences
  /** Shown at once, written behind; a setting that could not be kept is said and stays for this window. */
  readonly prefer: (changed: Partial<Preferences>) => void
}

export const createPreferencesSlice =
  (bridge: Bridge): Slice<PreferencesSlice> =>
  (set, get) => {
    const keep = async (changed: Partial<Preferences>) => {
      const reply = await ask(bridge, 'preferences.write', changed)
      if (!reply.ok) get().say(reply.error.message, 'problem')
    }
    return {
      preferences: FIRST_PREFERENCES,
      prefer: (changed) => {
        set({ preferences: { ...get().preferences, ...changed } })
        void keep(changed)
      },
    }
  }
