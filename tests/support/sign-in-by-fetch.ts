import { DEMO_PASSWORD } from '../../shared/core/defaults.ts'

/**
 * Goes through the stand-in provider's page without a browser, as that person, up to the return to the workbench. `bend`
 * changes where it returns to, as somebody between the two might.
 */
export async function signInByFetch(
  address: string,
  person: string,
  password = DEMO_PASSWORD,
  bend: (back: URL) => void = () => {},
): Promise<void> {
  const cookies = new Map<string, string>()
  let url = address
  let form: URLSearchParams | undefined
  for (let i = 0; i < 20; i += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split('=') ?? []
      cookies.set(name, value)
    }
    const next = answer.headers.get('location')
    if (next === null && form) throw new Error(`The provider did not sign ${person} in: ${answer.status}`)
    if (next === null && new URL(url).pathname === '/callback') return
    form = next === null ? new URLSearchParams({ name: person, password }) : undefined
    if (next !== null) {
      const to = new URL(next, url)
      if (to.pathname === '/callback') bend(to)
      if (!/^https?:$/.test(to.protocol)) return // a link of the system, which `bend` has seen
      url = to.href
    }
  }
  throw new Error('The provider sends round in circles')
}
