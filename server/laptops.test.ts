import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Laptop, lostText } from '../shared/contract/laptops.ts'
import { injectedApi, type InjectedApi } from '../tests/support/injected-api.ts'

type Asked = { as?: string; token?: string; from?: string }

describe('laptops and their halves', () => {
  let api: InjectedApi
  beforeAll(async () => {
    api = await injectedApi({ demoSites: 1 })
  })
  afterAll(() => api.close())

  const ask = <T = never>(method: 'GET' | 'PUT' | 'POST', path: string, asked: Asked, body?: unknown) => {
    const { from = 'red', ...who } = asked
    return api.ask<T>(method, path, {
      ...who,
      headers: { 'x-device-id': from },
      ...(body === undefined ? {} : { body }),
    })
  }
  const keep = async (device: string, as = 'mara') => {
    const half = { halfId: randomUUID(), half: randomBytes(32).toString('base64'), name: `${as}’s ${device}` }
    expect((await ask('PUT', `/sync/laptops/${device}/recovery`, { as, from: device }, half)).codes).toEqual([])
    return half
  }
  const release = (device: string, halfId: string, asked: Asked) =>
    ask<{ half: string | null }>(
      'POST',
      `/sync/laptops/${device}/recovery/release`,
      { from: device, ...asked },
      { halfId },
    )
  const audited = async (kind: 'recovery-released' | 'recovery-refused' | 'recovery-kept' | 'laptop-lost') =>
    (await api.store.db.selectFrom('access_audit').select(['sub', 'what']).where('kind', '=', kind).execute()).map(
      ({ sub, what }) => `${sub} ${what.split(' ').slice(2).join(' ')}`,
    )

  test('a half is given back to its person, on its laptop, after a sign-in of now, and that is audited', async () => {
    const { halfId, half } = await keep('red')
    expect((await release('red', halfId, { as: 'mara' })).data).toEqual({ half })
    expect([await audited('recovery-kept'), await audited('recovery-released')]).toEqual([['mara red'], ['mara red']])
  })

  test('somebody else, another laptop, a sign-in of long ago and one that does not say when get nothing', async () => {
    const { halfId } = await keep('green')
    const seconds = Math.floor(api.clock.now / 1000)
    const old = await api.tokenOf('mara', { auth_time: seconds - 601 })
    const ahead = await api.tokenOf('mara', { auth_time: seconds + 601 })
    const silent = await api.tokenOf('mara', { auth_time: undefined })
    expect(
      await Promise.all(
        [
          release('green', halfId, { as: 'dana' }),
          release('green', halfId, { as: 'ines' }), // an administrator neither
          release('green', halfId, { as: 'mara', from: 'red' }),
          release('red', halfId, { as: 'mara' }),
          release('green', halfId, { token: old }),
          release('green', halfId, { token: ahead }),
          release('green', halfId, { token: silent }),
        ].map(async (answer) => (await answer).codes[0] ?? (await answer).data.half),
      ),
    ).toEqual([null, null, 'INSUFFICIENT_PERMISSIONS', null, ...Array<string>(3).fill('SIGN_IN_REQUIRED')])
    expect((await audited('recovery-refused')).toSorted()).toEqual(
      ['dana green', 'ines green', 'mara red', 'mara green', 'mara green', 'mara green'].toSorted(),
    )
  })

  test('the sixth half within an hour is refused, and the next hour it is given again', async () => {
    const { halfId } = await keep('blue', 'owen')
    const codes: (string | undefined)[] = []
    const six = await Promise.all(Array.from({ length: 6 }, () => release('blue', halfId, { as: 'owen' })))
    for (const answer of six) codes.push(answer.codes[0])
    expect(codes.filter((code) => code === undefined)).toHaveLength(5)
    expect(codes).toContain('RATE_LIMIT_EXCEEDED')
    api.clock.now += 3_600_001
    expect((await release('blue', halfId, { as: 'owen' })).codes).toEqual([])
  })

  test('the half before the newest is kept, the one before that is not', async () => {
    const [oldest, older, newest] = [await keep('grey'), await keep('grey'), await keep('grey')]
    const got = []
    for (const { halfId } of [oldest, older, newest])
      got.push((await release('grey', halfId, { as: 'mara' })).data.half)
    expect(got).toEqual([null, older.half, newest.half])
  })

  test('everybody sees their own laptops, an administrator anybody’s', async () => {
    const { halfId } = await keep('desk', 'reed')
    const list = async (as: string, sub = '') =>
      await ask<{ laptops: Laptop[] }>('GET', `/sync/laptops${sub}`, { as, from: 'desk' })
    const at = new Date(api.clock.now).toISOString()
    const desk = {
      deviceId: 'desk',
      name: 'reed’s desk',
      firstSeenAt: at,
      lastSeenAt: at,
      lostAt: null,
      halves: [halfId],
    }
    expect((await list('reed')).data).toEqual({ laptops: [desk] })
    expect((await list('ines', '?sub=reed')).data).toEqual({ laptops: [desk] })
    expect((await list('mara', '?sub=reed')).codes).toEqual(['INSUFFICIENT_PERMISSIONS'])
  })

  test('a lost laptop is answered nothing any more, and told so in a way only this server can', async () => {
    const { halfId, half } = await keep('train')
    const other = await keep('home')
    expect((await ask('GET', '/me', { as: 'mara', from: 'train' })).status).toBe(200)
    const lose = (asked: Asked, body = {}) => ask('POST', '/sync/laptops/train/lost', asked, body)
    expect((await lose({ as: 'dana' })).codes).toEqual(['NOT_FOUND']) // hers is another one, if she had it
    expect((await lose({ as: 'dana' }, { sub: 'mara' })).codes).toEqual(['INSUFFICIENT_PERMISSIONS'])
    expect((await lose({ as: 'ines' }, { sub: 'mara' })).codes).toEqual([])
    for (const path of ['/me', '/sites', '/sync/scopes', '/sync/changes?scope=0427:2026&cursor=0', '/sync/laptops'])
      expect((await ask('GET', path, { as: 'mara', from: 'train' })).codes).toEqual(['DEVICE_LOST'])
    expect((await ask('POST', '/sync/push', { as: 'mara', from: 'train' }, { ops: [] })).codes).toEqual(['DEVICE_LOST'])
    expect((await release('train', halfId, { as: 'mara' })).codes).toEqual(['DEVICE_LOST'])
    expect((await ask('GET', '/me', { as: 'mara', from: 'home' })).status).toBe(200)
    expect((await ask('GET', '/me', { as: 'dana', from: 'train' })).status).toBe(200)

    const proof = createHmac('sha256', Buffer.from(half, 'base64')).update(lostText('train')).digest('base64')
    const told = async (device: string) =>
      (await ask('GET', `/sync/laptops/${device}/lost`, { as: 'mara', from: device })).data
    expect(await told('train')).toEqual({ lostAt: expect.any(String), proofs: [{ halfId, proof }] })
    expect(await told('home')).toEqual({ lostAt: null, proofs: [] })
    const halves = await api.store.db.selectFrom('recovery_half').select('half_id').where('sub', '=', 'mara').execute()
    expect(halves.map((row) => row.half_id)).toContain(other.halfId)
    expect(halves.map((row) => row.half_id)).not.toContain(halfId)
    expect(await audited('laptop-lost')).toContain('ines mara train')
  })

  test('names that a program makes up do not fill the list', async () => {
    for (let i = 0; i < 60; i += 1) await ask('GET', '/me', { as: 'ines', from: `made-up-${i}` })
    const { data } = await ask<{ laptops: Laptop[] }>('GET', '/sync/laptops', { as: 'ines', from: 'made-up-0' })
    expect(data.laptops).toHaveLength(50)
  })
})
