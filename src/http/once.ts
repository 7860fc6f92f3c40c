import { createHash } from 'node:crypto';
import type { Data, Tx } from '../../db/store.ts';
import type { Answer, ApiRequest, Change } from '../feature.ts';
import { fillAnswer, type KeptAnswer, keepAnswer, readAnswer } from './answer-store.ts';

type Prepare<Body> = (request: ApiRequest<Body>) => Promise<Change>;

/** An answer that is a problem takes back whatever its operation did. */
class Undone extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('undone');
    this.answer = answer;
  }
}

/**
 * Runs a route's change. With an idempotency key the same key, path and body again give the same answer, byte for
 * byte (draft-ietf-httpapi-idempotency-key-header-07): 400 for a key that is none, 409 while the first request runs,
 * 422 for another request under the same key. A problem is not kept.
 */
export async function runOnce<Body>(
  prepare: Prepare<Body>,
  request: ApiRequest<Body>,
  path: string,
  running: Set<string>,
): Promise<Answer> {
  const { data, token, raw, idempotencyKey } = request;
  if (idempotencyKey === undefined) return undone(() => runWhole(prepare, request));
  if (!/^[\x21-\x7E]{1,255}$/.test(idempotencyKey))
    return {
      status: 400,
      problem: 'idempotency-key-malformed',
      faults: [{ field: 'Idempotency-Key', fault: 'must be 1 to 255 visible ASCII characters' }],
    };
  // A source may make its keys of a person's address, and they outlive the person.
  const key = createHash('sha256').update(idempotencyKey).digest('hex');
  const digest = createHash('sha256').update(`${path}\n`).update(raw).digest('hex');
  const kept = await readAnswer(data.read, token, key);
  if (kept) return answerAgain(kept, digest);
  const id = `${token} ${key}`;
  if (running.has(id)) return { status: 409, problem: 'idempotency-key-running' };
  running.add(id);
  try {
    return await undone(() => keepFirst(prepare, request, key, digest));
  } finally {
    running.delete(id);
  }
}

async function keepFirst<Body>(
  prepare: Prepare<Body>,
  request: ApiRequest<Body>,
  key: string,
  digest: string,
): Promise<Answer> {
  const { data, token, now } = request;
  const change = await prepare(request);
  const answer = await data.write(async (tx) => {
    // Another process may have been faster: then the row is there, and this writes nothing.
    if (!(await keepAnswer(tx.db, { token, key, digest, status: 201, body: '', at: now }))) return undefined;
    const made = await whole(change, tx);
    await fillAnswer(tx.db, token, key, made.body);
    return made;
  });
  return answer ?? (await answerOfOther(data, token, key, digest));
}

async function runWhole<Body>(prepare: Prepare<Body>, request: ApiRequest<Body>): Promise<Answer> {
  const change = await prepare(request);
  return request.data.write((tx) => whole(change, tx));
}

async function whole(change: Change, tx: Tx) {
  const answer = await change(tx);
  if ('problem' in answer) throw new Undone(answer);
  return answer;
}

async function undone(run: () => Promise<Answer>): Promise<Answer> {
  try {
    return await run();
  } catch (fault) {
    if (fault instanceof Undone) return fault.answer;
    throw fault;
  }
}

async function answerOfOther(data: Data, token: string, key: string, digest: string): Promise<Answer> {
  const kept = await readAnswer(data.read, token, key);
  return kept ? answerAgain(kept, digest) : { status: 409, problem: 'idempotency-key-running' };
}

function answerAgain(kept: KeptAnswer, digest: string): Answer {
  if (kept.status === 410) return { status: 410, problem: 'gone' };
  if (kept.digest !== digest) return { status: 422, problem: 'idempotency-key-reused' };
  return { status: kept.status, body: kept.body };
}
