import {createLocalJWKSet, decodeJwt, type JSONWebKeySet, type JWTPayload, jwtVerify} from 'jose';
import type {BearerOptions, Issuer} from '../dependencies.ts';
import {Refusal} from '../refusal.ts';

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const LEEWAY_SECONDS = 60;
const MAX_LENGTH = 8192;
const MAX_NAME = 255;
/** So many tokens are remembered as verified. */
const MOST_VERIFIED = 1000;

/** What a token says that its issuer signed. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  /** The value of the issuer's tenant claim, if it has one. */
  readonly tenant: string | undefined;
  readonly issuedAt: Date | undefined;
  /** Whether the issuer speaks for platform operators (A14). */
  readonly operator: boolean;
  readonly scope: readonly string[];
}

export interface Bearer {
  /** @throws {Refusal} `invalid-token` for everything that is not a good token of a known issuer (A1). */
  verify(token: string): Promise<Claims>;
}

/** Verifies host-issued tokens against static key sets. */
export const bearerOf = ({issuers}: BearerOptions, now: () => Date): Bearer => {
  const known = new Map(
    issuers.map((issuer) => [issuer.issuer, {issuer, keys: createLocalJWKSet(issuer.jwks as unknown as JSONWebKeySet)}] as const),
  );
  // Of a token nothing ever changes but whether it has expired: its signature is verified once. Whoever it belongs to is asked of the
  // database at each request all the same (A4).
  const verified = new Map<string, {readonly claims: Claims; readonly expires: number}>();
  const remember = (token: string, claims: Claims, expires: number): Claims => {
    const [oldest] = verified.keys();
    if (verified.size >= MOST_VERIFIED && oldest !== undefined) {
      verified.delete(oldest);
    }
    verified.set(token, {claims, expires});
    return claims;
  };
  return {
    verify: async (token) => {
      const earlier = verified.get(token);
      if (earlier && Math.floor(now().getTime() / 1000) - LEEWAY_SECONDS < earlier.expires) {
        return earlier.claims;
      }
      verified.delete(token);
      try {
        const found = token.length <= MAX_LENGTH ? known.get(decodeJwt(token).iss ?? '') : undefined;
        if (found) {
          const {payload} = await jwtVerify(token, found.keys, {
            issuer: found.issuer.issuer,
            audience: found.issuer.audience,
            algorithms: ALGORITHMS,
            clockTolerance: LEEWAY_SECONDS,
            currentDate: now(),
            requiredClaims: ['iss', 'aud', 'exp', 'sub'],
          });
          // `exp` is required above.
          return remember(token, claimsOf(payload, found.issuer), payload.exp ?? 0);
        }
      } catch (error) {
        throw refused(error);
      }
      throw refused();
    },
  };
};

const refused = (cause?: unknown): Refusal => new Refusal('invalid-token', 'The bearer token is not accepted', {cause});

const claimsOf = (payload: JWTPayload, {issuer, tenantClaim = 'tenant', operators = false}: Issuer): Claims => {
  const subject = name(payload.sub);
  if (subject === undefined) {
    throw refused();
  }
  return {
    issuer,
    subject,
    tenant: name(payload[tenantClaim]),
    issuedAt: payload.iat === undefined ? undefined : new Date(payload.iat * 1000),
    operator: operators,
    scope: operators && typeof payload.scope === 'string' ? payload.scope.split(' ').filter((word) => word !== '') : [],
  };
};

/** A name as a database can hold it. */
const name = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= MAX_NAME && value.isWellFormed() && !value.includes('\0')
    ? value
    : undefined;
