import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

/** Writes all bytes at a place of a file; a disk may take them in parts. */
export function writeWhole(file: number, bytes: Buffer, at: number): void {
  let written = 0
  while (written < bytes.length) {
    written += writeSync(file, bytes, written, bytes.length - written, at + written)
  }
}

/** The bytes of a file between two places; fewer when it ends before. */
export function readWhole(file: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, to - from))
  let read = 0
  while (read < bytes.length) {
    const more = readSync(file, bytes, read, bytes.length - read, from + read)
    if (more === 0) return bytes.subarray(0, read)
    read += more
  }
  return bytes
}

/** Names that were made, moved or removed in a folder are on the disk; Windows does that by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
