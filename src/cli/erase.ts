import type { Store } from '../../db/store.ts';
import { FileRefused } from '../bulk/read-rows.ts';
import { type ErasePart, eraseClient } from '../clients/erase/erase-client.ts';
import { keyHasher } from '../clients/erase/erased-keys.ts';
import { readClient } from '../clients/read-client.ts';
import type { Config } from '../config.ts';
import { oneClient } from './one-client.ts';

type Parts = {
  readonly config: Pick<Config, 'secret' | 'country'>;
  readonly erase: readonly ErasePart[];
  readonly print: (words: string, facts: object) => void;
};

/** What no program of ours can reach, for whoever answers the person. */
const beyond = [
  'backups of the database, until they expire',
  'private answers that colleagues were given in chat, and notifications of them',
  'exports and copies that colleagues made',
];

/**
 * Erases the one client that a line means; without `yes` it only says whom and how much. Throws `FileRefused` with
 * words for whoever asked. Gives the exit code.
 */
export async function erase(
  store: Store,
  line: string,
  yes: boolean,
  { config, erase: parts, print }: Parts,
  now: number,
): Promise<number> {
  if (!config.secret)
    throw new FileRefused('Set BATON_SECRET first: what refuses the same person later is hashed under it.');
  const client = await oneClient(store, line, config);
  const view = await readClient(store.read, client.id);
  const facts = {
    client: client.id,
    keys: view?.keys.length ?? 0,
    leads: view?.standings.map(({ lead }) => lead) ?? [],
  };
  if (!yes) {
    print(
      `This would erase ${client.name}${client.company ? `, ${client.company}` : ''}: ${facts.keys} addresses and numbers, leads ${facts.leads.join(', ') || 'none'}, and every word of their history. Say --yes to do it; it cannot be taken back.`,
      facts,
    );
    return 0;
  }
  const hash = keyHasher(config.secret);
  const receipt = await store.write((tx) => eraseClient(tx, client.id, { actor: 'baton', hash, parts }, now));
  await store.forget();
  print(
    [
      `Erased. ${receipt?.records} records and ${receipt?.keys} addresses and numbers are gone; ${receipt?.rows} rows of history stay without words.`,
      `${receipt?.posts} cards in chat are rewritten as soon as Baton runs.`,
      ...(receipt?.unreachable.map((place) => `Not reached: cards in ${place}, where Baton cannot write any more.`) ??
        []),
      ...beyond.map((what) => `Not reached: ${what}.`),
    ].join('\n'),
    { ...receipt, beyond },
  );
  return 0;
}
