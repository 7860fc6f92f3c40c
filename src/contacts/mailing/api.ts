import { z } from 'zod';
import type { Db } from '../../../db/schema.ts';
import type { Answer, Route, RouteOf } from '../../feature.ts';
import { day } from '../../kernel/clock.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { personByEmail } from '../../team/store.ts';
import { audienceOf, type Handed } from './audience.ts';
import { beginCheck } from './begin-check.ts';
import { type Check, mostLines, partSize } from './check.ts';
import { checkJson, lineJson } from './check-json.ts';
import { confirmCheck, logCheck } from './confirm-check.ts';
import { findHashed } from './find-hashed.ts';
import type { Mailing } from './settings.ts';
import type { AddressKey } from './sign.ts';
import { checkById, linesIn } from './store.ts';

/** A million hashes with their commas and marks. */
const mostBytes = 72 * 1024 * 1024;
/** Marketing plans no further ahead than lists are kept. */
const longest = 21 * day;
/** Rows that are all alike wrong are told once: an answer with a million faults is read by nobody. */
const list = (fits: (value: string) => boolean, fault: string) =>
  z.array(z.string()).superRefine((values, context) => {
    const wrong = values.findIndex((value) => !fits(value));
    if (wrong >= 0) context.addIssue({ code: 'custom', path: [wrong], message: fault });
  });
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const begun = z.object({
  name: safeText(200).min(1),
  offer: safeText(200).optional(),
  /** The e-mail of the colleague who mails; without it the program itself does. */
  person: safeText(320).optional(),
  send_at: instant.optional(),
  deadline: instant.optional(),
  if_silent: z.enum(['keep', 'drop']).default('drop'),
  audience: z.object({
    emails: list((value) => value.length <= 320, 'is longer than an address').optional(),
    ids: list((value) => value !== '' && value.length <= 60, 'is no id').optional(),
    hashes: z
      .object({ key: z.string().max(60), values: list((value) => /^[\da-f]{64}$/i.test(value), 'is no such hash') })
      .optional(),
  }),
});
const one = z.object({ id: z.string().max(60) });
const page = one.extend({ part: z.coerce.number().int().min(0).max(mostLines).default(0) });
const confirmed = one.extend({ again: z.boolean().default(false) });
const signed = one.extend({ signature: z.string().max(100).optional() });

/** `POST /api/v1/mailing-checks` and what follows: whom may we mail, the last look, and that it was sent. */
export function mailingRoutes(mailing: Mailing): Route[] {
  const begin: RouteOf<typeof begun> = {
    method: 'POST',
    path: '/api/v1/mailing-checks',
    body: begun,
    mostBytes,
    once: async ({ body, token, data, now }) => {
      const handed = await handedOver(data.read, body.audience, mailing.key);
      if ('status' in handed) return async () => handed;
      const audience = await audienceOf(handed);
      return async (tx) => {
        const { name, offer, if_silent: silence, deadline = now + day } = body;
        const person =
          body.person === undefined ? undefined : await personByEmail(tx.db, body.person.trim().toLowerCase());
        if (body.person !== undefined && !person) return invalid('person', 'no colleague has this e-mail');
        const sendAt = body.send_at ?? deadline;
        if (deadline <= now) return invalid('deadline', 'is over already: owners could not be heard');
        if (sendAt < deadline) return invalid('deadline', 'is after send_at: owners could not be heard');
        if (sendAt > now + longest) return invalid('send_at', 'is more than three weeks ahead');
        const meant = {
          name,
          offer,
          actor: `source:${token}`,
          person: person?.id,
          silence,
          deadline,
          sendAt,
          audience,
        };
        return printed(await checkById(tx.db, await beginCheck(tx, meant, mailing, now)), 201);
      };
    },
  };
  const read: RouteOf<typeof one> = {
    method: 'GET',
    path: '/api/v1/mailing-checks/:id',
    body: one,
    run: async ({ body, data }) => printed(await checkById(data.read, body.id), 200),
  };
  const rows: RouteOf<typeof page> = {
    method: 'GET',
    path: '/api/v1/mailing-checks/:id/rows',
    body: page,
    run: async ({ body: { id, part }, data }) => {
      const check = await checkById(data.read, id);
      if (!check) return unknown;
      const lines = await linesIn(data.read, id, part);
      const body = lines.map((line, index) => lineJson(line, part * partSize + index + 1));
      const next = part + 1 < check.parts ? { next: part + 1 } : {};
      return { status: 200, body: JSON.stringify({ state: check.state, rows: body, ...next }) };
    },
  };
  const confirm: RouteOf<typeof confirmed> = {
    method: 'POST',
    path: '/api/v1/mailing-checks/:id/confirm',
    body: confirmed,
    once:
      async ({ body: { id, again }, now }) =>
      async (tx) =>
        moved(await confirmCheck(tx, id, mailing, now, again ? 'again' : undefined), 'confirmed'),
  };
  const sent: RouteOf<typeof signed> = {
    method: 'POST',
    path: '/api/v1/mailing-checks/:id/sent',
    body: signed,
    once:
      async ({ body: { id, signature }, now }) =>
      async (tx) => {
        const check = await checkById(tx.db, id);
        if (check && signature !== undefined && signature !== check.signature)
          return {
            status: 409,
            problem: 'check-changed',
            faults: [{ field: 'signature', fault: 'is of another list' }],
          };
        return moved(await logCheck(tx, id, mailing, now), 'sent');
      },
  };
  return [begin, read, rows, confirm, sent];
}

/** An audience with the addresses behind its hashes, or why it cannot be taken. */
async function handedOver(
  db: Db,
  { emails = [], ids = [], hashes }: z.output<typeof begun>['audience'],
  key: AddressKey | undefined,
): Promise<Handed | Answer> {
  const size = emails.length + ids.length + (hashes?.values.length ?? 0);
  const field = 'audience';
  if (size > mostLines)
    return {
      status: 413,
      problem: 'too-many-rows',
      faults: [{ field, fault: `has ${size} rows; ${mostLines} is the most` }],
    };
  if (size === 0) return invalid(field, 'has nobody in it');
  if (!hashes) return { emails, ids };
  if (!key)
    return { status: 422, problem: 'hash-key-unknown', faults: [{ field, fault: 'BATON_SECRET is not set here' }] };
  if (hashes.key !== key.id)
    return {
      status: 422,
      problem: 'hash-key-unknown',
      faults: [
        { field: 'audience.hashes.key', fault: `"${hashes.key.slice(0, 60)}" is not our key: that is "${key.id}"` },
      ],
    };
  return { emails, ids, hashes: hashes.values, addresses: await findHashed(db, hashes.values, key) };
}

const unknown: Answer = { status: 404, problem: 'check-unknown' };

function invalid(field: string, fault: string): Answer {
  return { status: 422, problem: 'invalid', faults: [{ field, fault }] };
}

function printed(check: Check | undefined, status: number): Answer {
  return check ? { status, body: JSON.stringify(checkJson(check)) } : unknown;
}

/** 200 once it is done, 202 while it runs: ask again. */
function moved(check: Check | Refusal, done: Check['state']): Answer {
  if (!isRefusal(check)) return printed(check, check.state === done ? 200 : 202);
  return check.refused === 'mailing.unknown' ? unknown : { status: 409, problem: 'check-not-ready' };
}
