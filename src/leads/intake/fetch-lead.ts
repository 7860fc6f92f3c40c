import type { Db } from '../../../db/schema.ts';
import type { Tx } from '../../../db/store.ts';
import type { SourceLead, Sources } from '../../kernel/delivery.ts';
import type { Call, CallKind } from '../../outbox/call.ts';
import { fetchText } from '../../outbox/fetch-text.ts';
import type { Intake } from '../receive-lead.ts';
import { readConnection } from './connection-store.ts';
import { putAside, takeSourceLead } from './take-source-lead.ts';

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
      if (!connection || !address) return { is: 'refused', why: 'nobody has said where to fetch it' };
      const called = await fetchText(address.url, address.headers);
      if (called.is !== 'done') return called;
      try {
        sources.readFetched(connection, called.body);
        return called;
      } catch {
        return { is: 'refused', why: 'the answer is no enquiry' };
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
  const { source, body } = payload;
  const row = { source: String(source), body: String(body), told: toldIn(payload), detail: why };
  await putAside(tx, { ...row, reason: 'not-fetched' }, now);
}

function toldIn({ told }: Payload): SourceLead {
  return JSON.parse(String(told));
}
