import type { ReviewQueue, ReviewSheet } from '../../shared/contract/review-sheet.ts'
import type { Site } from './fake-data.ts'

const at = '2026-04-10T13:15:00Z'

/** A returned month with something in every part of its page. */
export const aReviewSheet = (changed: Partial<ReviewSheet> = {}): ReviewSheet => ({
  siteId: '0427',
  siteName: 'Harbor Grand Hotel',
  month: '2026-04',
  loaded: true,
  state: 'returned',
  history: [
    { period: '2026-04', state: 'submitted', comment: null, cells: [], by: 'Mara Ellison', at, isWaiting: false },
    {
      period: '2026-04',
      state: 'returned',
      comment: 'Why so few cars on the convention days?',
      cells: [],
      by: 'Dana Whitfield',
      at,
      isWaiting: false,
    },
  ],
  actions: ['submit'],
  mayFreeze: false,
  mayExplain: true,
  open: [],
  progress: [
    { category: 'statistics', cells: 210, typed: 130, filled: 208, errors: 0 },
    { category: 'payroll', cells: 147, typed: 140, filled: 147, errors: 0 },
    { category: 'other-expenses', cells: 12, typed: 3, filled: 12, errors: 0 },
  ],
  checks: [
    {
      level: 'warning',
      lineId: 'selfMonthly',
      period: '2026-04-11',
      message: 'Self monthly has neither forecast nor budget for 2 days from 2026-04-11 to 2026-04-12 and counts as 0.',
    },
  ],
  kept: [],
  canSubmit: true,
  surprises: [],
  material: [
    {
      row: 'Payroll',
      value: '88450.12',
      baseline: '82246.00',
      amount: '6204.12',
      percent: '7.54',
      verdict: 'unfavorable',
      materiality: 'material',
      state: 'stale',
      reason: {
        parts: [{ code: 'event', text: 'Extra valets for the convention.', amount: '5000.00' }],
        explained: '5000.00',
        by: 'Mara Ellison',
        at,
        isWaiting: false,
      },
    },
    {
      row: 'OtherExpense',
      value: '33600.00',
      baseline: '33029.99',
      amount: '570.01',
      percent: '1.73',
      verdict: 'unfavorable',
      materiality: 'notice',
      state: 'missing',
      reason: null,
    },
  ],
  needsComment: false,
  returned: {
    comment: 'Why so few cars on the convention days?',
    by: 'Dana Whitfield',
    cells: [
      { lineId: 'valetDaily', period: '2026-04-16' },
      { lineId: 'selfDaily', period: '2026-04-17' },
    ],
  },
  ...changed,
})

/** One month of the sites, of which one waits for a decision and one is not here yet. */
export const aReviewQueue = (sites: readonly Site[], month: string): ReviewQueue => ({
  month,
  sites: sites.map((site, i) => ({
    siteId: site.siteId,
    name: site.name,
    districtName: site.districtName,
    loaded: i !== 1,
    hasForecast: i !== 2,
    error: null,
    state: (['submitted', 'draft', 'approved'] as const)[i] ?? 'draft',
    isWaiting: false,
    isRefused: false,
    by: i === 0 ? 'Mara Ellison' : null,
    at: i === 0 ? at : null,
    flc: i === 1 ? null : String(96_000 - i * 7000),
    budget: i === 1 ? null : '92000.00',
    material:
      i === 1
        ? []
        : aReviewSheet().material.map(({ value: _value, baseline: _baseline, reason: _reason, ...row }) => row),
  })),
})
