import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'
import { DeviceId, lostText } from '../../shared/contract/laptops.ts'
import { AppError } from '../../shared/core/errors.ts'
import { readJson, writePrivate } from './private-file.ts'
import type { Profile } from './profiles.ts'

const RecoveryFile = z.object({
  deviceId: DeviceId,
  halfId: z.uuid(),
  /** Hash of what the server says when this laptop was marked as lost. */
  lostCheck: z.base64(),
  salt: z.base64(),
  iv: z.base64(),
  tag: z.base64(),
  sealed: z.base64(),
})
export type RecoveryFile = z.infer<typeof RecoveryFile>

/** What the server keeps of it. */
export type Half = { readonly halfId: string; readonly half: string }

/**
 * The second wrap of a store's key (sync.md 3.11): the wrapped key lies here, the key to the wrap at the server, which
 * gives it out to this person on this laptop after a sign-in. Neither alone opens anything.
 */
export class Recovery {
  readonly #file: string
  readonly #whose: string

  constructor(profile: Profile) {
    this.#file = path.join(profile.folder, 'recovery.json')
    this.#whose = `${profile.issuer}\n${profile.user.sub}`
  }

  /** What lies here; undefined where nothing does, or nothing that can be read. */
  read(): RecoveryFile | undefined {
    return readJson(this.#file, RecoveryFile)
  }

  /** Wraps a key under a new half. Nothing is written yet: the server has to have the half first. */
  wrap(key: string, deviceId: string): { readonly half: Half; readonly file: RecoveryFile } {
    const half = randomBytes(32)
    const [salt, iv] = [randomBytes(16), randomBytes(12)]
    const cipher = createCipheriv('aes-256-gcm', this.#wrapKey(half, salt, deviceId), iv)
    const sealed = Buffer.concat([cipher.update(Buffer.from(key, 'hex')), cipher.final()])
    const halfId = randomUUID()
    return {
      half: { halfId, half: text(half) },
      file: {
        deviceId,
        halfId,
        lostCheck: hashOf(createHmac('sha256', half).update(lostText(deviceId)).digest()),
        salt: text(salt),
        iv: text(iv),
        tag: text(cipher.getAuthTag()),
        sealed: text(sealed),
      },
    }
  }

  /** Puts a new wrap in the place of the one before. */
  keep(file: RecoveryFile): void {
    writePrivate(this.#file, JSON.stringify(file))
  }

  /** The store's key; KEY_STORE_UNREADABLE when the half is not this wrap's. */
  unwrap(file: RecoveryFile, half: string): string {
    const wrapKey = this.#wrapKey(bytes(half), bytes(file.salt), file.deviceId)
    const decipher = createDecipheriv('aes-256-gcm', wrapKey, bytes(file.iv), { authTagLength: 16 })
    try {
      decipher.setAuthTag(bytes(file.tag))
      return Buffer.concat([decipher.update(bytes(file.sealed)), decipher.final()]).toString('hex')
    } catch (cause) {
      throw cannotRecover(cause)
    }
  }

  #wrapKey(half: Buffer, salt: Buffer, deviceId: string): Buffer {
    return Buffer.from(hkdfSync('sha256', half, salt, `frontline recovery\n${this.#whose}\n${deviceId}`, 32))
  }
}

/** True when this can only have been said by the server that keeps the half, of this very laptop. */
export const provesLost = (file: RecoveryFile, proof: string): boolean => hashOf(bytes(proof)) === file.lostCheck

/** Nothing at the server opens the store. */
export const cannotRecover = (cause?: unknown): AppError =>
  new AppError(
    'KEY_STORE_UNREADABLE',
    'The forecasting server keeps nothing that opens your data on this computer. They are untouched; ask your IT support.',
    [],
    { cause },
  )

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64')
const text = (buffer: Buffer): string => buffer.toString('base64')
const hashOf = (buffer: Buffer): string => text(createHash('sha256').update(buffer).digest())
