import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { openLoopback } from './loopback.ts'

const never = () => new AbortController().signal

test('the first visit to the callback is taken, and the door is shut behind it', async () => {
  const loopback = await openLoopback(never())
  const page = await fetch(`${loopback.redirectUri}?code=abc&state=s1`)
  expect(await page.text()).toMatch('You are signed in')
  expect((await loopback.visit).searchParams.get('code')).toBe('abc')
  await expect(fetch(`${loopback.redirectUri}?code=def`)).rejects.toThrow('fetch failed')
})

test('a refused sign-in is not shown as a sign-in', async () => {
  const loopback = await openLoopback(never())
  const page = await fetch(`${loopback.redirectUri}?error=access_denied`)
  expect(await page.text()).toMatch('Not signed in')
  loopback.close()
})

test('any other path or method finds nothing and does not use up the visit', async () => {
  const loopback = await openLoopback(never())
  expect((await fetch(new URL('/elsewhere', loopback.redirectUri))).status).toBe(404)
  expect((await fetch(loopback.redirectUri, { method: 'POST' })).status).toBe(404)
  await fetch(`${loopback.redirectUri}?code=abc`)
  expect((await loopback.visit).searchParams.get('code')).toBe('abc')
})

test('only this computer can reach it', async () => {
  const loopback = await openLoopback(never())
  const { hostname, port } = new URL(loopback.redirectUri)
  expect(hostname).toBe('127.0.0.1')
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => !address.internal && address.family === 'IPv4')
  const outcomes = await Promise.all(outside.map((address) => canConnect(address.address, Number(port))))
  expect(outcomes).toEqual(outside.map(() => false))
  loopback.close()
})

test('a sign-in that is called off says so and shuts the door', async () => {
  const attempt = new AbortController()
  const loopback = await openLoopback(attempt.signal)
  attempt.abort()
  await expect(loopback.visit).rejects.toMatchObject({ code: 'SIGN_IN_CANCELLED' })
  loopback.close()
  await expect(fetch(loopback.redirectUri)).rejects.toThrow('fetch failed')
})

test('a sign-in nobody finishes ends by itself', async () => {
  const loopback = await openLoopback(never(), 20)
  await expect(loopback.visit).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
  loopback.close()
})

const canConnect = (host: string, port: number): Promise<boolean> =>
  new Promise((tell) => {
    const socket = connect({ host, port, timeout: 2000 }, () => {
      socket.destroy()
      tell(true)
    })
    socket.on('error', () => tell(false))
    socket.on('timeout', () => {
      socket.destroy()
      tell(false)
    })
  })
