import { shell } from 'electron'
import { AppError } from '../../shared/core/errors.ts'
import { isSignInAddress } from '../auth/sign-in-address.ts'

/** Opens the provider's sign-in page in the system's browser, and refuses any other kind of address (security.md 9). */
export async function openInBrowser(url: string): Promise<void> {
  if (!isSignInAddress(url))
    throw new AppError('SIGN_IN_FAILED', 'The sign-in service named an address Frontline does not open.')
  try {
    await shell.openExternal(url)
  } catch (cause) {
    throw new AppError(
      'SIGN_IN_FAILED',
      'No browser could be opened for signing in. Set a default browser in the system settings, then try again.',
      [],
      { cause },
    )
  }
}
