import type { Page } from 'playwright'
import type { FakeBridge } from '../fake-bridge.ts'
import type { FakeState } from '../fake-state.ts'

/** One picture of the window: what the store holds, how wide and in which theme, and what a person does first. */
export type Scene = {
  readonly name: string
  readonly state?: Partial<FakeState>
  readonly width?: number
  readonly dark?: boolean
  readonly act?: (page: Page, bridge: FakeBridge) => Promise<void>
}

/** A laptop that is in touch with the server. */
export const sync = {
  lastSyncedAt: '2026-04-10T13:15:00Z',
  nextAttemptAt: null,
  acts: { unsent: 0, refused: 0 },
  error: null,
  rejected: 0,
  conflicts: 0,
  clockMinutes: 0,
  removals: [],
}

export const cell = (page: Page, day: string, line: string) => page.locator(`[row-id="${day}"] [col-id="${line}"]`)
/** The month's grid is there. */
export const ready = (page: Page) => cell(page, '2026-04-16', 'valetDaily').waitFor()

/** Each face in light, dark and narrow. */
export const LOOKS = [
  ['', {}],
  ['-dark', { dark: true }],
  ['-768', { width: 768 }],
] as const
