import { expect, test } from 'vitest'
import { AppError } from '../shared/core/errors.ts'
import { readConfig } from './config.ts'

const LOCAL = { FRONTLINE_API_URL: 'http://127.0.0.1:4010', FRONTLINE_ISSUER: 'http://127.0.0.1:4011' }

const fieldsRefused = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment, false)
    return []
  } catch (thrown) {
    return (thrown as AppError).issues.map((issue) => issue.field)
  }
}

test('a laptop that was never set up is told which settings are missing', () => {
  expect(fieldsRefused({})).toEqual(['FRONTLINE_API_URL', 'FRONTLINE_ISSUER'])
})

test('an address that is not encrypted is refused unless it is this computer itself', () => {
  expect(fieldsRefused({ ...LOCAL, FRONTLINE_API_URL: 'http://forecast.example.test' })).toEqual(['FRONTLINE_API_URL'])
  expect(fieldsRefused({ ...LOCAL, FRONTLINE_ISSUER: 'ftp://127.0.0.1' })).toEqual(['FRONTLINE_ISSUER'])
  expect(fieldsRefused(LOCAL)).toEqual([])
})

test('"today" can be fixed for a demonstration, never in an installed application', () => {
  const settings = { ...LOCAL, FRONTLINE_TODAY: '2026-04-10' }
  expect(readConfig(settings, false).today).toBe('2026-04-10')
  expect(readConfig(settings, true).today).toBeNull()
  expect(fieldsRefused({ ...LOCAL, FRONTLINE_TODAY: '2026-02-30' })).toEqual(['FRONTLINE_TODAY'])
})
