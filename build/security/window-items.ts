import type { Item } from './item.ts'

const DOOR = 'tests/electron/door'
const SECRETS = 'tests/journeys/secrets'
const PACKAGED = 'tests/electron/packaged'
const SOURCES = 'tests/attacks/sources'
const BRIDGE = 'tests/attacks/bridge'

/** The window, its door to main, what ships and how it is brought up to date. */
export const WINDOW_ITEMS: readonly Item[] = [
  { title: 'Renderer sandbox on', proofs: [[DOOR, 'the page is ours, in a sandbox']] },
  { title: 'Context isolated, nothing of Node in the page', proofs: [[DOOR, 'holds nothing of Node']] },
  {
    title: 'Web security on, no insecure content, no experiments',
    proofs: [
      [SOURCES, 'no setting that opens the window'],
      [DOOR, 'the page is ours, in a sandbox'],
    ],
  },
  {
    title: 'Content policy: own scripts only, no network, no eval',
    proofs: [
      [DOOR, 'a script from elsewhere, an inline script'],
      [DOOR, 'a text is never run as code'],
      [SOURCES, 'the window runs no text as code'],
    ],
  },
  {
    title: 'The window asks no network for anything, and Frontline nobody its settings do not name',
    proofs: [
      ['tests/journeys/proxy', 'the sign-in goes through the proxy'],
      [SECRETS, 'the window asks no network'],
      [DOOR, 'a script from elsewhere'],
    ],
  },
  {
    title: 'app:// leads to our files and no further',
    proofs: [
      ['main/electron/app-file', 'is not there'],
      ['main/electron/app-file', 'is refused by its spelling alone'],
      ['main/electron/app-file', 'is refused by where it leads alone'],
      [DOOR, 'leads to our files and no further'],
    ],
  },
  { title: 'Navigation denied in every frame', proofs: [[DOOR, 'leads nowhere']] },
  {
    title: 'No new window',
    proofs: [
      [DOOR, 'a new window leads nowhere'],
      [DOOR, 'a middle click opens nothing'],
    ],
  },
  {
    title: 'The system’s browser is sent to https addresses of the sign-in only',
    proofs: [
      ['main/auth/sign-in-address', 'is never sent to'],
      [SOURCES, 'one file opens a window'],
    ],
  },
  {
    title: 'Permissions and devices denied',
    proofs: [
      [DOOR, 'no permission is given but the clipboard'],
      [DOOR, 'no device is ever offered'],
    ],
  },
  {
    title: 'No embedded page',
    proofs: [
      [DOOR, 'an embedded page leads nowhere'],
      [DOOR, 'a page inside a page is stopped where it is attached'],
    ],
  },
  {
    title: 'Main answers the top frame of our own page only',
    proofs: [
      ['main/electron/sender', 'is refused by that alone'],
      [DOOR, 'a frame of another origin cannot call main'],
      [DOOR, 'another page is refused by main'],
      [DOOR, 'every channel of main is a call of the table'],
      [SOURCES, 'one file answers calls of the window'],
    ],
  },
  {
    title: 'Every call has a schema, a size and a rate',
    proofs: [
      [BRIDGE, 'takes no field it does not know'],
      [BRIDGE, 'never reaches what answers it'],
      [BRIDGE, 'no call breaks the data service'],
      [BRIDGE, 'is refused whole'],
      [DOOR, 'not well formed, or far too large'],
      [DOOR, 'garbage sent through the bridge'],
      [DOOR, 'thousands of times in a second'],
    ],
  },
  {
    title: 'The bridge is the call table and nothing else',
    proofs: [
      [DOOR, 'the bridge holds the calls and events'],
      [BRIDGE, 'the bridge is the table and nothing else'],
      [BRIDGE, 'what only main may ask'],
    ],
  },
  { title: 'No secret in the window’s memory or storage', proofs: [[SECRETS, 'the window never holds a token']] },
  {
    title: 'Fuses',
    proofs: [
      [PACKAGED, 'every fuse is as it should be'],
      [PACKAGED, 'code beside the archive'],
    ],
  },
  {
    title: 'A changed archive is refused',
    proofs: [
      [PACKAGED, 'every fuse is as it should be'],
      [PACKAGED, 'code beside the archive'],
      [PACKAGED, 'only what runs is packed'],
    ],
    elsewhere:
      'a changed byte is refused by Electron on macOS and Windows only; on Linux the package’s signature protects',
  },
  {
    title: 'Packaged: no developer tools, no debugging port',
    proofs: [
      [PACKAGED, 'opens no port to a debugger'],
      [PACKAGED, 'has no developer tools'],
    ],
  },
  { title: 'Electron is a supported version', proofs: [], outside: 'electron-version' },
  {
    title: 'Packages audited, pinned by hash, under free licences',
    proofs: [
      ['tests/attacks/packages', 'is named by its hash'],
      ['tests/attacks/packages', 'under licences that let it'],
      ['tests/attacks/packages', 'gets into the bundles'],
    ],
    outside: 'audit',
  },
  {
    title: 'Updates: whole, never older, in stages, never in the way',
    proofs: [
      ['tests/attacks/updates', 'an older one are not'],
      ['tests/attacks/updates', 'is thrown away'],
      ['tests/attacks/updates', 'in stages'],
      ['tests/attacks/updates', 'nothing is put in place while'],
      ['tests/attacks/updates', 'installers say who made them'],
    ],
    elsewhere: 'signatures are checked by Windows (publisher) and macOS; here their configuration',
  },
]
