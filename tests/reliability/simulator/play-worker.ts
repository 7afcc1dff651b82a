import { parentPort } from 'node:worker_threads'
import { type Many, playMany } from './play-many.ts'

// A thread that plays what it is told, and answers with what it counted.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.on('message', (many: Many) => parentPort?.postMessage(playMany(many)))
