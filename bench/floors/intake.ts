import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Database from 'better-sqlite3';
import { z } from 'zod';

// The floor of intake: node:http, zod, and raw prepared statements that write the same rows, committed in groups.
const db = new Database(process.env.FLOOR_DB);
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', 'temp_store = MEMORY'])
  db.pragma(pragma);

const clientOfKey = db.prepare('select client_id from client_key where kind = ? and value = ?');
const insertLead = db.prepare(
  `insert into lead (client_id, version, stage, hold, owner_id, held_since, arrived_at, source, campaign, name, company, email, phone, handle, message, extra)
   values (?, 1, 'new', 'free', null, null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning number`,
);
const nextOfStream = db.prepare(
  `insert into ledger_stream (stream, seq, hash, key, sealed_seq) values (?, 1, '', 'x', 0)
   on conflict (stream) do update set seq = seq + 1 returning seq, hash`,
);
const insertLedger = db.prepare(
  `insert into ledger (stream, seq, at, id, kind, actor, client_id, lead, detail, words_digest, previous, hash)
   values (?, ?, ?, ?, 'lead.arrived', 'source:bench', ?, ?, '{}', ?, ?, ?)`,
);
const insertWords = db.prepare('insert into ledger_words (entry, stream, words) values (?, ?, ?)');
const setHead = db.prepare('update ledger_stream set hash = ? where stream = ?');
const insertPost = db.prepare(
  `insert into post (id, place, kind, subject, state, revision, shown_revision, pending, wanted_at, started_at, next_at, tries, remote, fault)
   values (?, 'slack:T0BENCH/C0BENCH', 'lead.card', ?, 'wanted', 1, 0, 1, ?, null, ?, 0, null, null)`,
);
const insertSubject = db.prepare('insert into post_subject (subject, post_id) values (?, ?)');
const [begin, commit] = [db.prepare('begin immediate'), db.prepare('commit')];

const enquiry = z.looseObject({
  name: z.string(),
  email: z.string(),
  message: z.string(),
  source: z.string(),
  campaign: z.string(),
});
type Enquiry = z.infer<typeof enquiry>;

function write({ name, email, message, source, campaign }: Enquiry): string {
  const now = Date.now();
  const { client_id } = clientOfKey.get('email', email) as { client_id: string };
  const { number } = insertLead.get(client_id, now, source, campaign, name, null, email, null, null, message, null) as {
    number: number;
  };
  const { seq, hash: previous } = nextOfStream.get(client_id) as { seq: number; hash: string };
  const words = JSON.stringify({ source, campaign, message });
  const hash = createHash('sha256').update(previous).update(words).digest('hex');
  const entry = randomUUID();
  insertLedger.run(client_id, seq, now, entry, client_id, number, hash, previous, hash);
  insertWords.run(entry, client_id, words);
  setHead.run(hash, client_id);
  const post = randomUUID();
  insertPost.run(post, `lead:${number}`, now, now);
  insertSubject.run(`lead:${number}`, post);
  return JSON.stringify({ lead: number, client: client_id });
}

let waiting: { enquiry: Enquiry; answer: (body: string) => void }[] = [];
function flush(): void {
  const group = waiting;
  waiting = [];
  begin?.run();
  const bodies = group.map((each) => write(each.enquiry));
  commit?.run();
  for (const [index, { answer }] of group.entries()) answer(bodies[index] ?? '');
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/healthz') return response.end('{}');
    if (request.headers.authorization !== 'Bearer bench-token-0123456789') return response.writeHead(401).end();
    const read = enquiry.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
    if (!read.success) return response.writeHead(422).end();
    if (waiting.length === 0) setImmediate(flush);
    waiting.push({
      enquiry: read.data,
      answer: (body) => response.writeHead(201, { 'content-type': 'application/json' }).end(body),
    });
    return response;
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

process.on('SIGTERM', () => process.exit(0));
