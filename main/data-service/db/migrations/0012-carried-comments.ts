/**
 * Nothing is added. A step that carries comments along with moved numbers cannot be read by an older Frontline, which
 * tells by this number that the store is newer than itself (writer-rev.ts).
 */
export const carryComments = ''
