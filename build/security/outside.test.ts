import { expect, test } from 'vitest'
import { isKept } from './outside.ts'

test('an Electron of the last three majors is kept, an older one and none at all are not', () => {
  const verdicts = ['46.0.0', '45.4.1', '44.0.0-beta.1', '43.9.9', '42.9.9', '9.0.0', ''].map((one) =>
    isKept(one, '45.4.1'),
  )
  expect(verdicts).toEqual([true, true, true, true, false, false, false])
})
