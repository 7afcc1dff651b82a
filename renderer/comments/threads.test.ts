import { expect, test } from 'vitest'
import type { ShownComment } from '../../shared/contract/comments.ts'
import { plainRemark } from './plain-remark.ts'
import { openThreads, remarksByCell, threadsAt } from './threads.ts'

const AT = { lineId: 'valetDaily', period: '2026-04-16' }
const said = (id: string, changed: Partial<ShownComment> = {}): ShownComment => ({
  ...AT,
  id,
  text: id,
  answers: null,
  settles: false,
  by: 'Dana',
  at: `2026-04-10T10:00:${id.padStart(2, '0')}.000Z`,
  isMine: false,
  isNew: false,
  state: 'sent',
  message: null,
  ...changed,
})
const ids = (comments: readonly ShownComment[]) =>
  threadsAt(comments, AT).map(({ all, isSettled }) => [all.map(({ id }) => id).join(' '), isSettled])

test('answers stand under what they answer, also answers to answers', () => {
  const comments = [said('1'), said('2'), said('3', { answers: '1' }), said('4', { answers: '3' })]
  expect(ids([...comments, said('5', { period: '2026-04-17' })])).toEqual([
    ['1 3 4', false],
    ['2', false],
  ])
})

test('the last word settles a thread or reopens it; a refused word does neither', () => {
  const settled = [said('1'), said('2', { answers: '1', settles: true })]
  expect(ids(settled)).toEqual([['1 2', true]])
  expect(ids([...settled, said('3', { answers: '1' })])).toEqual([['1 2 3', false]])
  expect(ids([...settled, said('3', { answers: '1', state: 'refused' })])).toEqual([['1 2 3', true]])
})

test('a cell is marked with the comments of its open threads, and as long as a return asks about it', () => {
  const comments = [said('1'), said('2', { answers: '1' }), said('3'), said('4', { answers: '3', settles: true })]
  const asked = { month: '2026-04', ...AT, comment: 'Why?', by: 'Dana', isDone: false }
  expect([...remarksByCell({ comments, asked: [asked, { ...asked, lineId: 'selfDaily', isDone: true }] })]).toEqual([
    ['valetDaily|2026-04-16', { comments: 2, isAsked: true }],
  ])
  expect(openThreads(comments).map(({ first }) => first.id)).toEqual(['1'])
})

test('what answers something that is not there any more stands by itself', () => {
  expect(ids([said('1', { answers: 'gone' })])).toEqual([['1', false]])
})

test('characters that cannot be seen become spaces; lines, letters of any script and signs stay', () => {
  expect(plainRemark(' a\u0000b\u001b[2J\u0085\nØre 🚗 ')).toBe('a b [2J \nØre 🚗')
})
