import { expect, test } from 'vitest'
import { injectedApi } from '../../tests/support/injected-api.ts'
import { isOlder } from './client-version.ts'

test('a Frontline that is too old is told so before anything else; a script without a version is let in', async () => {
  const gated = await injectedApi({ demoSites: 0, minimumClient: '1.4.0' })
  try {
    const ask = (version?: string) =>
      gated.ask('GET', '/sync/scopes', { as: 'mara', headers: version ? { 'x-client-version': version } : {} })
    const answers = await Promise.all(['0.9.9', '1.3', '1.4.0', '2', undefined].map(ask))
    expect(answers.map(({ status }) => status)).toEqual([426, 426, 200, 200, 200])
    expect(answers[0]?.codes).toEqual(['CLIENT_TOO_OLD'])
    expect((await gated.ask('GET', '/sync/scopes', { headers: { 'x-client-version': '1' } })).status).toBe(426)
  } finally {
    await gated.close()
  }
})

test('versions are compared number by number', () => {
  expect(['1.10.0', '1.9.9', '1.9', '1', '2.0.0-beta'].map((version) => isOlder(version, '1.9.9'))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ])
})
