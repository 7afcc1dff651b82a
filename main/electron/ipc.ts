import { serialize } from 'node:v8'
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { answer } from '../../shared/contract/answer.ts'
import { calls, type CallName, type DataCallName, type Handlers, type MainCallName } from '../../shared/contract/ipc.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { AppError } from '../../shared/core/errors.ts'

/** A paste of the largest sheet fits; a message beyond is no person's. */
const LARGEST_BYTES = 16_000_000
/** Calls in one second; typing and pasting stay a hundred times below. */
const MOST_PER_SECOND = 5000

export type IpcParts = {
  readonly handlers: Handlers<MainCallName>
  /** Asks the data service, which checks the input by its schema. */
  readonly relay: (name: DataCallName, input: unknown) => Promise<Reply<unknown>>
  /** True for the top frame of our own page, and nobody else (security.md 12). */
  readonly isOurs: (event: IpcMainInvokeEvent) => boolean
  readonly refused: (call: string) => void
  readonly report: (bug: unknown) => void
}

/** Answers the window's calls, each by the schema of the call table. */
export function serveIpc(parts: IpcParts): void {
  let second = 0
  let count = 0
  const isTooMany = (): boolean => {
    const now = Math.floor(performance.now() / 1000)
    count = now === second ? count + 1 : 1
    second = now
    return count > MOST_PER_SECOND
  }
  for (const name of Object.keys(calls) as CallName[]) {
    ipcMain.handle(name, (event, input: unknown): Promise<Reply<unknown>> | Reply<unknown> => {
      if (!parts.isOurs(event)) {
        parts.refused(name)
        throw new Error(`Refused: ${name}`)
      }
      if (isTooMany()) return failure('RATE_LIMIT_EXCEEDED', 'Too many calls at once. Wait a second and try again.')
      if (serialize(input).length > LARGEST_BYTES)
        return failure('PAYLOAD_TOO_LARGE', 'That is too much at once. Paste it in smaller parts.')
      const call = calls[name]
      if (call.owner === 'data') return parts.relay(name as DataCallName, input)
      return answer(call, parts.handlers[name as MainCallName], input, parts.report)
    })
  }
}

const failure = (code: 'RATE_LIMIT_EXCEEDED' | 'PAYLOAD_TOO_LARGE', message: string): Reply<never> => ({
  ok: false,
  error: new AppError(code, message).toWire(),
})
