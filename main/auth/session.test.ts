import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DevIssuer, startDevIssuer } from '../../server/dev-issuer.ts'
import { AUDIENCE, CLIENT_ID } from '../../shared/core/defaults.ts'
import { aKeyStore, NO_KEY_STORE } from '../../tests/support/key-store.ts'
import { signInByFetch } from '../../tests/support/sign-in-by-fetch.ts'
import { type Profile, Profiles } from '../profile/profiles.ts'
import type { SecretBox } from '../profile/secret-box.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { LaptopCalls } from './recovery-steps.ts'
import { Oidc } from './oidc.ts'
import { SessionKeeper } from './session.ts'

let issuer: DevIssuer
beforeEach(async () => {
  issuer = await startDevIssuer({ port: 0 })
})
afterEach(() => issuer.close())

/** Recovery has tests of its own, with the real server (recovery.test.ts). */
const away = () => Promise.reject(new AppError('OFFLINE', 'No network.'))
const NO_SERVER: LaptopCalls = { list: away, keep: away, release: away, lost: away }

type Laptop = {
  readonly root: string
  box: SecretBox
  person: string
  waiting: number
  heardAt?: number
  visit?: (url: string) => Promise<void>
}
const aLaptop = (given: Partial<Laptop> = {}): Laptop => ({
  root: mkdtempSync(path.join(tmpdir(), 'session-')),
  box: aKeyStore('ring'),
  person: 'mara',
  waiting: 0,
  ...given,
})

/** One start of the workbench on a laptop: what the data service is told is written down. */
function aStart(laptop: Laptop) {
  const told: string[] = []
  const opened: { folder: string; key: string }[] = []
  const requests: string[] = []
  let nowMs = Date.now()
  const parts = {
    issuer: issuer.url,
    oidc: new Oidc(
      { issuer: issuer.url, clientId: CLIENT_ID, audience: AUDIENCE },
      {
        fetch: (url, options) => {
          requests.push(new URL(url as string).pathname)
          return fetch(url, options)
        },
        now: () => nowMs,
        openBrowser: async (url) => {
          // The browser is another program: it goes on by itself.
          void (laptop.visit ?? ((address) => signInByFetch(address, laptop.person)))(url)
        },
      },
    ),
    box: laptop.box,
    profiles: new Profiles(laptop.root),
    store: {
      open: async (profile: Profile, key: string) => {
        opened.push({ folder: profile.folder, key })
        mkdirSync(path.join(profile.folder, 'store'), { recursive: true })
        writeFileSync(path.join(profile.folder, 'store', 'frontline.db'), 'numbers')
        return 'laptop-1'
      },
      close: async () => void told.push('store closed'),
      unsent: async () => laptop.waiting,
      resume: async () => void told.push('sync resumed'),
      lastContact: async () => laptop.heardAt ?? null,
    },
    laptops: NO_SERVER,
    lockAfterOfflineDays: 30,
    now: () => nowMs,
    tell: (session: { status: string }) => void told.push(session.status),
    report: () => {},
  }
  const session = new SessionKeeper(parts)
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { session, told, opened, requests, pass }
}

const HOUR = 3_600_000

test('the first sign-in opens a store of one’s own, and its tokens lie nowhere in the clear', async () => {
  const laptop = aLaptop()
  const { session, told, opened } = aStart(laptop)
  await session.start()
  await session.signIn()
  expect(told).toEqual(['signed-out', 'signing-in', 'signed-in'])
  expect(session.session).toEqual({
    status: 'signed-in',
    user: { sub: 'mara', name: 'Mara Lindqvist', roles: ['account_manager'] },
  })
  expect(opened).toHaveLength(1)
  const token = await session.accessToken(null)
  for (const file of readdirSync(laptop.root, { recursive: true, encoding: 'utf8' }).map((name) =>
    path.join(laptop.root, name),
  ))
    expect(
      existsSync(file) && !file.endsWith('store') && file.includes('.') ? readFileSync(file, 'latin1') : '',
    ).not.toContain(token.slice(0, 40))
})

test('the next start works with no network at all, on the same store and key', async () => {
  const laptop = aLaptop()
  const first = aStart(laptop)
  await first.session.signIn()
  await issuer.close()
  const second = aStart(laptop)
  await second.session.start()
  expect(second.told).toEqual(['signed-in'])
  expect(second.opened).toEqual(first.opened)
  await expect(second.session.accessToken(null)).rejects.toMatchObject({ code: 'OFFLINE' })
  expect(second.session.session.status).toBe('signed-in')
})

test('an access token that ran out, or that the API refused, is replaced once for everybody who asks', async () => {
  const { session, pass, requests } = aStart(aLaptop())
  await session.signIn()
  const first = await session.accessToken(null)
  expect(await session.accessToken(null)).toBe(first)
  pass(HOUR)
  requests.length = 0
  const [second, third] = await Promise.all([session.accessToken(null), session.accessToken(null)])
  expect([second === third, second === first]).toEqual([true, false])
  expect(requests).toEqual(['/token'])
  expect(await session.accessToken(second ?? '')).not.toBe(second)
})

test('the newest refresh token is the one the next start uses', async () => {
  const laptop = aLaptop()
  const first = aStart(laptop)
  await first.session.signIn()
  for (let i = 0; i < 3; i += 1) {
    first.pass(HOUR)
    await first.session.accessToken(null)
  }
  const second = aStart(laptop)
  await second.session.start()
  expect(await second.session.accessToken(null)).toMatch(/^ey/)
})

test('a sign-in the provider ended is asked for again; the store stays open', async () => {
  const laptop = aLaptop()
  const first = aStart(laptop)
  await first.session.signIn()
  const port = Number(new URL(issuer.url).port)
  await issuer.close()
  issuer = await startDevIssuer({ port }) // it has forgotten everybody
  first.pass(HOUR)
  await expect(first.session.accessToken(null)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
  expect(first.session.session.status).toBe('needs-sign-in')
  expect(first.told).not.toContain('store closed')
  await first.session.signIn()
  expect(first.told.slice(-2)).toEqual(['signed-in', 'sync resumed'])
  expect(first.opened).toHaveLength(1)
})

test('signing out with edits only on this laptop says how many and does nothing until told to keep them', async () => {
  const laptop = aLaptop({ waiting: 3 })
  const { session, opened } = aStart(laptop)
  await session.signIn()
  const folder = opened[0]?.folder ?? ''
  expect(await session.signOut(false)).toEqual({ signedOut: false, waiting: 3 })
  expect(session.session.status).toBe('signed-in')
  expect(await session.signOut(true)).toEqual({ signedOut: true, waiting: 3 })
  expect([existsSync(path.join(folder, 'store')), existsSync(path.join(folder, 'sign-in.sealed'))]).toEqual([
    true,
    false,
  ])
  const again = aStart(laptop)
  await again.session.start()
  expect(again.told).toEqual(['signed-out'])
  await again.session.signIn()
  expect(again.opened).toEqual(opened)
})

test('signing out with nothing unsent erases the store and its key, and the provider forgets the sign-in', async () => {
  const laptop = aLaptop()
  const { session, opened, requests } = aStart(laptop)
  await session.signIn()
  expect(await session.signOut(false)).toEqual({ signedOut: true, waiting: 0 })
  expect(existsSync(opened[0]?.folder ?? '')).toBe(false)
  expect(requests).toContain('/token/revocation')
  await expect(session.accessToken(null)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
})

test('another person on the same laptop gets another store and never the first one’s', async () => {
  const laptop = aLaptop()
  const { session, opened, told } = aStart(laptop)
  await session.signIn()
  laptop.person = 'dana'
  await session.signIn()
  expect(told.slice(-2)).toEqual(['store closed', 'signed-in'])
  expect(new Set(opened.map(({ folder }) => folder)).size).toBe(2)
  expect(new Set(opened.map(({ key }) => key)).size).toBe(2)
})

test('without a key store a pass phrase locks the store and no sign-in is kept on disk', async () => {
  const laptop = aLaptop({ box: NO_KEY_STORE })
  const first = aStart(laptop)
  await first.session.signIn()
  expect(first.session.session).toMatchObject({ status: 'needs-pass-phrase', mode: 'create' })
  await first.session.unlock('a long phrase of my own')
  expect(first.session.session.status).toBe('signed-in')
  expect(readdirSync(first.opened[0]?.folder ?? '').toSorted()).toEqual(['key.json', 'profile.json', 'store'])

  const second = aStart(laptop)
  await second.session.start()
  expect(second.session.session).toMatchObject({ status: 'needs-pass-phrase', mode: 'unlock' })
  await second.session.unlock('another phrase')
  expect(second.session.session).toMatchObject({ status: 'needs-pass-phrase', error: { code: 'KEY_STORE_UNREADABLE' } })
  await second.session.unlock('a long phrase of my own')
  expect(second.opened).toEqual(first.opened)
  expect(second.session.session.status).toBe('needs-sign-in')
})

test('a key store that is locked or was replaced blocks with words and changes nothing on disk', async () => {
  const laptop = aLaptop()
  const first = aStart(laptop)
  await first.session.signIn()
  const file = path.join(first.opened[0]?.folder ?? '', 'key.json')
  const before = readFileSync(file)
  laptop.box = aKeyStore('another ring')
  const second = aStart(laptop)
  await second.session.start()
  expect(second.session.session).toMatchObject({
    status: 'blocked',
    error: { code: 'KEY_STORE_UNREADABLE', message: expect.stringContaining('Your store is untouched') },
  })
  expect([second.opened, readFileSync(file).equals(before)]).toEqual([[], true])
})

test('a sign-in that is called off leaves one signed out, without a reproach', async () => {
  const { session, told } = aStart(aLaptop({ visit: async () => {} }))
  const attempt = session.signIn()
  const second = session.signIn() // a second press of the button
  await new Promise((later) => void setTimeout(later, 300))
  session.cancelSignIn()
  expect(await attempt).toEqual({ status: 'signed-out', error: null })
  await second
  expect(told).toEqual(['signing-in', 'signed-out'])
})

test.each([
  [
    'with another attempt’s state',
    (url: URL) => `code=abc&state=${'x'.repeat(43)}&iss=${encodeURIComponent(url.origin)}`,
  ],
  ['without a state', () => 'code=abc'],
  [
    'with a made-up code',
    (url: URL) => `code=abc&state=${url.searchParams.get('state')}&iss=${encodeURIComponent(url.origin)}`,
  ],
])('a return %s is refused', async (_what, query) => {
  const visit = async (address: string) => {
    const url = new URL(address)
    await fetch(`${url.searchParams.get('redirect_uri')}?${query(url)}`)
  }
  const { session, opened } = aStart(aLaptop({ visit }))
  await session.signIn()
  expect(session.session).toMatchObject({ status: 'signed-out', error: { code: 'SIGN_IN_FAILED' } })
  expect(opened).toEqual([])
})

test('a return with a good code and the state of another attempt is refused', async () => {
  let first = ''
  const visit = (address: string) =>
    signInByFetch(address, 'mara', undefined, (back) => {
      const state = back.searchParams.get('state') ?? ''
      if (first === '') first = state
      else back.searchParams.set('state', first)
    })
  const { session, opened } = aStart(aLaptop({ visit }))
  await session.signIn()
  expect(session.session.status).toBe('signed-in')
  await session.signIn()
  expect(session.session).toMatchObject({ status: 'needs-sign-in', error: { code: 'SIGN_IN_FAILED' } })
  expect(opened.length).toBe(1)
})

test('two attempts at the same time do not mix: each is answered by its own door', async () => {
  const one = aStart(aLaptop())
  const two = aStart(aLaptop({ person: 'dana' }))
  await Promise.all([one.session.signIn(), two.session.signIn()])
  const subjects = [one, two].map(({ session: { session } }) => ('user' in session ? session.user?.sub : null))
  expect(subjects).toEqual(['mara', 'dana'])
})

test('a provider that does not answer is said in words', async () => {
  await issuer.close()
  const { session } = aStart(aLaptop())
  await session.signIn()
  expect(session.session).toMatchObject({ status: 'signed-out', error: { code: 'OFFLINE' } })
  issuer = await startDevIssuer({ port: 0 })
})

test('every attempt has its own state, nonce and proof key', async () => {
  const seen: URL[] = []
  const laptop = aLaptop({
    visit: async (address) => {
      seen.push(new URL(address))
      await signInByFetch(address, 'mara')
    },
  })
  const { session } = aStart(laptop)
  await session.signIn()
  await session.signIn()
  const values = (name: string) => seen.map((url) => url.searchParams.get(name))
  for (const name of ['state', 'nonce', 'code_challenge']) expect(new Set(values(name)).size).toBe(2)
  expect(values('code_challenge_method')).toEqual(['S256', 'S256'])
})

test('a store that heard nothing of the server for 30 days opens after a sign-in, with everything in it', async () => {
  const laptop = aLaptop({ waiting: 3 })
  const first = aStart(laptop)
  await first.session.signIn()
  laptop.heardAt = Date.now()
  const inTime = aStart(laptop)
  inTime.pass(30 * 24 * HOUR - 1000)
  await inTime.session.start()
  expect(inTime.session.session.status).toBe('signed-in')

  const late = aStart(laptop)
  late.pass(30 * 24 * HOUR + 60_000)
  await late.session.start()
  const user = { sub: 'mara', name: 'Mara Lindqvist', roles: ['account_manager'] }
  expect(late.session.session).toEqual({ status: 'locked', why: 'offline', user, waiting: 3, error: null })
  expect(late.told).toContain('store closed')
  await late.session.signIn()
  expect(late.session.session).toMatchObject({ status: 'signed-in' })
  expect(late.opened.at(-1)).toEqual(first.opened[0])
})

test('a store nobody used for a while is closed until the next sign-in, and a sign-in that fails leaves it closed', async () => {
  const laptop = aLaptop({ waiting: 2 })
  const { session, told, opened } = aStart(laptop)
  await session.signIn()
  await session.lock()
  expect(session.session).toMatchObject({ status: 'locked', why: 'idle', waiting: 2 })
  expect(told.slice(-2)).toEqual(['store closed', 'locked'])
  laptop.visit = async (address) => {
    await fetch(`${new URL(address).searchParams.get('redirect_uri')}?error=access_denied`)
  }
  await session.signIn()
  expect(session.session).toMatchObject({ status: 'locked', waiting: 2, error: { code: 'SIGN_IN_FAILED' } })
  delete laptop.visit
  await session.signIn()
  expect([session.session.status, opened.length]).toEqual(['signed-in', 2])
  expect(opened[1]).toEqual(opened[0])
})

test('where a pass phrase locks the key, a store nobody used for a while asks for it, with no network', async () => {
  const laptop = aLaptop({ box: NO_KEY_STORE })
  const { session, opened } = aStart(laptop)
  await session.signIn()
  await session.unlock('a long phrase of my own')
  await session.lock()
  expect(session.session).toMatchObject({ status: 'needs-pass-phrase', mode: 'unlock' })
  await session.unlock('a long phrase of my own')
  expect([session.session.status, opened.length]).toEqual(['signed-in', 2])
})
