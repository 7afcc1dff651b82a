import { expect, test } from 'vitest'
import { startDevIssuer } from '../../server/dev-issuer.ts'
import { AUDIENCE, CLIENT_ID, DEMO_PASSWORD } from '../../shared/core/defaults.ts'
import { signInByFetch } from '../../tests/support/sign-in-by-fetch.ts'
import { LINK_SCHEME, linkReturn } from './link-return.ts'
import { Oidc } from './oidc.ts'

const STATE = 'the-state-of-this-attempt'
const RETURN = `${LINK_SCHEME}:/callback`
const good = `${RETURN}?code=abc&state=${STATE}&iss=https%3A%2F%2Flogin.example.test`

test.each([
  ['no attempt’s state', `${RETURN}?code=abc`],
  ['another attempt’s state', `${RETURN}?code=abc&state=another`],
  ['two states', `${good}&state=another`],
  ['its own state twice', `${good}&state=${STATE}`],
  ['two codes', `${good}&code=def`],
  ['a code and an error', `${good}&error=access_denied`],
  ['neither', `${RETURN}?state=${STATE}`],
  ['something nobody knows', `${good}&redirect=https://evil.example`],
  ['a prototype', `${good}&__proto__=1`],
  ['a fragment', `${good}#code=def`],
  ['another path', good.replace('/callback', '/callback/../settings')],
  ['an encoded path', good.replace('/callback', '/%63allback')],
  ['a host', good.replace(':/callback', '://callback')],
  ['a host and a path', good.replace(':/callback', '://evil.example/callback')],
  ['a user name', good.replace(':/callback', '://a@b/callback')],
  ['other letters', good.replace(LINK_SCHEME, LINK_SCHEME.toUpperCase())],
  ['another scheme', good.replace(LINK_SCHEME, 'frontline')],
  ['a file', 'file:///etc/passwd'],
  ['a script', `javascript:${good}`],
  ['a switch', `--inspect=0 ${good}`],
  ['a switch behind it', `${good} --no-sandbox`],
  ['spaces before it', ` ${good}`],
  ['a NUL', `${good}\0`],
  ['too much', `${good}&session_state=${'x'.repeat(5000)}`],
  ['nothing', ''],
])('a link with %s is refused, and the attempt goes on', async (_, link) => {
  const returns = linkReturn()
  const door = returns.open(new AbortController().signal, STATE)
  expect(returns.take(link)).toBe(false)
  expect(returns.take(good)).toBe(true)
  expect((await door.visit).href).toBe(good)
  door.close()
})

test('a link is taken once, by the newest attempt, and by none when none waits', async () => {
  const returns = linkReturn()
  expect(returns.take(good)).toBe(false)
  const first = returns.open(new AbortController().signal, STATE)
  const second = returns.open(new AbortController().signal, 'newer')
  expect(returns.take(good)).toBe(false)
  expect(returns.take(good.replace(STATE, 'newer'))).toBe(true)
  expect(returns.take(good.replace(STATE, 'newer'))).toBe(false)
  expect((await second.visit).searchParams.get('code')).toBe('abc')
  first.close()
  second.close()
})

test('an attempt that is called off, or takes too long, ends and takes no link', async () => {
  const calledOff = new AbortController()
  const returns = linkReturn(20)
  const off = returns.open(calledOff.signal, STATE)
  calledOff.abort()
  await expect(off.visit).rejects.toMatchObject({ code: 'SIGN_IN_CANCELLED' })
  off.close()
  expect(returns.take(good)).toBe(false)
  await expect(returns.open(new AbortController().signal, STATE).visit).rejects.toMatchObject({
    code: 'SIGN_IN_FAILED',
  })
})

test('a sign-in comes back by a link, with PKCE and nonce as by the other way', async () => {
  const issuer = await startDevIssuer({ port: 0 })
  const returns = linkReturn()
  const links: string[] = []
  const oidc = new Oidc(
    { issuer: issuer.url, clientId: CLIENT_ID, audience: AUDIENCE },
    {
      fetch: (url, options) => fetch(url, options),
      now: Date.now,
      linkReturn: returns,
      openBrowser: async (url) => {
        void signInByFetch(url, 'mara', DEMO_PASSWORD, (back) => {
          links.push(back.href)
          returns.take(back.href)
        })
      },
    },
  )
  const { user } = await oidc.signIn(new AbortController().signal)
  expect([user.sub, links.length]).toEqual(['mara', 1])
  expect(links[0]).toMatch(/^com\.frontline\.workbench:\/callback\?code=/)
  await issuer.close()
})
