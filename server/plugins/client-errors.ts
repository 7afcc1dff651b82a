import type { Socket } from 'node:net'
import { AppError } from '../../shared/core/errors.ts'
import { failureBody, newRequestId } from './envelope.ts'

/** What arrives so broken or so slowly that no route ever sees it, in the contract's words and with its HTTP status. */
const ANSWERS: Readonly<Record<string, { status: string; error: AppError }>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    error: new AppError('PAYLOAD_TOO_LARGE', 'The headers are too large; send at most 16 kB of them.'),
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    error: new AppError('INVALID_DATA_TYPE', 'The request did not arrive in time; send it in smaller parts.'),
  },
}
const MALFORMED = {
  status: '400 Bad Request',
  error: new AppError('INVALID_DATA_TYPE', 'The request is not well formed.'),
}

/** Answers such a request in the envelope and ends the connection. */
export function refuseConnection(failure: Error & { code?: string }, socket: Socket, now: () => number): void {
  // Nobody is there any more, or an answer is on its way already.
  if (failure.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy()
    return
  }
  const { status, error } = ANSWERS[failure.code ?? ''] ?? MALFORMED
  const body = JSON.stringify(failureBody(error, newRequestId(), now))
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
