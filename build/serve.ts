// `npm run server`: all of the development stack but the window, until Ctrl+C.
import { DEMO_PASSWORD } from '../shared/core/defaults.ts'
import { type Stack, startStack } from './development-stack.ts'

let stack: Stack | undefined
try {
  stack = await startStack()
  console.log(`people: mara, owen, dana, reed, ines; password: ${DEMO_PASSWORD}`)
  console.log('a token for scripts: npm run -s token -- --as mara')
  console.log('stop with Ctrl+C')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void stack?.close().then(() => process.exit(0))
  })
