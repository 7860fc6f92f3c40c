#!/usr/bin/env node
import './kernel/compile-cache.ts';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { DatabaseRefused } from '../db/errors.ts';
import { openStore } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { FileRefused } from './bulk/read-rows.ts';
import { checkClients, importClients, type Taking } from './clients/bulk/import-clients.ts';
import { ConfigRefused, readConfig } from './config.ts';

const usage = `Usage: npx baton COMMAND

  import clients FILE [--dry-run] [--all-or-nothing] [--system NAME] [--mapping FILE] [--label TEXT] [--json]
      Takes a list of clients in: CSV, TSV or JSON by line, in UTF-8, UTF-16 or Windows-1251. It is read once
      before anything is changed. --dry-run stops there; --all-or-nothing stops if any row cannot be taken.
      --system says whose ids the list has (hubspot, pipedrive …); a mapping file is JSON, {"email": "Column"}.
`;

/** What somebody asked for on the command line, and where its answer goes. */
type Asked = { readonly file: string; readonly values: Values; readonly print: (text: string) => void };
type Values = {
  readonly 'dry-run'?: boolean;
  readonly 'all-or-nothing'?: boolean;
  readonly system?: string;
  readonly mapping?: string;
  readonly label?: string;
  readonly json?: boolean;
};

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean' },
      'all-or-nothing': { type: 'boolean' },
      system: { type: 'string' },
      mapping: { type: 'string' },
      label: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const [command, kind, file] = positionals;
  if (command !== 'import' || kind !== 'clients' || file === undefined) {
    console.error(usage);
    return 2;
  }
  return importList({ file, values, print: (text) => console.log(text) });
}

async function importList({ file, values, print }: Asked): Promise<number> {
  const config = readConfig();
  const store = await openStore(config.databaseUrl, (fault) => console.error(fault.message));
  try {
    const bar = new SingleBar(
      { format: '{bar} {value} rows, {duration_formatted}', stream: process.stderr },
      Presets.shades_classic,
    );
    const taking: Taking = {
      reading: { system: values.system ?? 'list', mapping: mappingOf(values.mapping), country: config.country },
      label: values.label ?? basename(file),
      places: config.leadsChannels,
      told: (rows) => bar.update(rows),
    };
    return await checkThenTake(store, { file, values, print }, taking, bar);
  } finally {
    await store.close();
  }
}

async function checkThenTake(
  store: Store,
  { file, values, print }: Asked,
  taking: Taking,
  bar: SingleBar,
): Promise<number> {
  const say = (words: string, facts: object): void => print(values.json ? JSON.stringify(facts) : words);
  const checked = await checkClients(store, file, { ...taking, told: () => {} });
  for (const { row, fault } of checked.faults) console.error(`row ${row}: ${fault}`);
  if (checked.faulty > checked.faults.length) console.error(`… and ${checked.faulty - checked.faults.length} more`);
  const { good, known, faulty } = checked;
  say(`${good} rows can be taken, ${known} of them of clients who are known; ${faulty} cannot.`, {
    good,
    known,
    faulty,
  });
  if (values['dry-run']) return 0;
  if (good === 0 || (values['all-or-nothing'] && faulty > 0)) {
    console.error('Nothing was changed.');
    return 1;
  }
  bar.start(good, 0);
  const job = await importClients(store, file, taking, Date.now).finally(() => bar.stop());
  const { id, made, joined, refused } = job;
  say(`${made} new clients, ${joined} known already, ${refused} rows left out. This was import ${id}.`, {
    id,
    made,
    joined,
    refused,
  });
  return 0;
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
