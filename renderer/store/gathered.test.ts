import { expect, test } from 'vitest'
import { gathered } from './gathered.ts'

test('what is told in quick succession is heard once, and what comes later again', () => {
  const heard: (readonly string[])[] = []
  let due: (() => void) | null = null
  const tell = gathered<string>(
    (all) => heard.push(all),
    (work) => (due = work),
  )
  const pass = () => {
    const work = due
    due = null
    work?.()
  }
  tell('a first edit')
  tell('a second one')
  expect(heard).toEqual([])
  pass()
  tell('a third')
  pass()
  expect([heard, due]).toEqual([[['a first edit', 'a second one'], ['a third']], null])
})
