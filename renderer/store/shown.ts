import type { Reply } from '../../shared/contract/reply.ts'
import type { WireError } from '../../shared/core/errors.ts'

/** Something that is asked for by a key and shown. While the same one is read again the old answer stays on screen. */
export type Shown<K, V> =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly key: K }
  | { readonly status: 'open'; readonly key: K; readonly answer: V }
  | { readonly status: 'failed'; readonly key: K; readonly error: WireError }

/** Where it is kept, and how it is asked for. */
type Place<K, V> = {
  readonly shown: () => Shown<K, V>
  readonly show: (shown: Shown<K, V>) => void
  readonly read: (key: K) => Promise<Reply<V>>
}

/** Opens one key after another; of several questions under way only the last one's answer is shown. */
export function opener<K, V>({ shown, show, read }: Place<K, V>): (key: K) => Promise<void> {
  let asked = 0
  return async (key) => {
    const before = shown()
    const isSame = before.status === 'open' && JSON.stringify(before.key) === JSON.stringify(key)
    if (!isSame) show({ status: 'opening', key })
    asked += 1
    const mine = asked
    const reply = await read(key)
    if (mine !== asked) return // a later question was asked
    show(reply.ok ? { status: 'open', key, answer: reply.value } : { status: 'failed', key, error: reply.error })
  }
}
