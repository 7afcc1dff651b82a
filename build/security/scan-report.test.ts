import { expect, test } from 'vitest'
import { findingsOf, PLANTED } from './scan-report.ts'

const FOLDER = '/somewhere/scan'
const aFinding = (ruleId: string, file: string) => ({
  ruleId,
  level: 'warning',
  locations: [{ physicalLocation: { artifactLocation: { uri: file }, region: { startLine: 2 } } }],
})
const planted = PLANTED.rules.map((rule) => aFinding(rule, `${FOLDER}/${PLANTED.file}`))
const aReport = (...results: readonly unknown[]) => ({ version: '2.1.0', runs: [{ tool: {}, results }] })

test('what was looked at before is no finding, and the same elsewhere is one', () => {
  const report = aReport(
    ...planted,
    aFinding('CSP_GLOBAL_CHECK', 'file:///'),
    aFinding('OPEN_EXTERNAL_JS_CHECK', `${FOLDER}/main/electron/open-in-browser.js`),
    aFinding('OPEN_EXTERNAL_JS_CHECK', `${FOLDER}/main/index.js`),
    aFinding('NODE_INTEGRATION_JS_CHECK', `${FOLDER}/main/electron/window.js`),
  )
  expect(findingsOf(report, FOLDER)).toEqual([
    'NODE_INTEGRATION_JS_CHECK main/electron/window.js',
    'OPEN_EXTERNAL_JS_CHECK main/index.js',
  ])
})

test('a scan that misses what was planted for it has read nothing, and says so', () => {
  expect(() => findingsOf(aReport(), FOLDER)).toThrow('did not see the planted file')
  expect(() => findingsOf(aReport(...planted.slice(1)), FOLDER)).toThrow('CONTEXT_ISOLATION_JS_CHECK')
  expect(() => findingsOf({ version: '2.1.0' }, FOLDER)).toThrow('runs')
})
