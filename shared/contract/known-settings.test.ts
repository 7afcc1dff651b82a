import { expect, test } from 'vitest'
import { Settings } from './config.ts'
import { knownSettings } from './known-settings.ts'

test('a setting this version does not know is passed over, at every depth, and all others hold', () => {
  const known = {
    defaultHourlyRate: 21.5,
    plRules: { insuranceMethod: 'rate', insuranceRate: { managementAgreement: 0.09, other: 0.08 } },
    flcReview: { amount: 9000, percent: null },
  }
  const newer = {
    ...known,
    plRules: { ...known.plRules, newRule: 'x', insuranceRate: { ...known.plRules.insuranceRate, third: 0.01 } },
    flcReview: { ...known.flcReview, hours: 3 },
    colours: { accent: 'blue' },
  }
  expect(Settings.safeParse(newer).success).toBe(false) // the server refuses it
  expect(knownSettings(newer)).toEqual(Settings.parse(known))
  expect(knownSettings(newer).defaultHourlyRate).toEqual(Settings.parse(known).defaultHourlyRate)
  expect(newer.plRules.newRule).toBe('x') // what was told stays as it was
})

test('what does not fit at all falls back to the defaults', () => {
  expect(knownSettings({ significance: { medium: 9, high: 2 }, more: 1 })).toEqual(Settings.parse({}))
  expect(knownSettings({})).toEqual(Settings.parse({}))
})
