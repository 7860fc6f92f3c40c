import { createHash } from 'node:crypto';
import type { Connection, Contents, Delivery, Settings, SourceLead, Sources, Understood } from '../kernel/delivery.ts';
import { readBody, Unreadable } from './body.ts';
import { sourceKinds } from './kinds.ts';
import { withoutSecrets } from './secrets.ts';
import { json, type SourceKind } from './source.ts';
import { distrust } from './verify.ts';

/** Longer fields than any form has are cut: the raw body is kept beside. */
const mostInField = 5_000;

/** Every source of leads: what comes from it, whether it is to be believed, and what it says. */
export function createSources(): Sources {
  return {
    kinds: [...sourceKinds.keys()],
    byAddress: (kind) => sourceKinds.get(kind)?.scheme.by === 'address',
    understand: (connection, delivery, now) => understand(kindOf(connection), connection, delivery, now),
    addressOf: (connection, id) => {
      const { fetching } = kindOf(connection);
      const api = connection.settings.api ?? fetching?.api;
      if (!fetching || !api) return undefined;
      const headers = connection.settings.apiToken ? { authorization: `Bearer ${connection.settings.apiToken}` } : {};
      return { url: `${api.replace(/\/*$/, '/')}${fetching.path(id)}`, headers };
    },
    readFetched: (connection, body) => {
      const { fetching } = kindOf(connection);
      if (!fetching) throw new Error(`nothing can be fetched from ${connection.kind}`);
      return clipped(fetching.read(JSON.parse(body), connection.settings));
    },
  };
}

function kindOf({ kind }: Connection): SourceKind {
  const known = sourceKinds.get(kind);
  if (!known) throw new Error(`no source is called ${kind}`);
  return known;
}

async function understand(
  kind: SourceKind,
  connection: Connection,
  delivery: Delivery,
  now: number,
): Promise<Understood> {
  const { settings, secret } = connection;
  const type = delivery.headers['content-type'] ?? '';
  const [body, broken] = await readBody(delivery.raw, type).then(
    (read) => [read, undefined] as const,
    (fault: unknown) => [undefined, why(fault)] as const,
  );
  const greeting = kind.greet?.(delivery, body, settings, secret);
  // A handshake by GET shows what it knows in its answer; everything else has to be the source's own.
  if (delivery.method === 'GET' || delivery.method === 'HEAD')
    return greeting ? { is: 'greeting', answer: greeting } : { is: 'refused', why: 'no-greeting' };
  const no = distrust(kind.scheme, connection, delivery, body, now);
  if (no) return { is: 'refused', why: no };
  if (greeting) return { is: 'greeting', answer: greeting };
  const kept = withoutNul(withoutSecrets(delivery.raw.toString('utf8'), kind.secrets ?? []));
  const answer = kind.thanks?.(body) ?? json({});
  if (broken !== undefined) return { is: 'unreadable', why: broken, answer, kept };
  try {
    return { is: 'read', answer, kept, ...contentsOf(kind, body, settings, delivery) };
  } catch (fault) {
    return { is: 'unreadable', why: why(fault), answer, kept };
  }
}

function contentsOf(kind: SourceKind, body: unknown, settings: Settings, { raw }: Delivery): Contents {
  const read = kind.read(body, settings);
  const mapped = (read.leads ?? []).map((lead) => clipped(lead));
  return {
    event: read.event ?? createHash('sha256').update(raw).digest('hex'),
    lasting: read.event !== undefined,
    leads: mapped,
    fetch: read.fetch ?? [],
  };
}

function clipped(lead: SourceLead): SourceLead {
  return storable(lead) as SourceLead;
}

/** Neither database stores the character that ends a string in other languages. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return withoutNul(value).slice(0, mostInField);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [withoutNul(name), storable(each)]));
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

function why(fault: unknown): string {
  return fault instanceof Unreadable
    ? fault.message
    : String(fault instanceof Error ? fault.message : fault).slice(0, 200);
}
