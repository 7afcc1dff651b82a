import type { Session, User } from '../../shared/contract/session.ts'
import { AppError, toAppError } from '../../shared/core/errors.ts'
import { DataKey } from '../profile/data-key.ts'
import type { Profile, Profiles } from '../profile/profiles.ts'
import type { SecretBox } from '../profile/secret-box.ts'
import { unsentAtLastUse } from '../profile/retention.ts'
import { Recovery } from '../profile/recovery.ts'
import { AccessTokens } from './access-tokens.ts'
import type { Oidc } from './oidc.ts'
import { keepRecoverable, type LaptopCalls, lostSince, recoverKey } from './recovery-steps.ts'
import { RefreshTokenFile } from './refresh-token-file.ts'

/** What the session asks of the data service. */
export type Store = {
  /** Gives what this laptop calls itself. */
  readonly open: (profile: Profile, key: string) => Promise<string>
  readonly close: () => Promise<void>
  /** Edits that are on this laptop only: waiting, in conflict or refused. */
  readonly unsent: () => Promise<number>
  /** A token may be had again. */
  readonly resume: () => Promise<void>
  /** When the server was last heard, in milliseconds since 1970; null when it never was. */
  readonly lastContact: () => Promise<number | null>
}

export type SessionParts = {
  readonly issuer: string
  readonly oidc: Oidc
  readonly box: SecretBox
  readonly profiles: Profiles
  readonly store: Store
  readonly laptops: LaptopCalls
  /** A store that heard nothing of the server for longer opens only after a sign-in (sync.md 3.9). */
  readonly lockAfterOfflineDays: number
  readonly now: () => number
  readonly tell: (session: Session) => void
  /** A failure that is nobody's message; it is logged. */
  readonly report: (event: string, thrown: unknown) => void
}

const A_DAY = 24 * 60 * 60 * 1000

/** Who works here and how far they have got: one person at a time, each with their own store and key (sync.md 3.9, 3.11). */
export class SessionKeeper {
  readonly #parts: SessionParts
  #session: Session = { status: 'starting' }
  #profile: Profile | null = null
  #tokens: AccessTokens | null = null
  #attempt: AbortController | null = null
  /** What is open, until its recovery is seen to. */
  #unkept: { readonly key: string; readonly deviceId: string; readonly renew: boolean } | null = null
  /** A key that was recovered where only a pass phrase can lock it again. */
  #recovered: string | null = null
  #deviceId: string | null = null
  #storeIsOpen = false
  /** The pass phrase that is asked for comes right after a sign-in. */
  #isSignedInNow = false

  constructor(parts: SessionParts) {
    this.#parts = parts
  }

  get session(): Session {
    return this.#session
  }

  /** Folder of the person who works here, for what the window remembers about them. */
  get folder(): string | null {
    return this.#profile?.folder ?? null
  }

  /** What this laptop calls itself to the server; null while no store is open. */
  get deviceId(): string | null {
    return this.#storeIsOpen ? this.#deviceId : null
  }

  /** Opens the store of who worked here last, with or without a network. */
  async start(): Promise<void> {
    const last = this.#parts.profiles.last()
    if (!last || last.issuer !== this.#parts.issuer) {
      this.#become({ status: 'signed-out', error: null })
      return
    }
    this.#profile = last
    this.#tokens = await this.#tokensOf(last)
    await this.#openStore(last)
  }

  /** Signs in through the browser. A second call while one is under way changes nothing. */
  async signIn(): Promise<Session> {
    if (this.#attempt) return this.#session
    const before = this.#session
    const attempt = new AbortController()
    this.#attempt = attempt
    if (!this.#storeIsOpen) this.#become({ status: 'signing-in' })
    try {
      const recovers = isKeyLost(before)
      const { user, tokens } = await this.#parts.oidc.signIn(attempt.signal, recovers)
      if (this.#profile && this.#profile.user.sub !== user.sub) await this.#leaveStore()
      const profile = this.#parts.profiles.enter(this.#parts.issuer, user)
      this.#profile = profile
      this.#tokens = await this.#tokensOf(profile)
      await this.#tokens.take(tokens)
      if (this.#storeIsOpen) {
        this.#become({ status: 'signed-in', user })
        await this.#parts.store.resume()
      } else if (await this.checkLost()) return this.#session
      else if (recovers) await this.#recover(profile)
      else await this.#openStore(profile, true)
    } catch (thrown) {
      this.#parts.report('sign-in failed', thrown)
      const error = toAppError(thrown).toWire()
      const cancelled = error.code === 'SIGN_IN_CANCELLED'
      if (this.#storeIsOpen && this.#profile)
        this.#become({ status: 'needs-sign-in', user: this.#profile.user, error: cancelled ? null : error })
      else if (before.status === 'needs-pass-phrase') this.#become(before)
      else if (before.status === 'locked') this.#become({ ...before, error: cancelled ? null : error })
      else this.#become({ status: 'signed-out', error: cancelled ? null : error })
    } finally {
      this.#attempt = null
    }
    return this.#session
  }

  /** Calls off the sign-in that is under way. */
  cancelSignIn(): Session {
    this.#attempt?.abort()
    return this.#session
  }

  /** Makes or opens the store's key with a pass phrase, on a system without a key store. */
  async unlock(passPhrase: string): Promise<Session> {
    const session = this.#session
    const profile = this.#profile
    if (session.status !== 'needs-pass-phrase' || !profile) return session
    try {
      const dataKey = new DataKey(profile.folder, this.#parts.box)
      const key =
        session.mode === 'create' ? await dataKey.create(passPhrase, this.#recovered) : await dataKey.unlock(passPhrase)
      await this.#openWith(profile, key, this.#isSignedInNow)
    } catch (thrown) {
      this.#parts.report('unlock failed', thrown)
      this.#become({ ...session, error: toAppError(thrown).toWire() })
    }
    return this.#session
  }

  /**
   * Signs out. While edits are only on this laptop it refuses unless told to keep them; kept edits stay sealed in
   * that person's folder and are sent when they sign in here again. Otherwise key and store are erased (security.md 30).
   */
  async signOut(keepUnsent: boolean): Promise<{ signedOut: boolean; waiting: number }> {
    const profile = this.#profile
    if (!profile) return { signedOut: true, waiting: 0 }
    const waiting = this.#storeIsOpen ? await this.#parts.store.unsent() : 0
    if (waiting > 0 && !keepUnsent) return { signedOut: false, waiting }
    const isErasable = this.#storeIsOpen && waiting === 0
    const tokens = this.#tokens
    await this.#leaveStore()
    this.#tokens = null
    this.#profile = null
    if (isErasable) this.#parts.profiles.erase(profile)
    else this.#parts.profiles.leave()
    this.#become({ status: 'signed-out', error: null })
    await tokens?.drop()
    return { signedOut: true, waiting }
  }

  /**
   * Closes the store because nobody used it for as long as the organisation allows. A key that a pass phrase locks is
   * asked for by that, any other opens with the next sign-in; nothing is erased.
   */
  async lock(): Promise<void> {
    const profile = this.#profile
    if (!this.#storeIsOpen || !profile || this.#attempt) return
    await this.#close(profile, 'idle')
    const key = await new DataKey(profile.folder, this.#parts.box).read(true)
    if (key.status !== 'needs-pass-phrase') return
    this.#isSignedInNow = false
    this.#askPassPhrase(profile, key.mode)
  }

  /**
   * Says that the pass phrase is forgotten: the next sign-in opens the data, where the server keeps its half, and a new
   * pass phrase locks them.
   */
  forgetPassPhrase(): Session {
    const session = this.#session
    if (session.status !== 'needs-pass-phrase' || !session.canRecover || !this.#profile) return session
    const waiting = unsentAtLastUse(this.#profile.folder)
    this.#become({ status: 'locked', why: 'key-store', user: session.user, waiting, error: null })
    return this.#session
  }

  /** Sees to the recovery of what is open; called whenever the server was heard. */
  async keepRecoverable(): Promise<void> {
    const unkept = this.#unkept
    const profile = this.#profile
    if (!unkept || !profile) return
    this.#unkept = null
    try {
      await keepRecoverable(new Recovery(profile), this.#parts.laptops, unkept)
    } catch (thrown) {
      this.#parts.report('recovery not kept', thrown)
      if (this.#profile === profile) this.#unkept = unkept
    }
  }

  /**
   * Asks whether this laptop was marked as lost and, when the server proves it, destroys the keys and then the data of
   * who works here: edits that were not sent are gone with them. True when it was lost.
   */
  async checkLost(): Promise<boolean> {
    const profile = this.#profile
    if (!profile) return false
    const since = await lostSince(new Recovery(profile), this.#parts.laptops).catch((thrown: unknown) => {
      this.#parts.report('lost or not is not known', thrown)
      return null
    })
    if (since === null || this.#profile !== profile) return false
    const tokens = this.#tokens
    this.#tokens = null
    this.#profile = null
    this.#unkept = null
    this.#parts.profiles.destroyKeys(profile)
    await this.#leaveStore().catch((thrown: unknown) => this.#parts.report('lost store not closed', thrown))
    this.#parts.profiles.erase(profile)
    this.#become({ status: 'signed-out', error: wasLost(since).toWire() })
    await tokens?.drop()
    return true
  }

  /** An access token for the data service; it throws what kept it from one and shows it where a person must act. */
  async accessToken(stale: string | null): Promise<string> {
    const tokens = this.#tokens
    if (!tokens) throw new AppError('SIGN_IN_REQUIRED', 'Sign in to send your changes.')
    try {
      return await tokens.get(stale)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'SIGN_IN_REQUIRED' && tokens === this.#tokens && this.#session.status === 'signed-in')
        this.#become({ status: 'needs-sign-in', user: this.#session.user, error: null })
      throw thrown
    }
  }

  #tokensOf(profile: Profile): Promise<AccessTokens> {
    const { oidc, box, now } = this.#parts
    return AccessTokens.resume(oidc, new RefreshTokenFile(profile.folder, box), now)
  }

  async #openStore(profile: Profile, isSignedInNow = false): Promise<void> {
    try {
      const key = await new DataKey(profile.folder, this.#parts.box).read(this.#parts.profiles.hasStore(profile))
      if (key.status === 'open') await this.#openWith(profile, key.key, isSignedInNow)
      else {
        this.#isSignedInNow = isSignedInNow
        this.#askPassPhrase(profile, key.mode)
      }
    } catch (thrown) {
      this.#parts.report('store not opened', thrown)
      const isKeyMissing = toAppError(thrown).code === 'KEY_STORE_UNREADABLE' && !this.#storeIsOpen
      if (isKeyMissing && new Recovery(profile).read()) {
        const waiting = unsentAtLastUse(profile.folder)
        this.#become({ status: 'locked', why: 'key-store', user: profile.user, waiting, error: null })
        return
      }
      this.#become({ status: 'blocked', user: profile.user, error: toAppError(thrown).toWire() })
    }
  }

  /** Opens the store with the server's half, and locks its key anew with what this computer has now. */
  async #recover(profile: Profile): Promise<void> {
    const { laptops, box } = this.#parts
    const key = await recoverKey(new Recovery(profile), laptops)
    if ((await box.keyStore()) === null) {
      this.#recovered = key
      this.#isSignedInNow = true
      return this.#askPassPhrase(profile, 'create')
    }
    await this.#openWith(profile, key, true, true)
    await new DataKey(profile.folder, box).wrapAnew(key) // only a key that opened the store takes the old one's place
  }

  #askPassPhrase(profile: Profile, mode: 'create' | 'unlock'): void {
    const canRecover = mode === 'unlock' && new Recovery(profile).read() !== undefined
    this.#become({ status: 'needs-pass-phrase', mode, canRecover, user: profile.user, error: null })
  }

  async #openWith(profile: Profile, key: string, isSignedInNow: boolean, renew = false): Promise<void> {
    const { store, now, lockAfterOfflineDays } = this.#parts
    const deviceId = await store.open(profile, key)
    this.#deviceId = deviceId
    this.#unkept = { key, deviceId, renew: renew || this.#recovered !== null }
    this.#recovered = null
    this.#storeIsOpen = true
    const heard = isSignedInNow ? null : await store.lastContact()
    if (heard !== null && now() - heard > lockAfterOfflineDays * A_DAY) return this.#close(profile, 'offline')
    this.#become(workingSession(profile.user, this.#tokens))
  }

  async #close(profile: Profile, why: 'idle' | 'offline'): Promise<void> {
    const waiting = await this.#parts.store.unsent()
    await this.#leaveStore()
    this.#become({ status: 'locked', why, user: profile.user, waiting, error: null })
  }

  async #leaveStore(): Promise<void> {
    this.#unkept = null
    if (this.#storeIsOpen) await this.#parts.store.close()
    this.#storeIsOpen = false
  }

  #become(session: Session): void {
    this.#session = session
    this.#parts.tell(session)
  }
}

const workingSession = (user: User, tokens: AccessTokens | null): Session =>
  tokens?.canRefresh ? { status: 'signed-in', user } : { status: 'needs-sign-in', user, error: null }

/** A key that the server's half has to open: only a sign-in of now gets it. */
const isKeyLost = (session: Session): boolean => session.status === 'locked' && session.why === 'key-store'

const wasLost = (since: string): AppError =>
  new AppError(
    'DEVICE_LOST',
    `This laptop was marked as lost on ${since.slice(0, 10)}. Your data and keys on it were erased, with edits that had not been sent. Whoever has it may sign in and begin anew.`,
  )
