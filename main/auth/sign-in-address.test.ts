import { expect, test } from 'vitest'
import { isSignInAddress } from './sign-in-address.ts'

test.each([
  'https://login.example.test/authorize?client_id=a',
  'http://127.0.0.1:4011/auth',
  'http://localhost:4011/auth',
])('a browser may be sent to %s', (url) => expect(isSignInAddress(url)).toBe(true))

test.each([
  'http://login.example.test/authorize',
  'file:///etc/passwd',
  'smb://server/share',
  'javascript:alert(1)',
  'ms-msdt:/id PCWDiagnostic',
  'data:text/html,hello',
  'https://login.example.test@evil.test/',
  'http://127.0.0.1@evil.test/',
  'http://127.0.0.1.evil.test/',
  'app://frontline/index.html',
  'not an address',
  '',
])('a browser is never sent to %s', (url) => expect(isSignInAddress(url)).toBe(false))
