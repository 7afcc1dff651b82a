import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { AppError } from '../../shared/core/errors.ts'
import { readJson, writePrivate } from './private-file.ts'
import type { SecretBox } from './secret-box.ts'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
/** About half a second and 128 MB a guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

const KeyFile = z.discriminatedUnion('wrappedBy', [
  z.object({ wrappedBy: z.literal('key-store'), keyStore: z.string(), sealed: z.base64() }),
  z.object({
    wrappedBy: z.literal('pass-phrase'),
    salt: z.base64(),
    iv: z.base64(),
    tag: z.base64(),
    sealed: z.base64(),
  }),
])

/** The store's data key, or what is needed to get it. */
export type KeyState =
  | { readonly status: 'open'; readonly key: string }
  | { readonly status: 'needs-pass-phrase'; readonly mode: 'create' | 'unlock' }

/**
 * The 256-bit key of one person's store, wrapped by the system's key store, or by a pass phrase where there is none
 * (sync.md 3.11). A key that cannot be unwrapped is an error, never a reason to make a new one over an old store.
 */
export class DataKey {
  readonly #file: string
  readonly #box: SecretBox

  constructor(profileFolder: string, box: SecretBox) {
    this.#file = path.join(profileFolder, 'key.json')
    this.#box = box
  }

  /** Unwraps the key, or makes one for a store that does not exist yet. */
  async read(hasStore: boolean): Promise<KeyState> {
    const file = readJson(this.#file, KeyFile)
    const keyStore = await this.#box.keyStore()
    if (!file) {
      if (hasStore) throw unreadable('The key file of your store is missing or damaged.')
      if (keyStore === null) return { status: 'needs-pass-phrase', mode: 'create' }
      const key = randomBytes(32).toString('hex')
      await this.wrapAnew(key)
      return { status: 'open', key }
    }
    if (file.wrappedBy === 'pass-phrase') return { status: 'needs-pass-phrase', mode: 'unlock' }
    if (keyStore === null) throw unreadable(`The key store that locks your store (${file.keyStore}) does not answer.`)
    try {
      return { status: 'open', key: await this.#box.open(Buffer.from(file.sealed, 'base64')) }
    } catch (cause) {
      throw unreadable(`The key store of this computer (${keyStore}) is locked or was replaced.`, cause)
    }
  }

  /** Wraps a key with the key store of this computer, in the place of the wrap before; only with one that is there. */
  async wrapAnew(key: string): Promise<void> {
    const keyStore = await this.#box.keyStore()
    const sealed = (await this.#box.seal(key)).toString('base64')
    writePrivate(this.#file, JSON.stringify({ wrappedBy: 'key-store', keyStore, sealed }))
  }

  /** Makes a key, or takes one that was recovered, and wraps it with a new pass phrase. */
  async create(passPhrase: string, recovered: string | null = null): Promise<string> {
    const key = recovered === null ? randomBytes(32) : Buffer.from(recovered, 'hex')
    const salt = randomBytes(16)
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', await derive(passPhrase.normalize('NFKC'), salt, 32, COST), iv)
    const sealed = Buffer.concat([cipher.update(key), cipher.final()])
    const text = (bytes: Buffer) => bytes.toString('base64')
    writePrivate(
      this.#file,
      JSON.stringify({
        wrappedBy: 'pass-phrase',
        salt: text(salt),
        iv: text(iv),
        tag: text(cipher.getAuthTag()),
        sealed: text(sealed),
      }),
    )
    return key.toString('hex')
  }

  /** Unwraps the key with its pass phrase; a wrong one is KEY_STORE_UNREADABLE and costs nothing but the wait. */
  async unlock(passPhrase: string): Promise<string> {
    const file = readJson(this.#file, KeyFile)
    if (file?.wrappedBy !== 'pass-phrase') throw unreadable('The key file of your store is missing or damaged.')
    const bytes = (text: string) => Buffer.from(text, 'base64')
    const decipher = createDecipheriv(
      'aes-256-gcm',
      await derive(passPhrase.normalize('NFKC'), bytes(file.salt), 32, COST),
      bytes(file.iv),
    )
    decipher.setAuthTag(bytes(file.tag))
    try {
      return Buffer.concat([decipher.update(bytes(file.sealed)), decipher.final()]).toString('hex')
    } catch (cause) {
      throw new AppError(
        'KEY_STORE_UNREADABLE',
        'That pass phrase does not open your store. Try again; nothing is lost.',
        [],
        { cause },
      )
    }
  }
}

const unreadable = (why: string, cause?: unknown) =>
  new AppError(
    'KEY_STORE_UNREADABLE',
    `${why} Your store is untouched. Unlock the key store and start Frontline again, or ask your IT support.`,
    [],
    { cause },
  )
