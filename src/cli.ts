#!/usr/bin/env node
import './kernel/compile-cache.ts';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { DatabaseRefused } from '../db/errors.ts';
import { openStore } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { FileRefused } from './bulk/read-rows.ts';
import { erase } from './cli/erase.ts';
import { exportClients, exportOne } from './cli/export.ts';
import { runImport } from './cli/import.ts';
import { matchList } from './cli/match.ts';
import { runRevert } from './cli/revert.ts';
import { addSource, listSources, removeSource, trySource } from './cli/source.ts';
import { clientList } from './clients/bulk/client-list.ts';
import { keyHasher } from './clients/erase/erased-keys.ts';
import { refileRecords } from './clients/refile-records.ts';
import { type Config, ConfigRefused, readConfig } from './config.ts';
import { addressKey } from './contacts/mailing/sign.ts';
import { touchList } from './contacts/touches/touch-list.ts';
import { leadList } from './leads/lead-list.ts';
import { features } from './main.ts';

const usage = `Usage: npx baton COMMAND [--json]

  import clients|leads|touches FILE [--dry-run] [--all-or-nothing] [--system NAME] [--mapping FILE] [--label TEXT]
      Takes a list in, and no channel hears of its rows: CSV, TSV or JSON by line, in UTF-8, UTF-16 or Windows-1251. It is read once
      before anything is changed. --dry-run stops there; --all-or-nothing stops if any row cannot be taken.
      --system says whose ids the list has (hubspot, pipedrive …); a mapping file is JSON, {"email": "Column"}.
  import revert ID [--yes]
      Takes the whole of an import back: whoever came with it and has nothing else goes.
  match FILE [--system NAME] [--mapping FILE]
      Says of each row of a list who it is, who has them, and when they were last contacted. Changes nothing.
  export clients FILE
      Writes every client into a file: CSV if it ends so, else JSON by line.
  export CLIENT
      Prints everything that is known of the one client with this e-mail, phone, name or lead number.
  source add NAME KIND [--secret TEXT] [--country CC] [--mapping FILE] [--confirmation TEXT] [--api URL] [--api-token TEXT]
      Connects a source of leads and prints its address. A mapping file is JSON, {"name": "person.full", "email": "contact.mail"}.
  source try FILE [--kind KIND] [--type CONTENT-TYPE] [--mapping FILE]
      Prints what a body would become, and keeps nothing.
  source list | source remove NAME
  audience-key
      Prints the key under which a program may hash addresses before it sends an audience, and the key's id.
  erase CLIENT [--yes]
      Erases the one client with this e-mail, phone, name or lead number. Without --yes it only says whom.
`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  'all-or-nothing': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  system: { type: 'string' },
  mapping: { type: 'string' },
  label: { type: 'string' },
  secret: { type: 'string' },
  country: { type: 'string' },
  confirmation: { type: 'string' },
  api: { type: 'string' },
  'api-token': { type: 'string' },
  kind: { type: 'string', default: 'generic' },
  type: { type: 'string', default: '' },
} as const;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [command, ...rest] = positionals;
  const print = (words: string, facts: object): void => console.log(values.json ? JSON.stringify(facts) : words);
  const complain = (words: string): void => console.error(words);
  const reading = (config: Config) => ({
    system: values.system,
    mapping: mappingOf(values.mapping),
    country: config.country,
  });
  const [first, second] = rest;
  if (command === 'import' && isListed(first) && second !== undefined)
    return withStore((store, config) => {
      const taking = {
        reading: reading(config),
        label: values.label ?? basename(second),
        places: config.leadsChannels,
        erased: config.secret && keyHasher(config.secret),
      };
      const wanted = { dryRun: values['dry-run'], allOrNothing: values['all-or-nothing'] };
      const printing = { print, complain };
      if (first === 'leads') return runImport(store, leadList(config.country), second, taking, wanted, printing);
      if (first === 'touches') return runImport(store, touchList, second, taking, wanted, printing);
      return runImport(store, clientList, second, taking, wanted, printing);
    });
  if (command === 'import' && first === 'revert' && second !== undefined)
    return withStore((store, config) => {
      const all = features(config);
      const parts = {
        erase: all.flatMap(({ client }) => client?.erase ?? []),
        unlist: all.flatMap(({ client }) => client?.unlist ?? []),
      };
      return runRevert(store, second, values.yes, parts, { print, complain });
    });
  if (command === 'match' && first !== undefined)
    return withStore((store, config) => matchList(store, first, reading(config), Date.now(), console.log));
  if (command === 'export' && first === 'clients' && second !== undefined)
    return withStore(async (store) => {
      const count = await exportClients(store, second);
      print(`${count} clients written to ${second}.`, { count });
      return 0;
    });
  if (command === 'export' && first !== undefined)
    return withStore(async (store, config) => {
      const parts = features(config).flatMap(({ client }) => client?.export ?? []);
      console.log(await exportOne(store, rest.join(' '), config, parts));
      return 0;
    });
  if (command === 'source') return source(rest, values, print);
  if (command === 'audience-key') {
    const { secret } = readConfig();
    if (!secret) throw new FileRefused('The key is derived from BATON_SECRET, which is not set.');
    const { id, key } = addressKey(secret);
    print(`key ${id}: HMAC-SHA-256 under ${key.toString('hex')}`, { key: id, hmac: key.toString('hex') });
    return 0;
  }
  if (command === 'erase' && first !== undefined)
    return withStore((store, config) => {
      const parts = features(config).flatMap(({ client }) => client?.erase ?? []);
      return erase(store, rest.join(' '), values.yes, { config, erase: parts, print }, Date.now());
    });
  complain(usage);
  return 2;
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** Connections to sources of leads. */
async function source(
  [verb, first, second]: readonly string[],
  values: Values,
  print: (words: string, facts: object) => void,
): Promise<number> {
  const { confirmation, api, secret, country, kind, type } = values;
  const map = mappingOf(values.mapping);
  const settings = { confirmation, api, apiToken: values['api-token'], ...(values.mapping ? { map } : {}) };
  if (verb === 'try' && first !== undefined) return trySource(first, { kind, type, settings }, console.log, Date.now());
  if (verb === 'list') return withStore((store) => listSources(store, print));
  if (verb === 'remove' && first !== undefined) return withStore((store) => removeSource(store, first, print));
  if (verb === 'add' && first !== undefined && second !== undefined)
    return withStore((store, config) =>
      addSource(store, { name: first, kind: second, secret, country, settings }, config, print, Date.now()),
    );
  console.error(usage);
  return 2;
}

function isListed(kind: string | undefined): kind is 'clients' | 'leads' | 'touches' {
  return kind === 'clients' || kind === 'leads' || kind === 'touches';
}

async function withStore(run: (store: Store, config: Config) => Promise<number>): Promise<number> {
  const config = readConfig();
  const store = await openStore(config.databaseUrl, (fault) => console.error(fault.message));
  try {
    await refileRecords(store, config.country);
    return await run(store, config);
  } finally {
    await store.close();
  }
}

function mappingOf(file: string | undefined): Record<string, string> {
  if (file === undefined) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    throw new FileRefused(`${file} is no mapping: ${(fault as Error).message}`);
  }
}

try {
  process.exitCode = await main();
} catch (fault) {
  const forPerson = fault instanceof FileRefused || fault instanceof ConfigRefused || fault instanceof DatabaseRefused;
  const asked = (fault as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(forPerson || asked ? (fault as Error).message : fault);
  process.exitCode = 1;
}
