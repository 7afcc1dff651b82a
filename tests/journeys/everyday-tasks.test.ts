// oxlint-disable vitest/no-standalone-expect -- every check runs inside the test that task() makes
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import { ROOT, type Workbench } from '../support/workbench.ts'

/** Twenty things a manager does every day, each played in a real window with its keys counted (docs/tasks.md). */
const TABLE = readFileSync(path.join(ROOT, 'docs/tasks.md'), 'utf8')
const TOLD = new Map(
  [...TABLE.matchAll(/^\| (?<task>[^|]+?) +\| +(?<ours>\d+) \| +(?<excel>\d+|none) \|/gm)].map(({ groups }) => [
    groups?.['task'] ?? '',
    { ours: Number(groups?.['ours']), excel: groups?.['excel'] === 'none' ? Infinity : Number(groups?.['excel']) },
  ]),
)

let journey: Journey
let workbench: Workbench
let page: Page
let hand: Hand

/** The hands of a person: every key, every chord and every click counts as one. */
class Hand {
  count = 0
  async press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i += 1) {
      this.count += 1
      await page.keyboard.press(key)
    }
  }
  async type(text: string): Promise<void> {
    this.count += text.length
    await page.keyboard.type(text)
  }
  async click(target: Locator): Promise<void> {
    this.count += 1
    await target.click()
  }
}

const cell = (row: string, line = 'valetDaily') => page.locator(`[row-id="${row}"] [col-id="${line}"]`).first()
const may = (day: number) => `2026-05-${String(day).padStart(2, '0')}`
const text = async (row: string, line?: string) => (await cell(row, line).innerText()).trim()
const texts = (first: number, last: number, line?: string) =>
  Promise.all(Array.from({ length: last - first + 1 }, (_, i) => text(may(first + i), line)))
const numbers = async (first: number, last: number) =>
  (await texts(first, last)).map((shown) => Number(shown.replaceAll(',', '')))
const active = () =>
  page.evaluate(() => {
    const focused = document.activeElement
    return `${focused?.closest('[row-id]')?.getAttribute('row-id')} ${focused?.getAttribute('col-id')}`
  })
const onClipboard = (copied: string) =>
  workbench.app.evaluate(({ clipboard }, words) => clipboard.writeText(words), copied)

/** Goes to a cell of a tab; where a person happens to be is not counted. */
async function at(tab: number, row: string, line: string): Promise<void> {
  await page.keyboard.press(`Control+${tab}`)
  await cell(row, line).click()
}

/** Plays one of the table's tasks from a cell, and holds its keys against the table and against Excel. */
function task(name: string, from: () => Promise<void>, play: () => Promise<void>, check: () => Promise<void>): void {
  test(`${name}: no more keys than Excel`, async () => {
    const told = TOLD.get(name)
    await from()
    hand = new Hand()
    await play()
    await check()
    expect(told, 'the task is in docs/tasks.md').toBeDefined()
    expect(hand.count).toBe(told?.ours)
    expect(hand.count).toBeLessThanOrEqual(told?.excel ?? 0)
  })
}

beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
  const { workbench: started } = await journey.atWork('laptop', 'mara')
  workbench = started
  page = workbench.page
  await page.keyboard.press('Control+]')
  await cell(may(10)).waitFor()
})
afterAll(() => journey.end())

test('the table has twenty tasks, and this file plays each of them', () => {
  expect(TOLD.size).toBe(20)
})

describe('typing and filling', () => {
  task(
    'Type a week of one line',
    () => at(1, may(10), 'valetDaily'),
    async () => {
      for (const number of ['61', '62', '63', '64', '65', '66', '67']) {
        await hand.type(number)
        await hand.press('Enter')
      }
    },
    async () => await expect.poll(() => texts(10, 16)).toEqual(['61', '62', '63', '64', '65', '66', '67']),
  )
  task(
    'Put one number into a whole week',
    () => at(1, may(17), 'valetDaily'),
    async () => {
      await hand.press('Shift+ArrowDown', 6)
      await hand.type('7')
      await hand.press('Control+Enter')
    },
    async () => await expect.poll(() => texts(17, 23)).toEqual(Array.from({ length: 7 }, () => '7')),
  )
  task(
    'Fill a number down to the end of the month',
    () => at(1, may(24), 'valetComps'),
    async () => {
      await hand.press('Control+Shift+ArrowDown')
      await hand.press('Control+d')
    },
    async () => {
      const first = await text(may(24), 'valetComps')
      await expect.poll(() => texts(24, 31, 'valetComps')).toEqual(Array.from({ length: 8 }, () => first))
    },
  )
  task(
    'Change the last digit of a number',
    () => at(1, may(10), 'valetDaily'),
    async () => {
      await hand.press('F2')
      await hand.press('Backspace')
      await hand.type('9')
      await hand.press('Enter')
    },
    async () => await expect.poll(() => text(may(10))).toBe('69'),
  )
  task(
    'Clear three days',
    () => at(1, may(11), 'valetDaily'),
    async () => {
      await hand.press('Shift+ArrowDown', 2)
      await hand.press('Delete')
    },
    async () => await expect.poll(() => texts(11, 13)).not.toContain('62'),
  )
  task(
    'Undo three steps',
    async () => {
      await at(1, may(11), 'valetDaily')
      await page.keyboard.type('1')
      await page.keyboard.press('Enter')
      await page.keyboard.type('2')
      await page.keyboard.press('Enter')
      await expect.poll(() => texts(11, 12)).toEqual(['1', '2'])
    },
    () => hand.press('Control+z', 3),
    async () => await expect.poll(() => texts(10, 13)).toEqual(['69', '62', '63', '64']),
  )
})

describe('blocks and the clipboard', () => {
  task(
    'Paste a month from Excel',
    async () => {
      await onClipboard(Array.from({ length: 31 }, (_, i) => String(40 + i)).join('\r\n'))
      await at(1, may(1), 'selfDaily')
    },
    () => hand.press('Control+v'),
    async () =>
      await expect.poll(() => texts(1, 31, 'selfDaily')).toEqual(Array.from({ length: 31 }, (_, i) => String(40 + i))),
  )
  task(
    'Copy a week to another line',
    () => at(1, may(10), 'selfDaily'),
    async () => {
      await hand.press('Shift+ArrowDown', 6)
      await hand.press('Control+c')
      await hand.click(cell(may(10), 'selfMonthly'))
      await hand.press('Control+v')
    },
    async () => {
      const source = await texts(10, 16, 'selfDaily')
      await expect.poll(() => texts(10, 16, 'selfMonthly')).toEqual(source)
    },
  )
  task(
    'Multiply a number by what was copied',
    async () => {
      await onClipboard('1.5')
      await at(1, may(17), 'selfDaily')
    },
    async () => {
      await hand.press('Control+Alt+v')
      await hand.press('m')
      await hand.press('Enter')
    },
    async () => await expect.poll(() => text(may(17), 'selfDaily')).toBe('84'),
  )
  task(
    'Raise a weekend by 5 %',
    () => at(1, may(15), 'valetDaily'),
    async () => {
      await hand.press('Shift+ArrowDown')
      await hand.type('*1.05')
      await hand.press('Control+Enter')
    },
    async () => await expect.poll(() => texts(15, 16)).toEqual(['69', '70']),
  )
  task(
    'Repeat the week before',
    () => at(1, may(17), 'valetDaily'),
    async () => {
      await hand.press('Shift+ArrowDown', 6)
      await hand.press('Control+Shift+l')
    },
    async () => {
      const before = await texts(10, 16)
      await expect.poll(() => texts(17, 23)).toEqual(before)
    },
  )
  task(
    'Spread a week’s total over its days',
    () => at(1, 'week-2026-05-10', 'valetDaily'),
    async () => {
      await hand.type('500')
      await hand.press('Enter')
    },
    async () => await expect.poll(async () => (await numbers(10, 16)).reduce((all, one) => all + one, 0)).toBe(500),
  )
  task(
    'Take the budget into a week',
    () => at(1, may(10), 'valetDaily'),
    async () => {
      await hand.press('Shift+ArrowDown', 6)
      await hand.press("Control+'")
    },
    async () => await expect.poll(async () => new Set(await texts(10, 16)).size).toBe(1),
  )
})

describe('going about', () => {
  task(
    'Go to a date',
    () => at(1, may(10), 'valetDaily'),
    async () => {
      await hand.press('Control+g')
      await hand.type('24')
      await hand.press('Enter')
    },
    async () => await expect.poll(active).toBe('2026-05-24 valetDaily'),
  )
  task(
    'See the sum of a month’s line',
    () => at(1, may(10), 'valetDaily'),
    () => hand.press('Control+ '),
    async () => await expect.poll(() => page.getByTestId('selection').innerText()).toContain('Selection 31 × 1'),
  )
  task(
    'Open the next tab',
    () => at(1, may(10), 'valetDaily'),
    () => hand.press('Control+PageDown'),
    async () => {
      await page.getByTestId('page-payroll').waitFor()
      expect(await page.getByRole('tab', { name: 'Payroll' }).getAttribute('aria-selected')).toBe('true')
    },
  )
  task(
    'Open another site',
    () => at(1, may(10), 'valetDaily'),
    async () => {
      await hand.press('Control+k')
      await hand.type('0431')
      await hand.press('Enter')
    },
    async () => {
      await page.locator('.site-name').filter({ hasText: '0431' }).waitFor()
      await page.getByTestId('site-0427').click()
      await cell(may(10)).waitFor()
      expect(await page.locator('.site-name').innerText()).toContain('0427')
    },
  )
})

describe('rates, payroll and history', () => {
  task(
    'Carry a rate forward to December',
    () => at(3, '2026-06', 'rate.valetDaily'),
    async () => {
      await hand.press('Control+Shift+ArrowDown')
      await hand.press('Control+d')
    },
    async () => {
      const rate = await text('2026-06', 'rate.valetDaily')
      await expect.poll(() => text('2026-12', 'rate.valetDaily')).toBe(rate)
    },
  )
  task(
    'Copy the schedule to payroll',
    async () => {
      await page.keyboard.press('Control+[')
      await page.keyboard.press('Control+2')
      await page.getByTestId('page-payroll').waitFor()
      await page.locator('[row-id="2026-04-16"]').first().waitFor()
    },
    async () => {
      await hand.click(page.getByTestId('copy-schedule'))
      await hand.press('Enter')
    },
    async () => {
      const labels = () =>
        workbench.ask(async (call) => {
          const reply = await call['gesture.list'](undefined)
          return reply.ok ? reply.value.map(({ label }) => label) : []
        })
      await expect.poll(labels).toContainEqual(expect.stringMatching(/schedule/i))
    },
  )
  task(
    'Bring back an earlier number of a cell',
    async () => {
      await at(1, '2026-04-24', 'valetDaily')
      for (const number of ['55', '56']) {
        await page.keyboard.type(number)
        await page.keyboard.press('Enter')
        await cell('2026-04-24').click()
        await cell('2026-04-24').filter({ hasText: number }).waitFor()
      }
      await page.getByRole('button', { name: /^Restore 55/ }).waitFor()
    },
    async () => {
      await hand.press('Control+Shift+h')
      await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Restore 55'))
      await hand.press('Enter')
    },
    async () => await expect.poll(() => text('2026-04-24')).toBe('55'),
  )
})
