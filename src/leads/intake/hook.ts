import { createHash } from 'node:crypto';
import type { Hook } from '../../feature.ts';
import type { SourceAnswer, Sources } from '../../kernel/delivery.ts';
import type { Intake } from '../receive-lead.ts';
import { readConnection } from './connection-store.ts';
import { keepUnread, takeDelivery } from './take-delivery.ts';

/**
 * `POST /api/v1/sources/{source}`: a source's own payload, believed by that source's own scheme and answered as it wants,
 * once what it says is on disk. `GET` is for a source's handshake.
 */
export function sourceHook(sources: Sources, intake: Intake & { readonly secret: Buffer | undefined }): Hook {
  return {
    path: '/api/v1/sources/:source',
    run: async ({ params, data, now, ...delivery }) => {
      const connection = await readConnection(data.read, params.source ?? '', intake.secret);
      if (!connection) return { problem: 'source-unknown', status: 404 };
      const understood = await sources.understand(connection, delivery, now);
      switch (understood.is) {
        case 'refused':
          return { problem: 'source-refused', status: 401 };
        case 'greeting':
          return understood.answer;
        case 'unreadable': {
          const event = createHash('sha256').update(delivery.raw).digest('hex');
          await data.write((tx) => keepUnread(tx, connection, { event, ...understood }, now));
          return understood.answer;
        }
        case 'read':
          await data.write((tx) => takeDelivery(tx, connection, understood, intake, now));
          return understood.answer satisfies SourceAnswer;
        default:
          return understood satisfies never;
      }
    },
  };
}
