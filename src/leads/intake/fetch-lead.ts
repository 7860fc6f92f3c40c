import type { Db } from '../../../db/schema.ts';
import type { Tx } from '../../../db/store.ts';
import type { SourceLead, Sources } from '../../kernel/delivery.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { type Call, type CallKind, callLater } from '../../outbox/call.ts';
import { fetchText } from '../../outbox/fetch-text.ts';
import type { Intake } from '../receive-lead.ts';
import { readConnection } from './connection-store.ts';
import { takeObject } from './event-store.ts';
import { putAside, takeSourceLead } from './take-source-lead.ts';
import { notFetched } from './waiting-store.ts';

type Payload = Call['payload'];

/**
 * Fetches an enquiry of which a source told only the id: tried again until the source answers; what cannot be fetched,
 * or read, waits for marketing with what is known of it.
 */
export function fetchLead(sources: Sources, intake: Intake & { readonly secret: Buffer | undefined }): CallKind {
  const connectionOf = (db: Db, { source }: Payload) => readConnection(db, String(source), intake.secret);
  return {
    call: async (payload, db) => {
      const connection = await connectionOf(db, payload);
      const address = connection && sources.addressOf(connection, String(payload.id));
      if (!connection || !address) return { is: 'refused', why: 'no-address' };
      const called = await fetchText(address.url, address.headers);
      if (called.is !== 'done') return called;
      try {
        sources.readFetched(connection, called.body);
        return called;
      } catch {
        return { is: 'refused', why: 'no-enquiry' };
      }
    },
    done: async (tx, payload, body, now) => {
      const connection = await connectionOf(tx.db, payload);
      if (!connection) return failed(tx, payload, 'the connection is gone', now);
      const told = { ...toldIn(payload), ...sources.readFetched(connection, body) };
      await takeSourceLead(tx, told, { connection, body: String(payload.body), nth: 0 }, intake, now);
    },
    failed,
  };
}

async function failed(tx: Tx, payload: Payload, why: string, now: number): Promise<void> {
  const row = { source: String(payload.source), body: String(payload.body), told: toldIn(payload), detail: why };
  const object = { source: row.source, external_id: String(payload.id), lead: null, body_id: row.body };
  // What waits already waits on.
  if ((await takeObject(tx.db, object)) === 'new')
    await putAside(tx, { ...row, object: object.external_id, reason: 'not-fetched' }, now);
}

/**
 * Somebody has the source asked once more for what could not be fetched; it becomes a lead by itself then. Refusal:
 * `waiting.over` (somebody has answered for it).
 */
export async function fetchAgain(tx: Tx, waiting: string, now: number): Promise<undefined | Refusal> {
  const row = await notFetched(tx.db, waiting);
  if (!row) return refuse('waiting.over', { who: 'Baton' });
  const { source, body_id: body, told, external_id: id } = row;
  await callLater(tx, { kind: 'source.fetch', key: `${source}/${id}`, payload: { source, body, id, told } }, now);
  return undefined;
}

function toldIn({ told }: Payload): SourceLead {
  return JSON.parse(String(told));
}
