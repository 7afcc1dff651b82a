import { pino } from 'pino'
import { expect, test } from 'vitest'
import { type Log, logTo } from './log.ts'

function written(work: (log: Log) => void): string {
  const lines: string[] = []
  work(logTo(pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(line) })))
  return lines.join('')
}

test('only the facts on the list are written, whatever is handed over', () => {
  const facts = { code: 'OFFLINE', count: 3, token: 'canary-token', amount: 4711, headers: { authorization: 'canary' } }
  const line = written((log) => log.warn('sync failed', facts))
  expect(JSON.parse(line)).toMatchObject({ code: 'OFFLINE', count: 3, msg: 'sync failed' })
  expect(line).not.toMatch(/canary|4711/)
})

test('a bug is written with its kind and where it was, without what it said', () => {
  const line = written((log) => log.bug('call failed', new TypeError('could not save canary-amount 4711')))
  expect(line).toMatch(/TypeError/)
  expect(line).toMatch(/log\.test\.ts/)
  expect(line).not.toMatch(/canary|4711/)
})

test('what the data service logs is passed on with the same list of facts', () => {
  const line = written((log) => {
    log.passOn('{"level":40,"msg":"sync failed","code":"OFFLINE","count":3,"token":"canary"}')
    log.passOn(
      '{"level":50,"msg":"data service","error":{"kind":"TypeError","stack":["at a (b.ts:1:2)"],"value":"canary"}}',
    )
    log.passOn('Error: could not save canary-amount 4711')
  })
  const lines = line.trim().split('\n')
  expect(lines.map((text) => JSON.parse(text) as unknown)).toMatchObject([
    { level: 40, msg: 'sync failed', code: 'OFFLINE', count: 3 },
    { level: 50, msg: 'data service', error: { kind: 'TypeError', stack: ['at a (b.ts:1:2)'] } },
    { level: 40, msg: 'the data service wrote a line that is no log line' },
  ])
  expect(line).not.toMatch(/canary|4711/)
})
