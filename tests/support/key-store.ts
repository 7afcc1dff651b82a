import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { SecretBox } from '../../main/profile/secret-box.ts'

/** Stands in for the operating system's key store: what one ring sealed no other ring opens. */
export function aKeyStore(ring: string): SecretBox {
  const key = createHash('sha256').update(ring).digest()
  return {
    keyStore: async () => ring,
    seal: async (text) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed])
    },
    open: async (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

const refuse = async (): Promise<never> => {
  throw new Error('no key store')
}

/** A system without one. */
export const NO_KEY_STORE: SecretBox = { keyStore: async () => null, seal: refuse, open: refuse }
