import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Provider } from 'oidc-provider'
import { must } from '../shared/core/bug.ts'
import { DEMO_PASSWORD } from '../shared/core/defaults.ts'
import { DEMO_PEOPLE } from './demo/people.ts'

/** Shows and takes the sign-in form of the stand-in provider; consent is given without asking, the workbench is ours. */
export async function login(
  provider: Provider,
  uid: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const details = await provider.interactionDetails(request, response)
    if (details.prompt.name === 'consent') {
      const consent = { grantId: await grantWhatIsAsked(provider, details) }
      await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
      return
    }
    if (request.method !== 'POST') {
      page(response, 200, uid)
      return
    }
    const form = new URLSearchParams(await text(request))
    const name = (form.get('name') ?? '').trim().toLowerCase()
    if (!Object.hasOwn(DEMO_PEOPLE, name) || form.get('password') !== DEMO_PASSWORD) {
      page(response, 401, uid, 'The name or the password is not right.')
      return
    }
    await provider.interactionFinished(request, response, { login: { accountId: name } })
  } catch {
    response
      .writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
      .end('This sign-in has ended. Start it again from the workbench.')
  }
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

async function grantWhatIsAsked(provider: Provider, { grantId, session, params, prompt }: Details): Promise<string> {
  const accountId = must(session, 'consent comes after sign-in').accountId
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId)
  const grant = known ?? new provider.Grant({ accountId, clientId: String(params['client_id']) })
  const missing = prompt.details as {
    missingOIDCScope?: string[]
    missingOIDCClaims?: string[]
    missingResourceScopes?: Record<string, string[]>
  }
  if (missing.missingOIDCScope) grant.addOIDCScope(missing.missingOIDCScope.join(' '))
  if (missing.missingOIDCClaims) grant.addOIDCClaims(missing.missingOIDCClaims)
  for (const [resource, scopes] of Object.entries(missing.missingResourceScopes ?? {})) {
    grant.addResourceScope(resource, scopes.join(' '))
  }
  return grant.save()
}

const STYLE = `body{font:16px system-ui;display:grid;place-content:center;min-height:90vh;margin:0;color:#1c2733}
form{display:grid;gap:12px;width:min(20rem,90vw)}label{display:grid;gap:4px}
input,button{font:inherit;padding:8px;border:1px solid #8494a4;border-radius:4px}
button{background:#0b57a4;color:#fff;border:0}[role=alert]{color:#a3140e;margin:0}`

function page(response: ServerResponse, status: number, uid: string, problem?: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Sign in</title><style>${STYLE}</style></head><body>
<h1>Sign in</h1><form method="post" action="/login/${uid}">
${problem === undefined ? '' : `<p role="alert" id="problem">${problem}</p>`}
<label>Name <input id="name" name="name" autocomplete="username" autofocus required></label>
<label>Password <input id="password" name="password" type="password" autocomplete="current-password" required></label>
<button id="sign-in">Sign in</button>
<p>Stand-in sign-in for development: ${Object.keys(DEMO_PEOPLE).join(', ')}.</p></form></body></html>`)
}
