import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Data } from '../../db/store.ts';
import type { Hook } from '../feature.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SourceAnswer } from '../kernel/delivery.ts';
import { send } from './api.ts';
import { problem } from './problem.ts';

export type HookParts = {
  readonly hooks: readonly Hook[];
  readonly data: Data;
  readonly clock: Clock;
  /** Under which address the world knows this process: some sources sign it. */
  readonly publicUrl: string | undefined;
};

/** A megabyte is more than any form, and less than a mail with its attachments. */
const mostBytes = 1_048_576;

/** Serves the features' hooks: bodies of any kind, as bytes. */
export function serveHooks(app: FastifyInstance, { hooks, data, clock, publicUrl }: HookParts): void {
  app.register(async (inside) => {
    inside.removeAllContentTypeParsers();
    inside.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const { path, run } of hooks)
      inside.route({
        method: ['GET', 'HEAD', 'POST'],
        url: path,
        exposeHeadRoute: false,
        bodyLimit: mostBytes,
        handler: async (request, reply) => {
          const answer = await run({ ...deliveryOf(request, publicUrl), data, now: clock() });
          return 'problem' in answer ? send(reply, problem(answer.problem, answer.status)) : answered(reply, answer);
        },
      });
  });
}

function deliveryOf(request: FastifyRequest, publicUrl: string | undefined) {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
  const body = request.body;
  return {
    method: request.method,
    url: `${publicUrl ?? `${request.protocol}://${request.host}`}${request.url}`,
    params: Object(request.params) as Record<string, string>,
    query: strings(request.query),
    headers: Object.fromEntries(headers) as Record<string, string>,
    raw: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

function strings(query: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(Object(query)).map(([name, value]) => [name, String([value].flat()[0])]));
}

function answered(reply: FastifyReply, { status, type, body, location }: SourceAnswer): FastifyReply {
  const sent = reply.code(status).type(type);
  return (location === undefined ? sent : sent.header('location', location)).send(body);
}
