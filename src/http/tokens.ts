import { createHash, timingSafeEqual } from 'node:crypto';

/** A name for each token that may use the API. */
export type Tokens = ReadonlyMap<string, string>;

/** Finds the name of the token in an Authorization header. Compares digests, all of them, in constant time. */
export function tokenReader(tokens: Tokens): (header: string | undefined) => string | undefined {
  const known = [...tokens].map(([name, token]) => ({ name, digest: digest(token) }));
  return (header) => {
    const given = digest(/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '');
    return known.filter(({ digest }) => timingSafeEqual(digest, given))[0]?.name;
  };
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
