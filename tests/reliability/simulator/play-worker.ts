import { parentPort } from 'node:worker_threads'
import { type Many, playMany } from './play-many.ts'

// A thread that plays what it is told, and answers with what it counted.
parentPort?.on('message', (many: Many) => parentPort?.postMessage(playMany(many)))
