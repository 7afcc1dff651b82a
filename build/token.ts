// Prints an access token of a demonstration person for use in scripts:
//   curl -H "Authorization: Bearer $(npm run -s token -- --as mara)" …
import { parseArgs } from 'node:util'
import { ISSUER_PORT, SCRIPT_CLIENT_ID } from '../shared/core/defaults.ts'

const { as, issuer } = argumentsOrStop()
const answer = await ask(issuer, as)
if (answer.access_token === undefined) stop(answer.error_description ?? `${issuer} gave no token`)
process.stdout.write(`${answer.access_token}\n`)

function argumentsOrStop(): { as: string; issuer: string } {
  try {
    const { values } = parseArgs({
      options: { as: { type: 'string' }, issuer: { type: 'string', default: `http://127.0.0.1:${ISSUER_PORT}` } },
    })
    if (values.as === undefined) return stop('say whose token: npm run token -- --as <person or role>, e.g. --as mara')
    return { as: values.as, issuer: values.issuer }
  } catch (thrown) {
    return stop(`${(thrown as Error).message}\nuse: npm run token -- --as <person or role> [--issuer <url>]`)
  }
}

async function ask(url: string, person: string): Promise<{ access_token?: string; error_description?: string }> {
  try {
    const response = await fetch(new URL('/token', url), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:frontline:demo-person',
        client_id: SCRIPT_CLIENT_ID,
        as: person,
      }),
    })
    return (await response.json()) as { access_token?: string; error_description?: string }
  } catch {
    return stop(`no stand-in sign-in answers at ${url}; start it with: npm run server`)
  }
}

function stop(message: string): never {
  console.error(`token: ${message}`)
  process.exit(1)
}
