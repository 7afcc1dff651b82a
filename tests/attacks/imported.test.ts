import { randomUUID } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFeed } from '../../server/import/feeds.ts'
import { runImport } from '../../server/import/run-import.ts'
import { readRows } from '../../server/import/read-file.ts'
import { must } from '../../shared/core/bug.ts'
import type { ImportRun } from '../../shared/contract/imports.ts'
import { type InjectedApi, injectedApi } from '../support/injected-api.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'frontline-imported-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What becomes of a file: its rows, or the words of the refusal. */
async function read(name: string, content: string | Buffer): Promise<unknown> {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  try {
    const rows: object[] = []
    for await (const { row } of readRows(file)) rows.push(row)
    return rows
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : thrown
  }
}

describe('a file that is brought in', () => {
  test.each([
    ['a workbook', 'a.xlsx', 'PK', 'The file has to be a .csv, .jsonl or .ndjson.'],
    [
      'a workbook named otherwise',
      'a.csv',
      Buffer.from('504b0304140006', 'hex'),
      'The file is a workbook or an archive.',
    ],
    ['an old workbook', 'a.csv', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'The file is a workbook of an old Excel.'],
    ['a bomb that would unfold', 'a.csv', gzipSync(Buffer.alloc(50_000_000)), 'The file is packed.'],
    ['a text in UTF-16', 'a.csv', Buffer.from('\uFEFFsite,value\n', 'utf16le'), 'The file is a text in UTF-16.'],
    ['bytes that are no text', 'a.csv', Buffer.from('site\0,value\n'), 'The file is no text.'],
    [
      'bytes that are no text, far behind',
      'a.csv',
      `site,value\n${'1,2\n'.repeat(5000)}1,\0\n`,
      'Line 5002 holds what is no text.',
    ],
    [
      'a quote that is never closed',
      'a.csv',
      `site,value\n"${'x'.repeat(1_000_000)}`,
      'Line 2 is longer than 20000 characters',
    ],
    ['a quote where none may be', 'a.csv', 'site,value\n"a"b,1\n', 'Line 2 is no CSV'],
    ['a row with more than its columns', 'a.csv', 'site,value\n0427,1,2\n', 'Line 2 has more or fewer fields'],
    [
      'three thousand columns',
      'a.csv',
      `${Array.from({ length: 3000 }, (_, i) => `c${i}`).join()}\n`,
      'Line 1 names more than 200 columns',
    ],
    ['a column twice', 'a.csv', 'site,value,value\n0427,1,2\n', 'Line 1 names the column value twice'],
    ['a column without a name', 'a.csv', 'site,,value\n0427,1,2\n', 'Line 1 names a column with nothing'],
    ['the prototype as a column', 'a.csv', 'site,__proto__\n0427,1\n', 'Line 1 names a column __proto__'],
    ['the constructor as a column', 'a.csv', 'site,constructor\n0427,1\n', 'Line 1 names a column constructor'],
    ['the prototype in a record', 'a.jsonl', '{"__proto__":{"admin":true}}\n', 'Line 1 names a column __proto__'],
    [
      'a record that goes deep',
      'a.jsonl',
      `{"a":${'['.repeat(9000)}${']'.repeat(9000)}}\n`,
      'Line 1 cannot be taken: a.0.0.0.0: This is nested too deep.',
    ],
    ['a record without end', 'a.ndjson', `{"a":"${'x'.repeat(30_000_000)}`, 'Line 1 is longer than 20000 characters'],
    ['a record with a character no text has', 'a.jsonl', '{"a":"\\u0000"}\n', 'Line 1 holds what is no text'],
    ['what is no record', 'a.jsonl', '{"a":1}\n[1]\n', 'Line 2 is not a JSON object'],
  ])('is refused in words when it is %s', async (_what, name, content, words) => {
    expect(await read(name, content)).toContain(words)
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('keeps formulas and outside links as the texts they are: nothing is computed, nothing is asked for', async () => {
    const texts = [
      '=HYPERLINK("https://evil.test","x")',
      "=cmd|' /C calc'!A0",
      "='[https://evil.test/b.xlsx]S'!A1",
      '@SUM(1)',
    ]
    const quoted = texts.map((text) => `"${text.replaceAll('"', '""')}"`).join('\n')
    expect(await read('a.csv', `name\n${quoted}\n`)).toEqual(texts.map((name) => ({ name })))
  })

  test('may have a million rows: they are read one after the other, in little memory', () => {
    const file = path.join(folder, 'million.csv')
    const handle = openSync(file, 'w')
    writeSync(handle, 'site,date,code,type,value\n')
    const block = '0427,2026-04-16,VD1,Vehicles,12\n'.repeat(10_000)
    for (let i = 0; i < 100; i += 1) writeSync(handle, block)
    closeSync(handle)
    const reader = path.resolve(import.meta.dirname, '../../server/import/read-file.ts')
    const count = `const { readRows } = await import(${JSON.stringify(reader)})
      let rows = 0
      for await (const { line } of readRows(${JSON.stringify(file)})) rows = line
      console.log(rows)`
    // All of it at once would take several times as much.
    const told = spawnSync(process.execPath, ['--max-old-space-size=40', '--input-type=module', '-e', count], {
      encoding: 'utf8',
    })
    expect([told.status, told.stdout.trim()]).toEqual([0, '1000000'])
  })
})

describe('rows that are sent', () => {
  let api: InjectedApi
  beforeAll(async () => {
    api = await injectedApi({ demoSites: 3 })
  })
  afterAll(() => api.close())
  const send = (rows: unknown) => {
    const body = typeof rows === 'string' ? rows : JSON.stringify({ fileName: 'x.csv', rows })
    return api.ask<ImportRun>('POST', '/imports/daily-revenue', {
      as: 'ines',
      body,
      headers: { 'content-type': 'application/json' },
    })
  }
  const row = { site: '0612', date: '2023-05-02', code: 'VD1', type: 'Vehicles', value: '1' }

  test.each([
    ['the prototype as a column', '{"fileName":"x","rows":[{"__proto__":{"admin":true}}]}'],
    ['the constructor as a column', '{"fileName":"x","rows":[{"constructor":{"prototype":{}}}]}'],
    ['10,001 of them', Array.from({ length: 10_001 }, () => ({}))],
    ['one that goes deep', `{"fileName":"x","rows":[{"a":${'['.repeat(9000)}${']'.repeat(9000)}}]}`],
    ['one with a text without end', [{ ...row, code: 'x'.repeat(20_001) }]],
    ['one with a character no text has', [{ ...row, code: '\0' }]],
  ])('are refused whole when they are %s', async (_what, rows) => {
    const { status, codes } = await send(rows)
    expect([status, codes]).toEqual([400, ['INVALID_DATA_TYPE']])
  })

  test('that hold formulas, links or numbers beyond numbers where an amount belongs are set aside with the reason', async () => {
    const values = [
      '=1+1',
      '=HYPERLINK("https://evil.test")',
      '@SUM(1)',
      '1e309',
      'Infinity',
      '0x10',
      '٣',
      '1'.repeat(40),
    ]
    const { data } = await send(values.map((value) => ({ ...row, value })))
    expect([data.state, data.report.accepted, data.report.rejected, data.report.cellsChanged]).toEqual([
      'done',
      0,
      8,
      0,
    ])
    const rejects = (await api.ask<{ issues: { field: string }[] }[]>('GET', '/imports/rejects', { as: 'ines' })).data
    expect(rejects.map(({ issues }) => issues.map(({ field }) => field).join())).toEqual(values.map(() => 'value'))
  })

  test('that are none of the feed’s end the run at ten thousand, and nothing of them fills the store', async () => {
    const feed = must(findFeed('daily-revenue'), 'a feed')
    const rows = Array.from({ length: 1_000_000 }, (_, i) => ({ line: i + 1, row: { not: 'of this feed' } }))
    const run = runImport({
      db: api.store.db,
      feed,
      fileName: 'other.csv',
      fileHash: 'other',
      rows,
      author: { sub: 'ines', name: 'Ines', deviceId: null },
      now: Date.now,
      newId: randomUUID,
    })
    await expect(run).rejects.toThrow('More than 10000 rows were refused, so this is no file of daily-revenue.')
    const [last] = (await api.ask<ImportRun[]>('GET', '/imports', { as: 'ines' })).data
    expect([last?.fileName, last?.state, last?.report.rejected]).toEqual(['other.csv', 'failed', 11_000])
  })

  test('are nobody’s but an administrator’s', async () => {
    const body = { fileName: 'x.csv', rows: [row] }
    for (const as of ['mara', 'dana', 'reed'])
      expect((await api.ask('POST', '/imports/daily-revenue', { as, body })).status).toBe(403)
  })
})
