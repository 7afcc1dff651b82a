import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { readWhole } from './durable-files.ts'

/** A frame begins with this, so that reading finds the next one behind a damaged stretch. */
const MAGIC = Buffer.from('FLE1')
const HEAD = { magic: 4, length: 4, crc: 4, nonce: 12, tag: 16 } as const
const HEAD_BYTES = HEAD.magic + HEAD.length + HEAD.crc + HEAD.nonce + HEAD.tag
const SEALED_FROM = HEAD.magic + HEAD.length + HEAD.crc
/** Longer than any gesture: a length beyond it is damage. */
const MOST_BYTES = 256 * 1024 * 1024

/** One record as it lies in a file: `FLE1`, length, CRC-32, nonce, tag, and the text under AES-256-GCM. */
export function sealFrame(key: KeyObject, text: string): Buffer {
  const nonce = randomBytes(HEAD.nonce)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const rest = Buffer.concat([nonce, cipher.getAuthTag(), sealed])
  const head = Buffer.alloc(SEALED_FROM)
  MAGIC.copy(head)
  head.writeUInt32LE(rest.length, HEAD.magic)
  head.writeUInt32LE(crc32(rest, crc32(head.subarray(0, SEALED_FROM - HEAD.crc))), HEAD.magic + HEAD.length)
  return Buffer.concat([head, rest])
}

/** A stretch of the file: a record that can be read, bytes that cannot, or at its end a record cut short by a crash. */
export type Stretch =
  | { readonly kind: 'record'; readonly from: number; readonly to: number; readonly text: string }
  | { readonly kind: 'unreadable' | 'torn'; readonly from: number; readonly to: number }

/** Walks a file of frames from its start to `size`; every byte is in exactly one stretch. */
export function* readFrames(file: number, size: number, key: KeyObject): Generator<Stretch> {
  let at = 0
  while (at < size) {
    const found = frameAt(file, at, size, key)
    if (found) {
      yield { kind: 'record', from: at, ...found }
      at = found.to
      continue
    }
    const from = at
    do at = nextMagic(file, at + 1, size)
    while (at < size && !frameAt(file, at, size, key))
    yield { kind: at === size && isCutShort(file, from, size) ? 'torn' : 'unreadable', from, to: at }
  }
}

/** Begins as a frame does and would end behind the file: nobody was told that it was saved. */
function isCutShort(file: number, at: number, size: number): boolean {
  const head = readWhole(file, at, at + SEALED_FROM)
  if (head.length < SEALED_FROM) return MAGIC.subarray(0, head.length).equals(head.subarray(0, HEAD.magic))
  const length = head.readUInt32LE(HEAD.magic)
  return head.subarray(0, HEAD.magic).equals(MAGIC) && length <= MOST_BYTES && at + SEALED_FROM + length > size
}

function frameAt(file: number, at: number, size: number, key: KeyObject): { to: number; text: string } | undefined {
  if (at + HEAD_BYTES > size) return undefined
  const head = readWhole(file, at, at + SEALED_FROM)
  const length = head.readUInt32LE(HEAD.magic)
  const to = at + SEALED_FROM + length
  if (!head.subarray(0, HEAD.magic).equals(MAGIC) || length > MOST_BYTES || to > size) return undefined
  const rest = readWhole(file, at + SEALED_FROM, to)
  const crc = crc32(rest, crc32(head.subarray(0, SEALED_FROM - HEAD.crc)))
  if (crc !== head.readUInt32LE(HEAD.magic + HEAD.length)) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, HEAD.nonce))
  decipher.setAuthTag(rest.subarray(HEAD.nonce, HEAD.nonce + HEAD.tag))
  try {
    const text = Buffer.concat([decipher.update(rest.subarray(HEAD.nonce + HEAD.tag)), decipher.final()])
    return { to, text: text.toString('utf8') }
  } catch {
    return undefined // of another key
  }
}

const SEARCH_BYTES = 64 * 1024

function nextMagic(file: number, from: number, size: number): number {
  for (let at = from; at < size; at += SEARCH_BYTES) {
    const found = readWhole(file, at, Math.min(at + SEARCH_BYTES + MAGIC.length, size)).indexOf(MAGIC)
    if (found >= 0) return at + found
  }
  return size
}
