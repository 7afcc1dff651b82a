import { describe, expect, test } from 'vitest'
import { fieldIssuesOf } from '../contract/answer.ts'
import { Gesture } from '../contract/sheet.ts'
import { WireErrorSchema } from '../contract/reply.ts'
import { AppError, toAppError } from './errors.ts'
import { parseSiteId } from './ids.ts'

describe('failures', () => {
  test('a failure crosses the wire whole', () => {
    const error = new AppError('PERIOD_LOCKED', 'This month is closed.', [
      { code: 'PERIOD_LOCKED', field: 'period', message: 'This month is closed.', providedValue: '2026-03' },
    ])
    const arrived = AppError.fromWire(WireErrorSchema.parse(JSON.parse(JSON.stringify(error.toWire()))))
    expect([arrived.code, arrived.message, arrived.issues, arrived.status]).toEqual([
      error.code,
      error.message,
      error.issues,
      422,
    ])
  })

  test('a bug is told as one calm sentence, without its text', () => {
    const error = toAppError(new Error('select secret from somewhere'))
    expect([error.code, error.status]).toEqual(['INTERNAL', 500])
    expect(JSON.stringify(error.toWire())).not.toContain('secret')
  })

  test('a site id keeps its leading zeros; one with other signs names the field', () => {
    expect(parseSiteId('0427')).toBe('0427')
    expect(() => parseSiteId('TP@001', 'site')).toThrow(
      expect.objectContaining({ code: 'INVALID_SITE_ID', issues: [expect.objectContaining({ field: 'site' })] }),
    )
  })

  test('a missing field is told from a wrong one', () => {
    const parsed = Gesture.safeParse({ gestureId: 'x', siteId: '0427', source: 'typed', writes: [] })
    const issues = parsed.success ? [] : fieldIssuesOf(parsed.error)
    expect(issues.map(({ code, field }) => [code, field])).toContainEqual(['INVALID_DATA_TYPE', 'gestureId'])
    expect(issues.map(({ field }) => field)).toContain('label')
  })
})
