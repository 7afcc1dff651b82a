import * as fc from 'fast-check'
import { AccessTokens } from '../../main/auth/access-tokens.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { RefreshTokenFile } from '../../main/auth/refresh-token-file.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { firstSeed } from './histories-goal.ts'

const HOUR_MS = 3_600_000
const THIRTY_DAYS_MS = 30 * 24 * HOUR_MS

/** A provider that rotates strictly: a refresh token works once, and ends after thirty days without use. */
class StrictProvider {
  refreshes = 0
  now = 0
  private current = { token: 'r0', at: 0 }
  /** What a refresh waits for, so that a test decides when it ends. */
  gate: () => Promise<void> = () => Promise.resolve()

  readonly oidc = {
    refresh: async (used: string) => {
      await this.gate()
      const isOver = this.now - this.current.at > THIRTY_DAYS_MS
      if (used !== this.current.token || isOver) throw new AppError('SIGN_IN_REQUIRED', 'Sign in again.')
      this.refreshes += 1
      this.current = { token: `r${this.refreshes}`, at: this.now }
      return {
        accessToken: `a${this.refreshes}`,
        refreshToken: this.current.token,
        idToken: null,
        expiresAtMs: this.now + HOUR_MS,
      } as never
    },
    revoke: () => Promise.resolve(),
  }
}

/** The sealed file, with a disk that may fail at one write. */
function fileOf(start: string | null): { file: RefreshTokenFile; held: () => string | null; failNext: () => void } {
  let held = start
  let fails = false
  const file = {
    read: () => Promise.resolve(held),
    keep: (token: string) => {
      if (fails) return Promise.reject(new Error('the power goes'))
      held = token
      return Promise.resolve()
    },
    forget: () => void (held = null),
  } as unknown as RefreshTokenFile
  return { file, held: () => held, failNext: () => void (fails = true) }
}

type Make = (provider: StrictProvider, file: RefreshTokenFile) => Promise<Pick<AccessTokens, 'get'>>
const product: Make = (provider, file) => AccessTokens.resume(provider.oidc, file, () => provider.now)

/** A thousand callers at the moment of expiry. */
async function thousandCallers(make: Make): Promise<string | null> {
  const provider = new StrictProvider()
  const tokens = await make(provider, fileOf('r0').file)
  const got = await Promise.allSettled(Array.from({ length: 1000 }, () => tokens.get(null)))
  const failed = got.filter(({ status }) => status === 'rejected').length
  if (provider.refreshes === 1 && failed === 0) return null
  return `${provider.refreshes} refreshes, ${failed} callers without a token`
}

/** Four callers in every order that a scheduler finds, two of them with a token the API has just refused. */
async function everyOrder(make: Make, runs: number, seed: number): Promise<string | null> {
  const run = await fc.check(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const provider = new StrictProvider()
      provider.gate = () => scheduler.schedule(Promise.resolve()).then(() => undefined)
      const tokens = await make(provider, fileOf('r0').file)
      const calls = [null, null, 'a0', 'a0'].map((stale) =>
        scheduler.schedule(Promise.resolve()).then(() => tokens.get(stale)),
      )
      await scheduler.waitAll()
      const got = await Promise.allSettled(calls)
      return provider.refreshes === 1 && got.every((one) => one.status === 'fulfilled' && one.value === 'a1')
    }),
    { numRuns: runs, seed },
  )
  return run.failed ? `seed ${seed}, path ${run.counterexamplePath}` : null
}

/** The power goes between the rotation and the save: the next start asks for a sign-in, and clears nothing else. */
async function crashBetween(make: Make): Promise<string | null> {
  const provider = new StrictProvider()
  const { file, held, failNext } = fileOf('r0')
  failNext()
  const before = await (await make(provider, file)).get(null).catch((thrown: unknown) => thrown)
  if (!(before instanceof Error) || held() !== 'r0') return 'a token was used that was not on the disk'
  const after = await (await make(provider, file)).get(null).catch((thrown: unknown) => thrown)
  return after instanceof AppError && after.code === 'SIGN_IN_REQUIRED' ? null : `after it: ${String(after)}`
}

/** Thirty days less a second offline, and a second more. */
async function thirtyDays(make: Make): Promise<string | null> {
  for (const [after, expected] of [
    [THIRTY_DAYS_MS - 1000, 'token'],
    [THIRTY_DAYS_MS + 1000, 'SIGN_IN_REQUIRED'],
  ] as const) {
    const provider = new StrictProvider()
    const tokens = await make(provider, fileOf('r0').file)
    provider.now = after
    const got = await tokens.get(null).then(
      () => 'token',
      (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
    )
    if (got !== expected) return `after ${after} ms: ${got}`
  }
  return null
}

const RUNS: Readonly<Record<Effort, number>> = { quick: 300, full: 5000, long: 50_000 }

async function check(make: Make, effort: Effort, asked: number | null): Promise<Outcome> {
  const seed = firstSeed(asked) | 0
  const trouble =
    (await thousandCallers(make)) ??
    (await everyOrder(make, RUNS[effort], seed)) ??
    (await crashBetween(make)) ??
    (await thirtyDays(make))
  const figure = `1,000 callers: 1 refresh; ${RUNS[effort]} orders of 4 callers; a crash between; 30 days ± 1 s; seed ${seed}`
  return trouble === null ? { met: true, figure } : { met: false, figure, trouble }
}

const caught = (make: Make) => async (): Promise<boolean> => !(await check(make, 'quick', 1)).met

/** One refresh at a time, saved before it is used (sync.md 3.9). */
export const G12: Goal = {
  id: 'G12',
  title: '1,000 parallel calls at expiry make exactly one refresh; a crash between rotation and save loses nothing',
  run: (effort, seed) => check(product, effort, seed),
  mutants: [
    {
      name: 'every caller refreshes by itself',
      isCaught: caught(async (provider, file) => ({
        get: async () =>
          ((await provider.oidc.refresh((await file.read()) ?? '')) as { accessToken: string }).accessToken,
      })),
    },
    {
      name: 'the new token is used before it is saved',
      isCaught: caught(async (provider, file) => {
        const unsaved = {
          read: () => file.read(),
          forget: () => file.forget(),
          keep: (token: string) => void file.keep(token).catch(() => {}),
        }
        return product(provider, unsaved as unknown as RefreshTokenFile)
      }),
    },
  ],
}
