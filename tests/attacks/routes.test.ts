import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { identifyCaller, requireCaller } from '../../server/auth/require-caller.ts'
import { AppError } from '../../shared/core/errors.ts'

const aServer = () => {
  const app = fastify()
  const refuse = () => Promise.reject(new AppError('INVALID_TOKEN', 'no'))
  identifyCaller(app, refuse, () => Promise.resolve([]))
  requireCaller(app)
  return app
}

test('a route that says nothing about who may call it does not start', async () => {
  const app = aServer()
  expect(() => app.get('/forgotten', () => 'secret')).toThrow('/forgotten says nothing about who may call it')
  await app.close()
})

test('a route that names a right is closed to who has none', async () => {
  const app = aServer()
  app.get('/closed', { config: { scopes: ['forecasting:read'] } }, () => 'secret')
  for (const authorization of [undefined, 'Bearer x', 'Basic bWFyYQ==', 'Bearer', 'bearer  x'])
    expect(
      (await app.inject({ url: '/closed', headers: authorization === undefined ? {} : { authorization } })).body,
    ).not.toContain('secret')
  await app.close()
})
