import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { errors, Provider, type Configuration, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider'
import { SCOPES } from '../shared/contract/api.ts'
import { must } from '../shared/core/bug.ts'
import { AUDIENCE, CLIENT_ID, SCRIPT_CLIENT_ID } from '../shared/core/defaults.ts'
import { DEMO_PEOPLE, type Person } from './demo/people.ts'
import { login } from './dev-login.ts'

/** The grant by which scripts and tests get a token of a demonstration person: parameter `as`, a name or a role. */
export const PERSON_GRANT = 'urn:frontline:demo-person'

export type DevIssuerOptions = {
  /** 0 takes any free port. */
  readonly port: number
  readonly accessTokenSeconds?: number
  readonly refreshTokenSeconds?: number
  /** Signs with the key of an issuer before it, as one does that only lost what it remembered; a new key otherwise. */
  readonly signingKey?: JWK
}

export type DevIssuer = { readonly url: string; readonly signingKey: JWK; readonly close: () => Promise<void> }

/**
 * The stand-in identity provider of development and tests (design.md D14): the real protocol with made-up people. Keys
 * and refresh tokens live as long as the process. Never for production: any OpenID provider takes its place there.
 */
export async function startDevIssuer(options: DevIssuerOptions): Promise<DevIssuer> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? must(address, 'a listening server').port : options.port}`
  const signingKey = options.signingKey ?? (await newSigningKey())
  const provider = new Provider(url, configuration(options, signingKey))
  registerPersonGrant(provider, resourceServer(options.accessTokenSeconds ?? 3600))
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const uid = /^\/login\/([\w-]+)$/.exec(request.url ?? '')?.[1]
    if (uid === undefined) void answer(request, response)
    else void login(provider, uid, request, response)
  })
  return {
    url,
    signingKey,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: randomBytes(8).toString('hex') }
}

function configuration(options: DevIssuerOptions, signingKey: JWK): Configuration {
  const { accessTokenSeconds = 3600, refreshTokenSeconds = 30 * 86_400 } = options
  return {
    jwks: { keys: [signingKey] },
    clients: [
      {
        client_id: CLIENT_ID,
        application_type: 'native', // any port of the loopback address is right
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/callback', 'com.frontline.workbench:/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      {
        client_id: SCRIPT_CLIENT_ID,
        token_endpoint_auth_method: 'none',
        redirect_uris: [],
        grant_types: [PERSON_GRANT],
        response_types: [],
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'roles', 'site_access'] },
    conformIdTokenClaims: false, // name and roles in the ID token too, so that one answer says who signed in
    cookies: { keys: [randomBytes(16).toString('hex')] },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      RefreshToken: refreshTokenSeconds,
      Interaction: 600,
      Session: 86400,
      Grant: refreshTokenSeconds,
    },
    rotateRefreshToken: true,
    issueRefreshToken: (_context, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_context, client, token) => token.clientId === client.clientId },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== AUDIENCE) throw new errors.InvalidTarget()
          return resourceServer(accessTokenSeconds)
        },
      },
    },
    extraTokenClaims: (context, token) =>
      token.kind === 'AccessToken' && token.accountId
        ? { ...claimsOf(token.accountId), ...signedInAt(context.oidc.entities) }
        : undefined,
    findAccount: (_context, accountId) =>
      DEMO_PEOPLE[accountId] && { accountId, claims: () => ({ sub: accountId, ...claimsOf(accountId) }) },
    interactions: { url: (_context, interaction) => `/login/${interaction.uid}` },
    renderError: (context, out) => {
      context.type = 'text/plain'
      context.body = `${out.error}: ${out.error_description ?? ''}`
    },
  }
}

/** When the person typed their password, also for a token that was had without them (RFC 9068 2.2.1). */
const signedInAt = ({ AuthorizationCode, RefreshToken }: KoaContextWithOIDC['oidc']['entities']) => {
  const at = (AuthorizationCode ?? RefreshToken)?.authTime
  return at === undefined ? {} : { auth_time: at }
}

const resourceServer = (accessTokenTTL: number) => ({
  scope: SCOPES.join(' '),
  audience: AUDIENCE,
  accessTokenTTL,
  accessTokenFormat: 'jwt' as const,
  jwt: { sign: { alg: 'RS256' as const } },
})

function claimsOf(accountId: string): Record<string, unknown> {
  const { name, roles, siteAccess }: Person = must(DEMO_PEOPLE[accountId], 'only demonstration people sign in')
  return { name, roles, site_access: siteAccess }
}

/** Lets the script client take a token of a person without a browser. */
function registerPersonGrant(provider: Provider, info: ResourceServer): void {
  const grant = async (context: KoaContextWithOIDC) => {
    const { client, params } = context.oidc
    const named = typeof params?.['as'] === 'string' ? params['as'] : ''
    const entry = Object.entries(DEMO_PEOPLE).find(
      ([id, person]) => id === named || person.roles.some((role) => role === named),
    )
    if (!entry || !client) {
      const known = [...new Set(Object.entries(DEMO_PEOPLE).flatMap(([id, person]) => [id, ...person.roles]))]
      throw new errors.InvalidRequest(`there is no person or role "${named}"; one of ${known.join(', ')}`)
    }
    const grantOf = new provider.Grant({ accountId: entry[0], clientId: client.clientId })
    grantOf.addResourceScope(AUDIENCE, info.scope)
    const token = new provider.AccessToken({
      client,
      accountId: entry[0],
      grantId: await grantOf.save(),
      gty: PERSON_GRANT,
      scope: info.scope,
      resourceServer: new provider.ResourceServer(AUDIENCE, info),
    })
    context.body = {
      access_token: await token.save(),
      expires_in: token.expiration,
      scope: info.scope,
      token_type: 'Bearer',
    }
  }
  provider.registerGrantType(PERSON_GRANT, grant, ['as'])
}
