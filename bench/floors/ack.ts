import { createServer } from 'node:http';
import bolt from '@slack/bolt';

// The floor of a click: Bolt verifies, routes and acknowledges, and nothing else.
const receiver = new bolt.HTTPReceiver({ signingSecret: 'bench-secret', endpoints: '/slack/events' });
const app = new bolt.App({ receiver, authorize: async () => ({ botToken: 'xoxb-bench' }) });
app.action('lead.claim#0', async ({ ack }) => ack());

createServer((request, response) => {
  if (request.url === '/healthz') response.end('{}');
  else receiver.requestListener(request, response);
}).listen(Number(process.env.PORT), '127.0.0.1');

process.on('SIGTERM', () => process.exit(0));
