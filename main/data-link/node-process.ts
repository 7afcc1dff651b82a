import { fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Channel } from './channel.ts'
import { SHORT_SWEEPS } from './short-sweeps.ts'

/** Starts the data service under a Node of its own: for a runtime whose built-in Node is too old for the store. */
export function startNodeProcess(entry: string, node: string): Channel {
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...env } = process.env
  const child = fork(entry, [], {
    execPath: node,
    execArgv: [SHORT_SWEEPS],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  child.on('error', () => {}) // followed by `exit`, or by messages that cannot be sent
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => void child.on('message', listener as (message: unknown) => void),
    onExit: (listener) => {
      let told = false
      const once = (code: number | null) => {
        if (!told) listener(code)
        told = true
      }
      child.on('exit', once)
      child.on('error', () => once(null))
    },
    onLogLine: (listener) => {
      if (child.stderr) createInterface({ input: child.stderr }).on('line', listener)
    },
    stop: () => {
      if (child.connected) child.disconnect()
    },
  }
}
