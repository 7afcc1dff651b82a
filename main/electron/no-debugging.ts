import { url as inspectorUrl } from 'node:inspector'
import { app } from 'electron'

const SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address']

/**
 * Takes the switches away that would let another program drive an installed Frontline (security.md 18). Only a test
 * build, whose fuse lets Node's inspector in, keeps them. Must run before Electron is ready.
 */
export function refuseDebugging(): void {
  if (!app.isPackaged || inspectorUrl() !== undefined) return
  for (const name of SWITCHES) app.commandLine.removeSwitch(name)
}
