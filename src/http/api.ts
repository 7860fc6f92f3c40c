import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Data } from '../../db/store.ts';
import type { Answer, Route } from '../feature.ts';
import type { Clock } from '../kernel/clock.ts';
import { runOnce } from './once.ts';
import { faultsOf, type Problem, problem } from './problem.ts';
import { type Tokens, tokenReader } from './tokens.ts';

export type ApiParts = {
  readonly routes: readonly Route[];
  readonly tokens: Tokens;
  readonly data: Data;
  readonly clock: Clock;
};

/** Serves the features' routes: token, then JSON, then schema, then the handler. */
export function serveApi(app: FastifyInstance, { routes, tokens, data, clock }: ApiParts): void {
  const tokenOf = tokenReader(tokens);
  // The raw body is kept for digests; it is parsed only once the token is known to be good.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/(.+\+)?json/, { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );

  const names = new WeakMap<FastifyRequest, string>();
  const running = new Set<string>();
  for (const route of routes) {
    const { method, path, body: schema, mostBytes } = route;
    app.route({
      method,
      url: path,
      ...(mostBytes === undefined ? {} : { bodyLimit: mostBytes }),
      // Before the body is read: a stranger's megabytes are not worth reading.
      onRequest: async (request, reply) => {
        const token = tokenOf(request.headers.authorization);
        if (token === undefined) return send(reply.header('WWW-Authenticate', 'Bearer'), problem('unauthorized', 401));
        names.set(request, token);
      },
      handler: async (request, reply) => {
        const raw = String(request.body ?? '');
        const named = Object.keys(Object(request.params)).length > 0;
        // Whoever only names something in the path need not send a body.
        const json = method === 'GET' ? { value: Object(request.query) } : parsed(raw === '' && named ? '{}' : raw);
        if (!json) return send(reply, problem('not-json', 400));
        const body = schema.safeParse(named ? { ...Object(json.value), ...Object(request.params) } : json.value);
        if (!body.success) return send(reply, problem('invalid', 422, faultsOf(body.error)));
        const token = names.get(request) ?? '';
        const idempotencyKey = headerOf(request, 'idempotency-key');
        const asked = { body: body.data as never, raw, token, idempotencyKey, data, now: clock() };
        return answer(
          reply,
          'run' in route ? await route.run(asked) : await runOnce(route.once, asked, request.url, running),
        );
      },
    });
  }
}

/** Sends a problem document. */
export function send(reply: FastifyReply, document: Problem): FastifyReply {
  return reply.code(document.status).type('application/problem+json').send(JSON.stringify(document));
}

function answer(reply: FastifyReply, given: Answer): FastifyReply {
  if ('problem' in given) return send(reply, problem(given.problem, given.status, given.faults));
  return reply.code(given.status).type('application/json').send(given.body);
}

function parsed(raw: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(raw) };
  } catch {
    return undefined;
  }
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
