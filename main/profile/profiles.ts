import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { User } from '../../shared/contract/session.ts'
import { readJson, writePrivate } from './private-file.ts'

const Profile = z.object({ issuer: z.string(), user: User })
const LastProfile = z.object({ folder: z.string().regex(/^[0-9a-f]{32}$/) })

/** One person's place on this laptop. Another person has another one: a store is never shared (sync.md 3.9). */
export type Profile = z.infer<typeof Profile> & { readonly folder: string }

/** The people who have signed in on this laptop, each with a folder of their own. */
export class Profiles {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  /** Who worked here last and has not signed out. */
  last(): Profile | undefined {
    const last = readJson(path.join(this.#root, 'last.json'), LastProfile)
    if (!last) return undefined
    const folder = path.join(this.#root, last.folder)
    const profile = readJson(path.join(folder, 'profile.json'), Profile)
    return profile && { ...profile, folder }
  }

  /** Makes or refreshes the folder of who just signed in, and remembers them as the last. */
  enter(issuer: string, user: User): Profile {
    const name = createHash('sha256').update(`${issuer}\n${user.sub}`).digest('hex').slice(0, 32)
    const folder = path.join(this.#root, name)
    writePrivate(path.join(folder, 'profile.json'), JSON.stringify({ issuer, user }))
    writePrivate(path.join(this.#root, 'last.json'), JSON.stringify({ folder: name }))
    return { issuer, user, folder }
  }

  /** Forgets who worked here last; their folder stays. */
  leave(): void {
    rmSync(path.join(this.#root, 'last.json'), { force: true })
  }

  /** Destroys what opens a person's store and what signs them in: what is left of it nobody can read. */
  destroyKeys(profile: Profile): void {
    for (const name of ['key.json', 'recovery.json', 'sign-in.sealed'])
      rmSync(path.join(profile.folder, name), { force: true })
  }

  /** Removes a person's key, store and settings from this laptop. */
  erase(profile: Profile): void {
    this.leave()
    rmSync(profile.folder, { recursive: true, force: true })
  }

  /** True when a store was made for this person already. */
  hasStore(profile: Profile): boolean {
    return existsSync(path.join(profile.folder, 'store')) && readdirSync(path.join(profile.folder, 'store')).length > 0
  }
}
