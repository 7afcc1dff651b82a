import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { User } from '../../shared/contract/session.ts'
import { FIRST_PREFERENCES } from '../../shared/contract/ipc.ts'
import { readPreferences, writePreferences } from './preferences.ts'
import { Profiles } from './profiles.ts'

const ISSUER = 'https://login.example.test'
const aUser = (sub: string): User => ({ sub, name: sub, roles: ['account_manager'] })
const someProfiles = () => new Profiles(mkdtempSync(path.join(tmpdir(), 'profiles-')))

test('who worked here last is remembered until they sign out', () => {
  const profiles = someProfiles()
  expect(profiles.last()).toBeUndefined()
  const mara = profiles.enter(ISSUER, aUser('mara'))
  expect(profiles.last()).toEqual(mara)
  profiles.leave()
  expect(profiles.last()).toBeUndefined()
  expect(existsSync(mara.folder)).toBe(true)
})

test('two people, or one person of two organisations, never share a folder', () => {
  const profiles = someProfiles()
  const folders = [
    profiles.enter(ISSUER, aUser('mara')),
    profiles.enter(ISSUER, aUser('dana')),
    profiles.enter('https://other.example.test', aUser('mara')),
  ].map((profile) => profile.folder)
  expect(new Set(folders).size).toBe(3)
  expect(profiles.enter(ISSUER, aUser('mara')).folder).toBe(folders[0])
})

test('erasing one person leaves the others', () => {
  const profiles = someProfiles()
  const dana = profiles.enter(ISSUER, aUser('dana'))
  const mara = profiles.enter(ISSUER, aUser('mara'))
  mkdirSync(path.join(mara.folder, 'store'))
  writeFileSync(path.join(mara.folder, 'store', 'frontline.db'), 'x')
  expect(profiles.hasStore(mara)).toBe(true)
  profiles.erase(mara)
  expect([existsSync(mara.folder), existsSync(dana.folder), profiles.last()]).toEqual([false, true, undefined])
})

test('what the window remembers survives, and damaged settings are the first ones again', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'preferences-'))
  writePreferences(folder, { siteId: '0427', month: '2026-04' })
  expect(writePreferences(folder, { theme: 'dark' })).toMatchObject({ siteId: '0427', month: '2026-04', theme: 'dark' })
  const newSince = { plPeriod: undefined, plBaseline: undefined, payrollMode: undefined, payrollMetric: undefined }
  const ofAnOlderVersion = { ...FIRST_PREFERENCES, theme: 'dark', ...newSince }
  writeFileSync(path.join(folder, 'preferences.json'), JSON.stringify(ofAnOlderVersion))
  expect(readPreferences(folder)).toEqual({ ...FIRST_PREFERENCES, theme: 'dark' })
  const { quoteKeys: _q, fillDrag: _f, pasteRefused: _p, shorthand: _s, ...beforeTheSettings } = FIRST_PREFERENCES
  writeFileSync(path.join(folder, 'preferences.json'), JSON.stringify({ ...beforeTheSettings, zoom: 'week' }))
  const settled = { quoteKeys: 'above', fillDrag: 'series', pasteRefused: 'all-or-nothing', shorthand: false } as const
  expect(readPreferences(folder)).toEqual({ ...FIRST_PREFERENCES, zoom: 'week' })
  writePreferences(folder, settled)
  expect(readPreferences(folder)).toEqual({ ...FIRST_PREFERENCES, zoom: 'week', ...settled })
  writeFileSync(path.join(folder, 'preferences.json'), '{"siteId": 7}')
  expect(readPreferences(folder)).toMatchObject({ siteId: null, month: null, theme: 'system' })
})
