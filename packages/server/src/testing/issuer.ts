import {exportJWK, generateKeyPair, type JWTPayload, SignJWT} from 'jose';
import type {Issuer} from '../dependencies.ts';

/** Signs the tokens of a test, as a host's identity provider would. */
export interface TestIssuer {
  /** What the server is told of it. */
  readonly options: Issuer;
  /** A token that is good for an hour. `claims` replace its own; `undefined` takes one away. */
  sign(claims: JWTPayload): Promise<string>;
}

/** Makes an issuer with an ES256 key of its own. */
export const createIssuer = async (now: () => Date, options: Partial<Issuer> = {}): Promise<TestIssuer> => {
  const {publicKey, privateKey} = await generateKeyPair('ES256');
  const jwk = {...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig'};
  const issuer: Issuer = {issuer: 'https://issuer.example', audience: 'tenantry', ...options, jwks: {keys: [jwk]}};
  return {
    options: issuer,
    sign: (claims) => {
      const seconds = Math.floor(now().getTime() / 1000);
      const all: JWTPayload = {iss: issuer.issuer, aud: issuer.audience, iat: seconds, exp: seconds + 3600, ...claims};
      const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
      return new SignJWT(given).setProtectedHeader({alg: 'ES256', kid: 'test'}).sign(privateKey);
    },
  };
};
