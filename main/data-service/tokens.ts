import type { FromService, ToService } from '../../shared/contract/data-service.ts'
import type { Reply } from '../../shared/contract/reply.ts'

type TokenReply = Extract<ToService, { kind: 'token' }>

/** Asks main for access tokens, one question an id. Main alone holds tokens; here none outlives its request. */
export function tokenAsker(send: (message: FromService) => void): {
  readonly ask: (stale: string | null) => Promise<Reply<string>>
  readonly answer: (message: TokenReply) => void
} {
  const waiting = new Map<number, (reply: Reply<string>) => void>()
  let last = 0
  return {
    ask: (stale) =>
      new Promise((resolve) => {
        last += 1
        waiting.set(last, resolve)
        send({ kind: 'token', id: last, stale })
      }),
    answer: ({ id, reply }) => {
      waiting.get(id)?.(reply)
      waiting.delete(id)
    },
  }
}
