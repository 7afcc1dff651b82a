import { createServer } from 'node:net'
import { must } from '../../shared/core/bug.ts'

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = must(probe.address(), 'a listening server')
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' ? address.port : 0
}
