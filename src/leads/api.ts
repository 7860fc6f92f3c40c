import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Data, Tx } from '../../db/store.ts';
import type { Answer, ApiRequest, Route, RouteOf } from '../feature.ts';
import { fillAnswer, type KeptAnswer, keepAnswer, readAnswer } from './answer-store.ts';
import { enquirySchema } from './enquiry.ts';
import { type Intake, receiveLead } from './receive-lead.ts';

type Schema = ReturnType<typeof enquirySchema>;
type Body = z.output<Schema>;

/** `POST /api/v1/leads`: 201 with the lead's number and its client's id, once they are on disk. */
export function leadRoutes(intake: Intake): Route[] {
  const running = new Set<string>();
  const postLeads: RouteOf<Schema> = {
    method: 'POST',
    path: '/api/v1/leads',
    body: enquirySchema(intake.country),
    run: (request) =>
      request.idempotencyKey === undefined
        ? postLead(request, intake)
        : postOnce(request, request.idempotencyKey, intake, running),
  };
  return [postLeads];
}

async function postLead(request: ApiRequest<Body>, intake: Intake): Promise<Answer> {
  return { status: 201, body: await request.data.write((tx) => receive(tx, request, intake)) };
}

async function receive(tx: Tx, { body, token, now }: ApiRequest<Body>, intake: Intake): Promise<string> {
  const { number, client } = await receiveLead(tx, body, { actor: `source:${token}`, source: token }, intake, now);
  return JSON.stringify({ lead: number, client });
}

/**
 * The same key and body again give the same answer, byte for byte (draft-ietf-httpapi-idempotency-key-header-07):
 * 400 for a key that is none, 409 while the first request runs, 422 for another body under the same key.
 */
async function postOnce(request: ApiRequest<Body>, key: string, intake: Intake, running: Set<string>): Promise<Answer> {
  const { token, raw, data, now } = request;
  if (!/^[\x21-\x7E]{1,255}$/.test(key))
    return {
      status: 400,
      problem: 'idempotency-key-malformed',
      faults: [{ field: 'Idempotency-Key', fault: 'must be 1 to 255 visible ASCII characters' }],
    };
  const digest = createHash('sha256').update(raw).digest('hex');
  const kept = await readAnswer(data.read, token, key);
  if (kept) return answerAgain(kept, digest);
  const id = `${token} ${key}`;
  if (running.has(id)) return { status: 409, problem: 'idempotency-key-running' };
  running.add(id);
  try {
    const body = await data.write(async (tx) => {
      // Another process may have been faster: then the row is there, and this writes nothing.
      if (!(await keepAnswer(tx.db, { token, key, digest, status: 201, body: '', at: now }))) return undefined;
      const answer = await receive(tx, request, intake);
      await fillAnswer(tx.db, token, key, answer);
      return answer;
    });
    return body === undefined ? await answerOfOther(data, token, key, digest) : { status: 201, body };
  } finally {
    running.delete(id);
  }
}

async function answerOfOther(data: Data, token: string, key: string, digest: string): Promise<Answer> {
  const kept = await readAnswer(data.read, token, key);
  return kept ? answerAgain(kept, digest) : { status: 409, problem: 'idempotency-key-running' };
}

function answerAgain(kept: KeptAnswer, digest: string): Answer {
  if (kept.digest !== digest) return { status: 422, problem: 'idempotency-key-reused' };
  return { status: kept.status, body: kept.body };
}
