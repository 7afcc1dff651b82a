import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SCOPES } from '../shared/contract/api.ts'
import { AUDIENCE, CLIENT_ID, DEMO_PASSWORD, SCRIPT_CLIENT_ID } from '../shared/core/defaults.ts'
import { type DevIssuer, PERSON_GRANT, startDevIssuer } from './dev-issuer.ts'

const REDIRECT = 'http://127.0.0.1:49152/callback'
const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-0123'

type TokenAnswer = {
  access_token?: string
  refresh_token?: string
  id_token?: string
  error?: string
  error_description?: string
}

describe('the stand-in identity provider', () => {
  let issuer: DevIssuer
  beforeAll(async () => {
    issuer = await startDevIssuer({ port: 0, accessTokenSeconds: 120 })
  })
  afterAll(() => issuer.close())

  const token = async (form: Record<string, string>) => {
    const response = await fetch(`${issuer.url}/token`, { method: 'POST', body: new URLSearchParams(form) })
    return { status: response.status, ...((await response.json()) as TokenAnswer) }
  }
  const refresh = (refreshToken: string) =>
    token({ grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: refreshToken, resource: AUDIENCE })

  /** A browser of the simplest kind: follows redirects on the provider, keeps cookies, fills the form. */
  async function signIn(name: string, password: string) {
    const cookies = new Map<string, string>()
    const go = async (url: string, init: RequestInit = {}) => {
      const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ')
      const response = await fetch(new URL(url, issuer.url), { ...init, headers: { cookie }, redirect: 'manual' })
      for (const line of response.headers.getSetCookie()) {
        const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        cookies.set(key, value)
      }
      return response
    }
    const follow = async (response: Response): Promise<{ url: string; response: Response }> => {
      const url = response.headers.get('location') ?? ''
      if (!url || url.startsWith(REDIRECT)) return { url, response }
      return follow(await go(url))
    }
    const challenge = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(VERIFIER))).toString(
      'base64url',
    )
    const query = new URLSearchParams({
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: `openid profile offline_access ${SCOPES.join(' ')}`,
      resource: AUDIENCE,
      prompt: 'consent',
      state: 'some-state',
      nonce: 'some-nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    const start = await go(`/auth?${query.toString()}`)
    const form = await go(start.headers.get('location') ?? '')
    const html = await form.text()
    const posted = await go(/action="([^"]+)"/.exec(html)?.[1] ?? '', {
      method: 'POST',
      body: new URLSearchParams({ name, password }),
    })
    const end = await follow(posted)
    const code = new URL(end.url || 'http://none').searchParams.get('code') ?? ''
    return { html, posted, code }
  }
  const redeem = (code: string, verifier = VERIFIER) =>
    token({
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      code,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
      resource: AUDIENCE,
    })

  test('a person signs in by name and password and gets tokens that say who they are', async () => {
    const { html, code } = await signIn('Dana', DEMO_PASSWORD)
    for (const id of ['name', 'password', 'sign-in']) expect(html).toContain(`id="${id}"`)
    const answer = await redeem(code)
    const keys = createRemoteJWKSet(new URL(`${issuer.url}/jwks`))
    const access = await jwtVerify(answer.access_token ?? '', keys, { issuer: issuer.url, audience: AUDIENCE })
    expect(decodeProtectedHeader(answer.access_token ?? '')).toMatchObject({ alg: 'RS256', typ: 'at+jwt' })
    expect(access.payload).toMatchObject({
      sub: 'dana',
      name: 'Dana Whitfield',
      roles: ['district_manager'],
      site_access: ['district:12'],
      scope: SCOPES.join(' '),
    })
    expect(Number(access.payload.exp) - Number(access.payload.iat)).toBe(120)
    const identity = await jwtVerify(answer.id_token ?? '', keys, { issuer: issuer.url, audience: CLIENT_ID })
    expect(identity.payload).toMatchObject({ sub: 'dana', name: 'Dana Whitfield', nonce: 'some-nonce' })
  })

  test('a wrong password, or a code without its verifier, gives nothing', async () => {
    const { posted, code } = await signIn('mara', 'wrong')
    expect([posted.status, code]).toEqual([401, ''])
    expect(await posted.text()).toContain('The name or the password is not right.')
    const right = await signIn('mara', DEMO_PASSWORD)
    expect(await redeem(right.code, `${VERIFIER}x`)).toMatchObject({ status: 400, error: 'invalid_grant' })
  })

  test('a refresh token is good once; used again it ends the whole sign-in', async () => {
    const first = await redeem((await signIn('mara', DEMO_PASSWORD)).code)
    const second = await refresh(first.refresh_token ?? '')
    expect(second.status).toBe(200)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(await refresh(first.refresh_token ?? '')).toMatchObject({ error: 'invalid_grant' })
    expect(await refresh(second.refresh_token ?? '')).toMatchObject({ error: 'invalid_grant' })
  })

  test('signing out takes the refresh token back', async () => {
    const answer = await redeem((await signIn('owen', DEMO_PASSWORD)).code)
    const response = await fetch(`${issuer.url}/token/revocation`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: CLIENT_ID, token: answer.refresh_token ?? '' }),
    })
    expect(response.status).toBe(200)
    expect(await refresh(answer.refresh_token ?? '')).toMatchObject({ error: 'invalid_grant' })
  })

  test('a script gets the token of a person or of a role; the workbench cannot take one that way', async () => {
    const as = (name: string, client = SCRIPT_CLIENT_ID) =>
      token({ grant_type: PERSON_GRANT, client_id: client, as: name })
    const subject = async (name: string) => {
      const [, body = ''] = ((await as(name)).access_token ?? '').split('.')
      return (JSON.parse(Buffer.from(body, 'base64url').toString()) as { sub: string }).sub
    }
    expect([await subject('owen'), await subject('regional_vp')]).toEqual(['owen', 'reed'])
    expect((await as('mara', CLIENT_ID)).status).toBe(400)
    expect((await as('nobody')).error_description).toContain('there is no person or role "nobody"; one of mara,')
  })

  describe('npm run token', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [path.resolve(import.meta.dirname, '../build/token.ts'), ...args], {
        encoding: 'utf8',
      })

    // The provider answers in this process, so the script's run may not block it.
    const runBeside = async (...args: string[]) => {
      const { execFile } = await import('node:child_process')
      return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
        const script = path.resolve(import.meta.dirname, '../build/token.ts')
        execFile(process.execPath, [script, ...args], (error, stdout, stderr) =>
          resolve({ status: error ? 1 : 0, stdout, stderr }),
        )
      })
    }

    test('prints the token and nothing else', async () => {
      const done = await runBeside('--as', 'forecasting_admin', '--issuer', issuer.url)
      expect(done).toEqual({
        status: 0,
        stdout: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/) as string,
        stderr: '',
      })
    })

    test('says what to do about an unknown role, no role, and a provider that does not run', async () => {
      const unknown = await runBeside('--as', 'king', '--issuer', issuer.url)
      expect([unknown.status, unknown.stdout]).toEqual([1, ''])
      expect(unknown.stderr).toContain('one of mara, account_manager')
      expect(run().stderr).toContain('npm run token -- --as <person or role>')
      expect(run('--as', 'mara', '--issuer', 'http://127.0.0.1:9').stderr).toContain('start it with: npm run server')
    })
  })
})
