import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that Slack's far end can be: it says yes to everything, at once. */
export async function openFarEnd(): Promise<{ url: string; close(): void }> {
  let counter = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          ok: true,
          team_id: 'T0BENCH',
          channel: { id: 'D0BENCH' },
          ts: `1.${++counter}`,
          messages: [],
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
