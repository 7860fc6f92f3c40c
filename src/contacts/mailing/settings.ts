import { type KeyHasher, keyHasher } from '../../clients/erase/erased-keys.ts';
import { type Links, signedLinks } from '../../kernel/signed-link.ts';
import { type AddressKey, addressKey, listSigner, type Signer } from './sign.ts';

/** What a pass needs beside the database; without a secret nobody who was erased is recognised, and nothing signed. */
export type Sealing = { readonly erased: KeyHasher | undefined; readonly sign: Signer | undefined };

/** What mailing checks need beside the database: where their cards stand, and whatever comes of Baton's secret. */
export type Mailing = Sealing & {
  readonly places: readonly string[];
  readonly key: AddressKey | undefined;
  readonly files: { readonly links: Links; readonly url: string } | undefined;
};

/** Reads it off the configuration. */
export function mailingSettings({
  leadsChannels: places,
  secret,
  publicUrl: url,
}: {
  readonly leadsChannels: readonly string[];
  readonly secret?: Buffer | undefined;
  readonly publicUrl?: string | undefined;
}): Mailing {
  return {
    places,
    erased: secret && keyHasher(secret),
    sign: secret && listSigner(secret),
    key: secret && addressKey(secret),
    files: secret && url ? { links: signedLinks(secret), url } : undefined,
  };
}
