import { safeStorage } from 'electron'
import { AppError } from '../../shared/core/errors.ts'
import type { SecretBox } from '../profile/secret-box.ts'

const NAMES: Readonly<Record<string, string>> = {
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
  darwin: 'macOS Keychain',
  win32: 'Windows data protection',
}

/** Since Electron 40-odd there are calls that do not block the window; older runtimes only have those that do. */
const hasAsync = (): boolean => typeof safeStorage.encryptStringAsync === 'function'

/** The operating system's key store. On Linux a back end that only disguises counts as none (security.md 27). */
export const keyStore: SecretBox = {
  keyStore: async () => {
    const isThere = hasAsync() ? await safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable()
    if (!isThere) return null
    const name = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform
    return NAMES[name] ?? null
  },
  seal: async (text) => {
    try {
      return hasAsync() ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)
    } catch (cause) {
      throw new AppError(
        'KEY_STORE_UNAVAILABLE',
        'The key store of this computer is locked. Unlock it and try again.',
        [],
        {
          cause,
        },
      )
    }
  },
  open: async (sealed) =>
    hasAsync() ? (await safeStorage.decryptStringAsync(sealed)).result : safeStorage.decryptString(sealed),
}
