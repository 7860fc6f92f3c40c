import { createServer, type RequestListener } from 'node:http';
import fastify, { type FastifyError } from 'fastify';
import type { Logger } from 'pino';
import { type ApiParts, send, serveApi } from './api.ts';
import { type FileParts, serveFiles } from './files.ts';
import { type HookParts, serveHooks } from './hooks.ts';
import { problem } from './problem.ts';

/** A megabyte would be somebody's mistake; the longest form is far below. */
const bodyLimit = 256 * 1024;

export type HttpParts = ApiParts &
  FileParts &
  HookParts & {
    /** Handlers that take requests as they come, by path: platforms verify the bytes of the body themselves. */
    readonly raw: Readonly<Record<string, RequestListener>>;
    /** What is not ready, by name; empty when all is. */
    readonly unready: () => Promise<string[]>;
    readonly log: Logger;
  };

export type Http = { listen(port: number, host: string): Promise<number>; close(): Promise<void> };

/** One listener for everything: the platforms by path, before Fastify; then the API and the health of the process. */
export function createHttp(parts: HttpParts): Http {
  const app = fastify({
    bodyLimit,
    // A signed link is longer than anything else that a path names.
    routerOptions: { maxParamLength: 500 },
    serverFactory: (handler) =>
      createServer((request, response) => {
        const raw = parts.raw[pathOf(request.url)];
        if (raw) raw(request, response);
        else handler(request, response);
      }),
  });

  app.setErrorHandler((fault: FastifyError, request, reply) => {
    if (fault.statusCode === 413) {
      const most = request.routeOptions.bodyLimit ?? bodyLimit;
      return send(reply, problem('too-large', 413, [{ field: 'body', fault: `is longer than ${most} bytes` }]));
    }
    if (fault.statusCode === 415) return send(reply, problem('not-json', 415));
    if (fault.statusCode !== undefined && fault.statusCode < 500)
      return send(reply, problem('not-json', fault.statusCode));
    parts.log.error({ fault }, 'a request failed');
    return send(reply, problem('internal', 500));
  });
  app.setNotFoundHandler((_request, reply) => send(reply, problem('not-found', 404)));
  app.get('/healthz', async () => ({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const unready = await parts.unready();
    return reply.code(unready.length === 0 ? 200 : 503).send({ ready: unready.length === 0, unready });
  });
  serveApi(app, parts);
  serveFiles(app, parts);
  serveHooks(app, parts);

  return {
    listen: async (port, host) => {
      await app.listen({ port, host });
      const address = app.server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    close: () => app.close(),
  };
}

function pathOf(url: string | undefined): string {
  return (url ?? '').split('?', 1)[0] ?? '';
}
