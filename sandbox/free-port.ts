import { createServer } from 'node:net';

/** A port that nobody listens on: the usual one if it is free, else any. */
export async function freePort(usual = 0): Promise<number> {
  return (await bind(usual)) ?? (await bind(0)) ?? 0;
}

function bind(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
