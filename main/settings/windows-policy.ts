/** Values of a registry key as `reg query` prints them: `    apiUrl    REG_SZ    https://…`. */
export function readRegistry(printed: string): Record<string, string | number> {
  return Object.fromEntries(
    [...printed.matchAll(/^ {4}(\S+) {4}(REG_\w+) {4}(.*?)\r?$/gm)].map(([, name = '', type = '', value = '']) => [
      name,
      type === 'REG_DWORD' ? Number(value) : value,
    ]),
  )
}
