import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { writePrivate } from '../profile/private-file.ts'
import type { SecretBox } from '../profile/secret-box.ts'

/** One person's refresh token on disk, sealed by the system's key store; where there is none it is never written. */
export class RefreshTokenFile {
  readonly #file: string
  readonly #box: SecretBox

  constructor(profileFolder: string, box: SecretBox) {
    this.#file = path.join(profileFolder, 'sign-in.sealed')
    this.#box = box
  }

  /** The token, or null when there is none this system can open; then the person signs in again. */
  async read(): Promise<string | null> {
    if (!existsSync(this.#file) || (await this.#box.keyStore()) === null) return null
    try {
      return await this.#box.open(readFileSync(this.#file))
    } catch {
      return null // sealed by another key store: as good as none
    }
  }

  /** Keeps a token, where the system can; says whether it did. */
  async keep(token: string): Promise<boolean> {
    if ((await this.#box.keyStore()) === null) return false
    writePrivate(this.#file, await this.#box.seal(token))
    return true
  }

  forget(): void {
    rmSync(this.#file, { force: true })
  }
}
