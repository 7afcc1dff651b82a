// A process that opens a store when it is told to: `open` is answered with what came of it, `type` with whether anybody
// else wrote meanwhile, `close` lets the store go.
import { openStore, type OpenStore } from '../../../main/data-service/db/open.ts'
import { unreachable } from '../../../shared/core/bug.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { A_KEY } from '../../support/data-service.ts'
import { typeNumber } from './typing.ts'

export type Order =
  | { readonly do: 'open'; readonly folder: string }
  | { readonly do: 'type'; readonly n: number }
  | { readonly do: 'close' }
export type Answer = { readonly won: boolean; readonly words: string }

/** Long enough for the other one to have decided, short enough for hundreds of races. */
const WAIT_MS = 20
let store: OpenStore | undefined

process.on('message', (order: Order) => void obey(order).then((answer) => process.send?.(answer)))
process.send?.('ready')

async function obey(order: Order): Promise<Answer> {
  switch (order.do) {
    case 'open':
      try {
        store = await openStore(order.folder, A_KEY, { lockWaitMs: WAIT_MS })
        return { won: true, words: '' }
      } catch (thrown) {
        return { won: false, words: thrown instanceof AppError ? `${thrown.code} ${thrown.message}` : String(thrown) }
      }
    case 'type': {
      if (!store) return { won: false, words: 'not open' }
      const version = (): unknown => store?.db.pragma('data_version', { simple: true })
      const before = version()
      typeNumber(store, order.n)
      await new Promise((resolve) => setTimeout(resolve, 1)) // time for another one to write
      return { won: before === version(), words: '' }
    }
    case 'close':
      store?.close()
      store = undefined
      return { won: true, words: '' }
    default:
      return unreachable(order)
  }
}
