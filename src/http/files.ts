import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Data } from '../../db/store.ts';
import type { FileKind } from '../feature.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Links } from '../kernel/signed-link.ts';
import { send } from './api.ts';
import { problem } from './problem.ts';

export type FileParts = {
  /** Undefined where no secret is set: then no link was ever given. */
  readonly links: Links | undefined;
  readonly files: Readonly<Record<string, FileKind>>;
  readonly data: Data;
  readonly clock: Clock;
};

/** `GET /reports/{link}`: a file for whoever was given its link, as long as the link says. */
export function serveFiles(app: FastifyInstance, { links, files, data, clock }: FileParts): void {
  app.get<{ Params: { link: string } }>('/reports/:link', async (request, reply) => {
    const linked = links?.read(request.params.link, clock());
    const file = linked && Object.hasOwn(files, linked.kind) && (await files[linked.kind]?.(data.read, linked.id));
    if (!file) return send(reply, problem('link-over', 404));
    // A name has nothing in it that a header could stumble over.
    const name = encodeURIComponent(file.name);
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(file.pieces));
  });
}
