import { expect, test } from 'vitest'
import { isOurFrame } from './sender.ts'

const OURS = 'app://frontline/'
const frame = (url: string) => ({ url })
const page = (mainFrame: { url: string }) => ({ mainFrame })

test('our own page is answered, wherever in it one is', () => {
  const top = frame(`${OURS}#review`)
  const window = page(top)
  expect(isOurFrame({ senderFrame: top, sender: window }, window, OURS)).toBe(true)
})

// Everything is right but the one thing that is named.
test.each([
  ['no frame', () => ({ ...right(), senderFrame: null })],
  ['another page', () => ({ ...right(), window: page(frame(OURS)) })],
  ['a frame inside ours, at our address', () => ({ ...right(), senderFrame: frame(OURS) })],
  ['another address in our own top frame', () => right('https://evil.example/')],
  ['an address that only begins like ours', () => right(`${OURS}../other.html`)],
  ['an address that holds ours', () => right(`https://evil.example/?${OURS}`)],
])('%s is refused by that alone', (_, caller) => {
  const { window, ...event } = caller()
  expect(isOurFrame(event, window, OURS)).toBe(false)
})

function right(url = OURS) {
  const senderFrame = frame(url)
  const window = page(senderFrame)
  return { senderFrame, sender: window, window }
}
