import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'
import { MARA } from '../../tests/support/fake-state.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

const BACKUPS = [
  { name: 'b', takenAt: '2026-04-10T09:15:00.000Z', reason: 'daily' as const, bytes: 12_400_000 },
  { name: 'a', takenAt: '2026-04-09T09:15:00.000Z', reason: 'migration' as const, bytes: 11_900_000 },
]

test('the copies of the data are listed, newest first, and one is taken only after a second question', async () => {
  const bridge = fakeBridge({ backups: BACKUPS })
  const { page, close, complaints } = await host.open(bridge)
  await page.getByTestId('sync-pill').click()
  await page.getByTestId('open-backups').click()
  const dialog = page.getByTestId('backups')
  expect(await dialog.locator('tbody tr td:nth-child(2)').allTextContents()).toEqual([
    'once a day',
    'before a new version',
  ])
  await dialog.getByTestId('backup-restore').nth(1).click()
  const restores = () => bridge.asked.filter(({ name }) => name === 'backups.restore').map(({ input }) => input)
  expect(restores()).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByTestId('backup-restore').nth(1).click()
  await dialog.getByTestId('backup-confirm').click()
  await dialog.waitFor({ state: 'detached' })
  expect(restores()).toEqual([{ name: 'a' }])
  expect(await page.locator('body').textContent()).toContain('are the copy of')
  await close()
  expect(complaints).toEqual([])
})

test('a copy that is damaged is said so, and the list stays', async () => {
  const bridge = fakeBridge({ backups: BACKUPS })
  bridge.state.failing = { 'backups.restore': new AppError('STORE_UNREADABLE', 'This copy is damaged.') }
  const { page, close } = await host.open(bridge)
  await page.getByTestId('sync-pill').click()
  await page.getByTestId('open-backups').click()
  await page.getByTestId('backup-restore').first().click()
  await page.getByTestId('backup-confirm').click()
  await page.getByRole('alert').filter({ hasText: 'This copy is damaged.' }).waitFor()
  expect(await page.getByTestId('backup').count()).toBe(2)
  await close()
})

test('the page about Frontline names every setting and where it came from', async () => {
  const { page, close, complaints } = await host.open(fakeBridge())
  await page.getByTestId('user-menu').click()
  await page.getByTestId('open-about').click()
  expect(await page.getByTestId('setting-apiUrl').locator('td').allTextContents()).toEqual([
    'apiUrl',
    'https://forecasting.example.com',
    'policy',
  ])
  expect(await page.getByTestId('about-keyStore').textContent()).toBe('GNOME Keyring')
  await page.getByTestId('about-close').click()
  await page.getByTestId('about').waitFor({ state: 'detached' })
  await close()
  expect(complaints).toEqual([])
})

test('data that were closed say why, and that what waits is safe', async () => {
  const session = { status: 'locked' as const, why: 'offline' as const, user: MARA.user, waiting: 3, error: null }
  const bridge = fakeBridge({ session })
  const { page, close } = await host.open(bridge)
  expect(await page.getByTestId('locked-waiting').textContent()).toBe(
    '3 changes are safe on this laptop and will be sent after the sign-in.',
  )
  await page.getByTestId('sign-in').click()
  await page.getByTestId('sync-pill').waitFor()
  await close()
})

test('one’s laptops are listed; another one can be marked as lost, this one cannot', async () => {
  const laptop = (deviceId: string, name: string, halves: string[] = []) => ({
    deviceId,
    name,
    firstSeenAt: '2026-01-05T08:00:00.000Z',
    lastSeenAt: '2026-04-09T09:15:00.000Z',
    lostAt: null,
    halves,
  })
  const half = '5a1f6f0e-6f0b-4a3e-9c43-2f1f6d7f2b10'
  const laptops = {
    thisOne: 'a',
    laptops: [laptop('a', 'OFFICE', [half]), laptop('b', 'TRAVEL', [half]), laptop('c', '')],
  }
  const bridge = fakeBridge({ laptops })
  const { page, close, complaints } = await host.open(bridge)
  await page.getByTestId('sync-pill').click()
  await page.getByTestId('open-backups').click()
  await page.getByTestId('open-laptops').click()
  const dialog = page.getByTestId('laptops')
  await dialog.getByTestId('laptop').first().waitFor()
  const cells = (n: number) => dialog.locator(`tbody tr td:nth-child(${n})`).allTextContents()
  expect(await cells(1)).toEqual(['OFFICE (this one)', 'TRAVEL', 'Unnamed laptop'])
  expect((await cells(3))[2]).toContain('could not be opened again')
  expect(await dialog.getByTestId('lose').count()).toBe(2)
  await dialog.getByTestId('lose').first().click()
  await dialog.getByText('lost since').waitFor()
  expect(bridge.asked.filter(({ name }) => name === 'laptops.lose').map(({ input }) => input)).toEqual([
    { deviceId: 'b' },
  ])
  expect(await dialog.getByTestId('lose').count()).toBe(1)
  await close()
  expect(complaints).toEqual([])
})

test('a key that is gone asks for one sign-in; a forgotten pass phrase can be left for it', async () => {
  const locked = { status: 'locked' as const, why: 'key-store' as const, user: MARA.user, waiting: 3, error: null }
  const lost = await host.open(fakeBridge({ session: locked }))
  expect(await lost.page.locator('body').textContent()).toContain('Sign in once to open your data again')
  expect(await lost.page.getByTestId('locked-waiting').textContent()).toContain('3 changes are safe')
  await lost.close()
  const asked = {
    status: 'needs-pass-phrase' as const,
    mode: 'unlock' as const,
    canRecover: true,
    user: MARA.user,
    error: null,
  }
  const bridge = fakeBridge({ session: asked })
  const forgotten = await host.open(bridge)
  await forgotten.page.getByTestId('forgotten').click()
  await expect.poll(() => bridge.asked.some(({ name }) => name === 'session.forgetPassPhrase')).toBe(true)
  await forgotten.close()
})
