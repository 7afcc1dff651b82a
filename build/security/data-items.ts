import type { Item } from './item.ts'

const SECRETS = 'tests/journeys/secrets'
const SOURCES = 'tests/attacks/sources'
const BRIDGE = 'tests/attacks/bridge'
const IMPORTED = 'tests/attacks/imported'
const PASTED = 'tests/attacks/pasted'
const SESSION = 'main/auth/session'

/** Sign-in, what lies on the laptop, files that come and go, and the server. */
export const DATA_ITEMS: readonly Item[] = [
  {
    title: 'Sign-in in the system’s browser, never in the window',
    proofs: [
      [SOURCES, 'the sign-in page never'],
      [SESSION, 'the first sign-in opens a store'],
    ],
  },
  {
    title: 'PKCE, state and nonce fresh for each attempt',
    proofs: [
      [SESSION, 'every attempt has its own state, nonce and proof key'],
      [SESSION, 'with a good code and the state of another attempt is refused'],
      [SESSION, 'another attempt’s state is refused'],
      [SESSION, 'two attempts at the same time do not mix'],
      [SESSION, 'without a state is refused'],
      [SESSION, 'with a made-up code is refused'],
      ['main/auth/link-return', 'is refused, and the attempt goes on'],
    ],
  },
  {
    title: 'Loopback: this computer only, one visit, two minutes',
    proofs: [
      ['main/auth/loopback', 'the door is shut behind it'],
      ['main/auth/loopback', 'any other path or method'],
      ['main/auth/loopback', 'only this computer can reach it'],
      ['main/auth/loopback', 'a sign-in nobody finishes'],
    ],
  },
  {
    title: 'No token in logs, files or crash dumps',
    proofs: [
      [SECRETS, 'nothing on the disk holds a token'],
      [SECRETS, 'a window that dies'],
    ],
  },
  {
    title: 'Tokens sealed, one folder a person, readable by nobody else',
    proofs: [
      [SECRETS, 'nothing on the disk holds a token'],
      [SECRETS, 'by that person only'],
      [SECRETS, 'somebody else who works on this computer'],
    ],
  },
  {
    title: 'No key store: no token kept, a pass phrase locks the data',
    proofs: [
      ['tests/journeys/keys', 'a computer without a key store'],
      [SESSION, 'without a key store a pass phrase'],
    ],
  },
  {
    title: 'Key store locked or replaced: nothing lost, nothing overwritten',
    proofs: [
      ['tests/journeys/keys', 'a key store that does not answer'],
      ['main/auth/recovery', 'a key store that was replaced costs one sign-in'],
      ['main/auth/recovery', 'neither the disk nor the server alone'],
      ['main/auth/recovery', 'or an altered one does not open'],
      ['server/laptops', 'somebody else, another laptop, a sign-in of long ago'],
      [SESSION, 'a key store that is locked or was replaced'],
      ['main/profile/data-key', 'never leads to a new key'],
      ['main/data-service/db/open', 'a wrong key is told as one'],
    ],
  },
  {
    title: 'Store, log and copies encrypted, and no other number taken from them',
    proofs: [
      ['main/data-service/db/open', 'can be read from any of its files'],
      ['main/data-service/db/backups', 'a copy is encrypted'],
      ['tests/attacks/tampered-store', 'never shows or sends another number'],
      ['tests/attacks/tampered-store', 'takes nothing from the files of somebody else'],
      ['tests/attacks/tampered-store', 'takes no edit twice'],
      [SECRETS, 'nothing on the disk holds a token'],
    ],
  },
  {
    title: 'Sign-out erases, revokes, and never loses what waits',
    proofs: [
      [SESSION, 'signing out with nothing unsent erases'],
      [SESSION, 'signing out with edits only on this laptop'],
      [SESSION, 'opens after a sign-in, with everything in it'],
      ['main/profile/retention', 'nothing that is only here'],
      ['main/auth/recovery', 'when the server proves it, and only then'],
      ['server/laptops', 'a lost laptop is answered nothing any more'],
    ],
  },
  {
    title: 'Logs hold allowed facts only',
    proofs: [
      ['main/log', 'only the facts on the list'],
      ['main/log', 'a bug is written with its kind'],
      ['main/log', 'what the data service logs'],
      ['server/log', 'of ordinary requests names routes'],
      ['server/log', 'always: holds nothing of its message'],
    ],
  },
  {
    title: 'Export: text that looks like a formula is text',
    proofs: [
      ['tests/attacks/exports', 'text that looks like a formula is text'],
      ['main/data-service/export', 'looks like a formula stays text'],
      ['main/data-service/export', 'a CSV has every figure once, and text that looks like a formula'],
    ],
  },
  {
    title: 'Export: nothing but what was asked for',
    proofs: [['tests/attacks/exports', 'holds nothing but what was asked for']],
  },
  {
    title: 'Import and paste: no bomb',
    proofs: [
      [SOURCES, 'no workbook is read'],
      [IMPORTED, 'is refused in words when it is'],
      [IMPORTED, 'may have a million rows'],
      [IMPORTED, 'are refused whole when they are'],
      [IMPORTED, 'end the run at ten thousand'],
      [PASTED, 'is turned away whole when it is'],
      [PASTED, 'entities that unfold'],
    ],
  },
  {
    title: 'Import: a kept parser, no macros, no outside links, no prototype',
    proofs: [
      ['tests/attacks/packages', 'a workbook parser that is not kept'],
      [SOURCES, 'no workbook is read'],
      [BRIDGE, 'never reaches what answers it'],
      [IMPORTED, 'the prototype as a column'],
      [IMPORTED, 'keeps formulas and outside links as the texts they are'],
      [IMPORTED, 'set aside with the reason'],
      [PASTED, 'never a formula, a link or a script'],
      [PASTED, 'may name the prototype'],
    ],
  },
  {
    title: 'Forged tokens are refused; keys may change',
    proofs: [
      ['tests/attacks/tokens', 'a forged token is refused'],
      ['server/auth/verify-token', 'no forged token opens the API'],
      ['server/auth/verify-token', 'a shared secret is never a signature'],
      ['server/auth/issuer-keys', 'one that is withdrawn stops'],
      ['server/auth/issuer-keys', 'asked once in 30 seconds'],
    ],
  },
  {
    title: 'An ID token or another audience is no access token',
    proofs: [
      ['tests/attacks/tokens', 'a forged token is refused: an ID token'],
      ['tests/attacks/tokens', 'a forged token is refused: another audience'],
      ['server/auth/verify-token', 'only as it was meant'],
    ],
  },
  {
    title: 'Four roles × every route',
    proofs: [
      ['server/role-matrix', 'the matrix names every route'],
      ['server/role-matrix', 'opens for whom it should'],
      ['tests/attacks/routes', 'does not start'],
    ],
  },
  {
    title: 'A foreign site is neither read nor written, anywhere',
    proofs: [
      ['server/foreign-sites', 'is refused there, whoever asks'],
      ['server/foreign-sites', 'every route that takes a site is asked above'],
      ['server/foreign-sites', 'a list holds nothing of it'],
      ['server/', 'an edit of a site one may not see is forbidden'],
      ['server/', 'the feed and the scopes never hold'],
    ],
  },
  {
    title: 'A rollup gives no foreign site away',
    proofs: [
      ['server/', 'a site the caller may not see is in no sum'],
      ['server/', 'a site one may not see is in no sum and behind no cell'],
    ],
  },
  {
    title: 'Fields only the server sets are refused',
    proofs: [
      ['server/plugins/limits', 'that sets what is not a field'],
      ['server/', 'fields a laptop may not set are refused'],
    ],
  },
  {
    title: 'SQL by parameters only',
    proofs: [
      [SOURCES, 'a value reaches SQL as a parameter'],
      ['tests/fuzz/http', 'answers in its own shape or refuses by name'],
    ],
  },
  {
    title: 'Requests are limited by person and laptop',
    proofs: [
      ['server/plugins/rate-limit', 'is told when to come back'],
      ['server/plugins/rate-limit', 'another person and another laptop go on'],
      ['server/plugins/rate-limit', 'helps for five laptops'],
    ],
  },
  {
    title: 'Bodies, depth, numbers and slow connections are limited',
    proofs: [
      ['server/plugins/limits', 'of more than 10 MB is refused'],
      ['server/plugins/limits', 'memory stays flat'],
      ['server/plugins/limits', 'nested a hundred thousand deep'],
      ['server/plugins/limits', 'with 10,001 operations'],
      ['server/plugins/limits', 'with 20 kB of headers is refused'],
      ['server/plugins/limits', 'that never ends its headers is ended'],
      ['server/plugins/limits', 'by their own limit, long before'],
      ['server/plugins/limits', 'that never ends its body'],
    ],
  },
  {
    title: 'TLS 1.3, certificates judged by the system',
    proofs: [
      ['server/http-server', 'speaks TLS 1.3'],
      ['server/http-server', 'refuses a client that offers'],
      ['main/data-service/api/agents', 'whose certificate nobody vouches for'],
      ['main/data-service/api/agents', 'nothing newer than TLS 1.2'],
      ['main/auth/authority-fetch', 'is sent nothing where it is not'],
      ['main/data-service/api/proxies', 'nothing of the token'],
      [SOURCES, 'certificates are judged by the system'],
    ],
  },
  {
    title: 'The audit can only grow, and shows what was altered',
    proofs: [
      ['server/store/app-role', 'it is refused'],
      ['server/store/audit-chain', 'an untouched audit holds'],
      ['server/store/audit-chain', 'shows'],
      ['server/', 'nothing of it can be altered'],
      ['server/', 'every pushed operation has exactly one row'],
    ],
  },
  {
    title: 'An operation is done once, for its person, as it was sent',
    proofs: [
      ['server/', 'the same edit sent twice gets the same answer'],
      ['server/', 'an operation id with other content is refused'],
      ['server/', "another person's operation id is another operation"],
      ['server/', "another laptop's operation id is another operation"],
    ],
  },
  {
    title: 'Failures tell nothing of the inside, and nothing is kept on its way',
    proofs: [
      ['server/', 'shows nothing of the inside'],
      ['server/plugins/protection', 'no answer is kept on its way'],
      ['server/plugins/protection', 'a request is named at random'],
      ['server/plugins/protection', 'a failure of the server itself shows nothing'],
      ['server/plugins/limits', 'of an unknown route or method is not found'],
    ],
  },
]
