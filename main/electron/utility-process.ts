import { createInterface } from 'node:readline'
import { utilityProcess } from 'electron'
import type { Channel } from '../data-link/channel.ts'
import { SHORT_SWEEPS } from '../data-link/short-sweeps.ts'

/** The store's native module needs this Node-API; a runtime below it starts a Node of its own instead. */
const NEEDED_NODE_API = 10

export const canRunInUtilityProcess = (): boolean => Number(process.versions['napi']) >= NEEDED_NODE_API

/** Starts the data service inside Electron, as a process of its own. */
export function startUtilityProcess(entry: string): Channel {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Frontline data service',
    stdio: 'pipe',
    execArgv: [`--js-flags=${SHORT_SWEEPS}`], // the bare flag is only listed here, not obeyed
  })
  return {
    send: (message) => child.postMessage(message, []),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    onLogLine: (listener) => {
      if (child.stderr) createInterface({ input: child.stderr }).on('line', listener)
      child.stdout?.resume()
    },
    stop: () => void child.kill(),
  }
}
