import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Reply } from '../../shared/contract/reply.ts'
import { AppError, toAppError } from '../../shared/core/errors.ts'
import { AUDIENCE, CLIENT_ID } from '../../shared/core/defaults.ts'
import { aKeyStore, NO_KEY_STORE } from '../../tests/support/key-store.ts'
import { runningServer, type RunningServer } from '../../tests/support/running-server.ts'
import { signInByFetch } from '../../tests/support/sign-in-by-fetch.ts'
import { laptopCalls } from '../data-service/api/laptop-calls.ts'
import { type Profile, Profiles } from '../profile/profiles.ts'
import { noteUse } from '../profile/retention.ts'
import { Oidc } from './oidc.ts'
import { SessionKeeper } from './session.ts'

// The real API, the real stand-in issuer and the client of the data service; only the store is a file that is there.
let server: RunningServer
beforeEach(async () => {
  server = await runningServer({ demoSites: 1 })
})
afterEach(() => server.close())

const aFolder = () => mkdtempSync(path.join(tmpdir(), 'recovery-'))

function aStart(root: string, box = aKeyStore('ring'), deviceId = 'laptop-1') {
  const opened: string[] = []
  const prompts: (string | null)[] = []
  const tokenReply = async (stale: string | null): Promise<Reply<string>> =>
    session.accessToken(stale).then(
      (value) => ({ ok: true as const, value }),
      (thrown: unknown) => ({ ok: false as const, error: toAppError(thrown).toWire() }),
    )
  const calls = laptopCalls({ token: tokenReply, now: Date.now })
  const way = { apiUrl: server.apiUrl, proxy: null, certificateAuthority: null, deviceId }
  const session: SessionKeeper = new SessionKeeper({
    issuer: server.issuerUrl,
    oidc: new Oidc(
      { issuer: server.issuerUrl, clientId: CLIENT_ID, audience: AUDIENCE },
      {
        fetch: (url, options) => fetch(url, options),
        now: Date.now,
        openBrowser: async (url) => {
          prompts.push(new URL(url).searchParams.get('prompt'))
          void signInByFetch(url, 'mara')
        },
      },
    ),
    box,
    profiles: new Profiles(root),
    store: {
      open: async (profile: Profile, key: string) => {
        const file = path.join(profile.folder, 'store', 'store.db')
        // As the store does: a key that is not its own does not open it.
        if (existsSync(file) && readFileSync(file, 'utf8') !== `numbers under ${key}`)
          throw new AppError('KEY_STORE_UNREADABLE', 'Not the key of this store.')
        opened.push(key)
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileSync(file, `numbers under ${key}`)
        return deviceId
      },
      close: async () => {},
      unsent: async () => 2,
      resume: async () => {},
      lastContact: async () => null,
    },
    laptops: {
      list: async () => (await calls['laptops.list']({ way })).laptops,
      keep: async (_, half) => void (await calls['laptops.keep']({ way, ...half, name: 'desk' })),
      release: async (_, halfId) => (await calls['laptops.release']({ way, halfId })).half,
      lost: async () => calls['laptops.lost']({ way }),
    },
    lockAfterOfflineDays: 30,
    now: Date.now,
    tell: () => {},
    report: () => {},
  })
  return { session, opened, prompts, calls, way }
}

const personIn = (root: string) => path.join(root, readdirSync(root).find((name) => /^[0-9a-f]{32}$/.test(name)) ?? '')
const halves = () => server.store.db.selectFrom('recovery_half').selectAll().orderBy('place').execute()

/** A laptop whose store was used and whose recovery was seen to. */
async function used(root: string, box = aKeyStore('ring')) {
  const start = aStart(root, box)
  await start.session.signIn()
  if (start.session.session.status === 'needs-pass-phrase') await start.session.unlock('a long phrase of my own')
  expect(start.session.session.status).toBe('signed-in')
  await start.session.keepRecoverable()
  noteUse(personIn(root), 2, Date.now())
  return start
}

test('a key store that was replaced costs one sign-in; the next start needs none', async () => {
  const root = aFolder()
  const before = await used(root)
  const after = aStart(root, aKeyStore('another ring'))
  await after.session.start()
  expect(after.session.session).toMatchObject({ status: 'locked', why: 'key-store', waiting: 2, error: null })
  await after.session.signIn()
  expect(after.session.session.status).toBe('signed-in')
  expect([after.opened, after.prompts]).toEqual([before.opened, ['login consent']])

  const next = aStart(root, aKeyStore('another ring'))
  await next.session.start()
  expect([next.session.session.status, next.opened]).toEqual(['signed-in', before.opened])
  // What was given out is replaced at the next contact.
  const [first] = await halves()
  await after.session.keepRecoverable()
  const kept = await halves()
  expect(kept).toHaveLength(2)
  expect(readFileSync(path.join(personIn(root), 'recovery.json'), 'utf8')).toContain(kept[1]?.half_id)
  expect(kept[0]).toEqual(first)
})

test('neither the disk nor the server alone holds the key', async () => {
  const root = aFolder()
  const { opened } = await used(root)
  const key = Buffer.from(opened[0] ?? '', 'hex')
  const spellings = [key.toString('hex'), key.toString('base64'), key.toString('latin1')]
  const [half] = await halves()
  const disk = readFileSync(path.join(personIn(root), 'recovery.json'), 'utf8')
  const atServer = JSON.stringify([await halves(), await server.store.db.selectFrom('laptop').selectAll().execute()])
  for (const spelling of spellings) {
    expect(disk).not.toContain(spelling)
    expect(atServer).not.toContain(spelling)
  }
  expect(disk).not.toContain(half?.half)
  expect(Buffer.from(half?.half ?? '', 'base64').equals(key)).toBe(false)
})

test('a key file that is gone or damaged is recovered too', async () => {
  const root = aFolder()
  const before = await used(root)
  for (const harm of [
    () => rmSync(path.join(personIn(root), 'key.json')),
    () => writeFileSync(path.join(personIn(root), 'key.json'), '{'),
  ]) {
    harm()
    const after = aStart(root)
    await after.session.start()
    expect(after.session.session).toMatchObject({ status: 'locked', why: 'key-store' })
    await after.session.signIn()
    expect([after.session.session.status, after.opened]).toEqual(['signed-in', before.opened])
  }
})

test('where the key store went away altogether, a new pass phrase locks the same key', async () => {
  const root = aFolder()
  const before = await used(root)
  const after = aStart(root, NO_KEY_STORE)
  await after.session.start()
  await after.session.signIn()
  expect(after.session.session).toMatchObject({ status: 'needs-pass-phrase', mode: 'create' })
  await after.session.unlock('a phrase of another day')
  expect([after.session.session.status, after.opened]).toEqual(['signed-in', before.opened])
  const next = aStart(root, NO_KEY_STORE)
  await next.session.start()
  await next.session.unlock('a phrase of another day')
  expect(next.opened).toEqual(before.opened)
})

test('a forgotten pass phrase is replaced after a sign-in, and the old one opens nothing', async () => {
  const root = aFolder()
  const before = await used(root, NO_KEY_STORE)
  const after = aStart(root, NO_KEY_STORE)
  await after.session.start()
  expect(after.session.session).toMatchObject({ status: 'needs-pass-phrase', mode: 'unlock', canRecover: true })
  after.session.forgetPassPhrase()
  await after.session.signIn()
  await after.session.unlock('a phrase of another day')
  expect(after.opened).toEqual(before.opened)
  const next = aStart(root, NO_KEY_STORE)
  await next.session.start()
  await next.session.unlock('a long phrase of my own')
  expect(next.session.session).toMatchObject({ status: 'needs-pass-phrase', error: { code: 'KEY_STORE_UNREADABLE' } })
})

test('with no network, or with nothing at the server, it says so and changes nothing on the disk', async () => {
  const root = aFolder()
  await used(root)
  const disk = () =>
    readdirSync(personIn(root))
      .filter((name) => /key|recovery/.test(name))
      .map((name) => readFileSync(path.join(personIn(root), name), 'utf8'))
  const before = disk()
  await server.stopApi()
  const after = aStart(root, aKeyStore('another ring'))
  await after.session.start()
  await after.session.signIn()
  expect(after.session.session).toMatchObject({
    status: 'locked',
    why: 'key-store',
    waiting: 2,
    error: { code: 'OFFLINE' },
  })
  await server.startApi()
  await server.store.db.deleteFrom('recovery_half').execute()
  await after.session.signIn()
  expect(after.session.session).toMatchObject({ status: 'locked', error: { code: 'KEY_STORE_UNREADABLE' } })
  expect(disk()).toEqual(before)
  expect(existsSync(path.join(personIn(root), 'store', 'store.db'))).toBe(true)
})

test('another person’s wrap, another laptop’s, or an altered one does not open', async () => {
  const root = aFolder()
  await used(root)
  const file = path.join(personIn(root), 'recovery.json')
  const whole = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  for (const change of [
    { deviceId: 'laptop-2' },
    { sealed: Buffer.alloc(32).toString('base64') },
    { salt: whole['iv'] },
  ]) {
    writeFileSync(file, JSON.stringify({ ...whole, ...change }))
    const after = aStart(root, aKeyStore('another ring'))
    await after.session.start()
    await after.session.signIn()
    expect(after.session.session).toMatchObject({ status: 'locked', error: { code: 'KEY_STORE_UNREADABLE' } })
    expect(after.opened).toEqual([])
  }
})

test('a half the server lost is made anew at the next contact', async () => {
  const root = aFolder()
  await used(root)
  const [before] = await halves()
  await aStart(root).session.start()
  const second = aStart(root)
  await second.session.start()
  await second.session.keepRecoverable()
  expect(await halves()).toEqual([before])
  await server.store.db.deleteFrom('recovery_half').execute()
  const third = aStart(root)
  await third.session.start()
  await third.session.keepRecoverable()
  expect((await halves()).map((half) => half.half_id)).not.toEqual([before?.half_id])
  expect(await halves()).toHaveLength(1)
})

test('a lost laptop destroys its keys and data when the server proves it, and only then', async () => {
  const root = aFolder()
  const { session, calls, way } = await used(root)
  const folder = personIn(root)
  expect(await session.checkLost()).toBe(false)
  await calls['laptops.lose']({ way: { ...way, deviceId: 'another' }, lost: 'laptop-1' })
  // Somebody in between who answers that it is lost, but never saw the half.
  const proofs = await server.store.db
    .selectFrom('laptop')
    .select('proofs')
    .where('device_id', '=', 'laptop-1')
    .executeTakeFirstOrThrow()
  const forged = proofs.proofs.map(({ halfId }) => ({ halfId, proof: Buffer.alloc(32, 7).toString('base64') }))
  await server.store.db
    .updateTable('laptop')
    .set({ proofs: JSON.stringify(forged) })
    .where('device_id', '=', 'laptop-1')
    .execute()
  expect([await session.checkLost(), existsSync(path.join(folder, 'key.json'))]).toEqual([false, true])
  await server.store.db
    .updateTable('laptop')
    .set({ proofs: JSON.stringify(proofs.proofs) })
    .where('device_id', '=', 'laptop-1')
    .execute()
  expect([await session.checkLost(), existsSync(folder)]).toEqual([true, false])
  expect(session.session).toMatchObject({
    status: 'signed-out',
    error: { code: 'DEVICE_LOST', message: expect.stringContaining('erased') },
  })
  expect(await halves()).toEqual([])
})

test('a lost laptop that is signed in to never opens its data', async () => {
  const root = aFolder()
  const { calls, way, opened } = await used(root)
  await calls['laptops.lose']({ way: { ...way, deviceId: 'another' }, lost: 'laptop-1' })
  const thief = aStart(root, aKeyStore('another ring'))
  await thief.session.start()
  await thief.session.signIn()
  expect([thief.session.session.status, thief.opened, opened.length]).toEqual(['signed-out', [], 1])
  expect(readdirSync(root).filter((name) => name.length === 32)).toEqual([])
})
