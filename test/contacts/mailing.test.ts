import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { eraseClient } from '../../src/clients/erase/erase-client.ts';
import { keyHasher } from '../../src/clients/erase/erased-keys.ts';
import { askWhether } from '../../src/clients/judgements/ask-whether.ts';
import { pairOf } from '../../src/clients/judgements/judgement.ts';
import { mergeClients } from '../../src/clients/judgements/merge-clients.ts';
import { judgementOf } from '../../src/clients/judgements/store.ts';
import { eraseContacts } from '../../src/contacts/erase-contacts.ts';
import { answerAsk } from '../../src/contacts/mailing/answer-ask.ts';
import { linesOf, linesOfHashes } from '../../src/contacts/mailing/audience.ts';
import { beginCheck, type Meant } from '../../src/contacts/mailing/begin-check.ts';
import { callOff } from '../../src/contacts/mailing/call-off.ts';
import { type Check, type Line, partSize } from '../../src/contacts/mailing/check.ts';
import { confirmCheck, logCheck } from '../../src/contacts/mailing/confirm-check.ts';
import { mailingDue } from '../../src/contacts/mailing/due.ts';
import { findHashed } from '../../src/contacts/mailing/find-hashed.ts';
import { mailingSettings } from '../../src/contacts/mailing/settings.ts';
import { addressKey, hashAddress, listSigner } from '../../src/contacts/mailing/sign.ts';
import { asksOf, checkById, linesIn } from '../../src/contacts/mailing/store.ts';
import { day, hour } from '../../src/kernel/clock.ts';
import { isRefusal } from '../../src/kernel/refusal.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { moveLead } from '../../src/leads/move-lead.ts';
import { historyOfStreams } from '../../src/ledger/read.ts';
import { fireDue } from '../../src/schedule/fire.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { newLead } from '../support/story.ts';

const log = pino({ level: 'silent' });
const start = 1_800_000_000_000;
const secret = Buffer.alloc(32, 7);
const mailing = mailingSettings({ leadsChannels: ['slack:T1/C1'], secret, publicUrl: undefined });
const kinds = mailingDue(mailing);

/** Fires whatever is due, until nothing is. */
const settle = async (store: Store, now: number): Promise<void> => {
  while ((await fireDue(store, kinds, now, log)) > 0);
};
const meant = (more: Partial<Meant> = {}): Meant => ({
  name: 'Autumn',
  offer: 'Pro plan',
  actor: 'source:mailer',
  person: undefined,
  silence: 'drop',
  deadline: start + day,
  sendAt: start + day,
  ...more,
});
const begin = async (store: Store, lines: readonly Line[], more: Partial<Meant> = {}, now = start): Promise<string> => {
  const id = await store.write((tx) => beginCheck(tx, { ...meant(more), lines }, mailing, now));
  await settle(store, now);
  return id;
};
const saidOf = async (store: Store, id: string): Promise<string[]> => {
  const check = await checkById(store.read, id);
  const parts = await Promise.all(
    Array.from({ length: check?.parts ?? 0 }, (_, part) => linesIn(store.read, id, part)),
  );
  return parts.flat().map(({ verdict, why }) => [verdict, ...(why ?? []).map(({ code }) => code)].join(' '));
};
const confirmed = async (store: Store, id: string, now: number): Promise<Check> => {
  const begun = await store.write((tx) => confirmCheck(tx, id, mailing, now));
  if (isRefusal(begun)) throw new Error(begun.refused);
  await settle(store, now);
  const check = await checkById(store.read, id);
  if (check?.state !== 'confirmed') throw new Error(`is ${check?.state}`);
  return check;
};

/** Somebody says that two clients are one. */
const join = async (store: Store, who: Person, one: string, other: string): Promise<void> => {
  await store.write((tx) => askWhether(tx, one, [{ client: other, bits: 3, evidence: [] }], start));
  const question = await judgementOf(store.read, pairOf(one, other));
  await store.write((tx) => mergeClients(tx, who, question?.id ?? '', false, start));
};

onBothEngines((engine) => {
  describe('a mailing check', () => {
    it('keeps, asks and drops by row, asks each owner once, and honours what they say', async () => {
      const store = await engine.open();
      const [anna, boris] = await people(store, 'anna', 'boris');
      if (!anna || !boris) throw new Error('nobody');
      for (const [index, who] of [anna, anna, boris].entries()) {
        const { number } = await newLead(store, `c${index}@example.com`, start - 10 * day);
        await store.write((tx) => claimLead(tx, who, { number }, start - 10 * day));
        if (index === 2) await store.write((tx) => moveLead(tx, who, { number, stage: 'negotiating' }, start - day));
      }
      await newLead(store, 'free@example.com', start - 10 * day);
      const id = await begin(
        store,
        linesOf({
          emails: [
            'c0@example.com',
            'C1@example.com',
            'c2@example.com',
            'free@example.com',
            'new@example.com',
            'c0@EXAMPLE.com',
            'none',
          ],
        }),
      );
      expect(await saidOf(store, id)).toEqual([
        'ask held',
        'ask held',
        'drop negotiating',
        'keep',
        'keep',
        'drop repeated',
        'drop no-address',
      ]);
      expect((await checkById(store.read, id))?.state).toBe('asking');
      const asks = await asksOf(store.read, id, anna.id, { most: 9 });
      expect(asks.map(({ person }) => person)).toEqual([anna.id, anna.id]);
      const posts = await store.read
        .selectFrom('post')
        .select(['kind', 'place'])
        .where('kind', 'like', 'mailing.%')
        .orderBy('kind')
        .execute();
      expect(posts).toEqual([
        { kind: 'mailing.ask', place: `direct:${anna.id}` },
        { kind: 'mailing.check', place: 'slack:T1/C1' },
      ]);
      // Who was not asked has no say, and nothing can be confirmed while somebody is asked.
      const [first] = asks;
      const answer = { check: id, client: first?.client, answer: 'keep' } as const;
      expect(await store.write((tx) => answerAsk(tx, boris, answer, start))).toMatchObject({
        refused: 'mailing.not-asked',
      });
      expect(await store.write((tx) => confirmCheck(tx, id, mailing, start))).toMatchObject({
        refused: 'mailing.not-ready',
      });
      await store.write((tx) => answerAsk(tx, anna, answer, start));
      expect((await checkById(store.read, id))?.state).toBe('asking');
      await store.write((tx) => answerAsk(tx, anna, { check: id, client: undefined, answer: 'drop' }, start));
      expect((await checkById(store.read, id))?.state).toBe('ready');
      const check = await confirmed(store, id, start + hour);
      expect(check.counts).toEqual({
        keep: 3,
        ask: 0,
        drop: 4,
        why: { 'left-out': 1, negotiating: 1, repeated: 1, 'no-address': 1 },
      });
      expect(check.signature).toBe(listSigner(secret)(check));
      // Both who are left out would have been contacted twice: their histories say so.
      const prevented = await store.read
        .selectFrom('ledger')
        .select('detail')
        .where('kind', '=', 'contact.prevented')
        .execute();
      expect(prevented.map(({ detail }) => JSON.parse(detail).reasons).sort()).toEqual([
        'left-out held',
        'negotiating',
      ]);
    });

    it('does by silence what marketing said, once the time is over', async () => {
      const store = await engine.open();
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      for (const silence of ['drop', 'keep'] as const) {
        const email = `${silence}@example.com`;
        const { number } = await newLead(store, email, start - 10 * day);
        await store.write((tx) => claimLead(tx, anna, { number }, start - 10 * day));
        const id = await begin(store, linesOf({ emails: [email] }), { silence });
        await settle(store, start + day - 1);
        expect((await checkById(store.read, id))?.state).toBe('asking');
        await settle(store, start + day);
        expect((await checkById(store.read, id))?.state).toBe('ready');
        await confirmed(store, id, start + day);
        expect(await saidOf(store, id)).toEqual([`${silence} silent held`]);
      }
    });

    it('looks once more at send time, and signs what the ledger said then', async () => {
      const store = await engine.open();
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      const emails = ['a@example.com', 'b@example.com'];
      const leads: { number: number; client: string }[] = [];
      for (const email of emails) leads.push(await newLead(store, email, start - 10 * day));
      const id = await begin(store, linesOf({ emails }));
      expect(await saidOf(store, id)).toEqual(['keep', 'keep']);
      // In the same second in which a deal is opened, its client is off every list.
      const number = leads[1]?.number ?? 0;
      await store.write((tx) => claimLead(tx, anna, { number }, start + 1));
      await store.write((tx) => moveLead(tx, anna, { number, stage: 'negotiating' }, start + 1));
      const one = await confirmed(store, id, start + 2);
      expect(await saidOf(store, id)).toEqual(['keep', 'drop negotiating']);
      // Confirming again changes nothing; the same list as of another ledger is signed otherwise.
      expect(await confirmed(store, id, start + 3)).toEqual(one);
      const other = await confirmed(store, await begin(store, linesOf({ emails: emails.slice(0, 1) })), start + 2);
      expect([other.list === one.list, other.ledger === one.ledger, other.signature === one.signature]).toEqual([
        true,
        true,
        false,
      ]);
      await store.write((tx) => claimLead(tx, anna, { number: leads[0]?.number ?? 0 }, start + 4));
      const later = await confirmed(
        store,
        await begin(store, linesOf({ emails: emails.slice(0, 1) }), { deadline: start, silence: 'keep' }, start + 5),
        start + 5,
      );
      expect([later.list === one.list, later.ledger === one.ledger]).toEqual([true, false]);
    });

    it('knows at send time who came since, and who was made one with whom', async () => {
      const store = await engine.open();
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      const one = await newLead(store, 'one@example.com', start - day);
      const two = await newLead(store, 'two@example.com', start - day);
      const id = await begin(store, linesOf({ emails: ['one@example.com', 'two@example.com', 'later@example.com'] }));
      expect(await saidOf(store, id)).toEqual(['keep', 'keep', 'keep']);
      const later = await newLead(store, 'later@example.com', start);
      await join(store, anna, one.client, two.client);
      await confirmed(store, id, start + 1);
      expect((await saidOf(store, id)).toSorted()).toEqual(['drop repeated', 'keep', 'keep']);
      await store.write((tx) => logCheck(tx, id, mailing, start + 2));
      await settle(store, start + 2);
      const touched = await store.read.selectFrom('touch').select('client_id').execute();
      expect(touched.map(({ client_id }) => client_id).sort()).toEqual([one.client, later.client].sort());
    });

    it('ends the asking when the last two answer at the same time', async () => {
      const store = await engine.open();
      const colleagues = await people(store, 'anna', 'boris', 'clara', 'dora');
      const emails = colleagues.map(({ name }) => `${name}@client.example`);
      for (const [index, who] of colleagues.entries()) {
        const { number } = await newLead(store, emails[index] ?? '', start - day);
        await store.write((tx) => claimLead(tx, who, { number }, start - day));
      }
      for (let round = 0; round < 5; round += 1) {
        const id = await begin(store, linesOf({ emails }));
        await Promise.all(
          colleagues.map((who) =>
            store.write((tx) => answerAsk(tx, who, { check: id, client: undefined, answer: 'keep' }, start)),
          ),
        );
        expect((await checkById(store.read, id))?.state).toBe('ready');
      }
    });

    it('has what was sent back as touches, once, which the next check reads', async () => {
      const store = await engine.open();
      const { client } = await newLead(store, 'a@example.com', start - 10 * day);
      const id = await begin(store, linesOf({ emails: ['a@example.com', 'stranger@example.com'] }));
      expect(await store.write((tx) => logCheck(tx, id, mailing, start))).toMatchObject({
        refused: 'mailing.not-ready',
      });
      await confirmed(store, id, start);
      for (const at of [start + 1, start + 2]) {
        await store.write((tx) => logCheck(tx, id, mailing, at));
        await settle(store, at);
      }
      const touches = await store.read
        .selectFrom('touch')
        .select(['client_id', 'channel', 'outcome', 'about'])
        .execute();
      expect(touches).toEqual([{ client_id: client, channel: 'mailing', outcome: 'sent', about: 'Pro plan' }]);
      const again = await begin(store, linesOf({ emails: ['a@example.com'] }), {}, start + day);
      expect(await saidOf(store, again)).toEqual(['drop same-offer']);
    });

    it('goes over parts, knows a client by several addresses, and lists whom it cannot know', async () => {
      const store = await engine.open();
      const one = await newLead(store, 'one@example.com', start - day);
      const two = await newLead(store, 'two@example.com', start - day);
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      const fillers = Array.from({ length: 2 * partSize }, (_, index) => `s${index}@example.org`);
      await join(store, anna, one.client, two.client);
      const id = await begin(
        store,
        linesOf({
          emails: ['one@example.com', ...fillers, 'two@example.com', 's3@example.org'],
          ids: [one.client, 'nobody'],
        }),
      );
      const check = await checkById(store.read, id);
      expect([check?.state, check?.parts, check?.size]).toEqual(['ready', 3, 2 * partSize + 5]);
      expect((await saidOf(store, id)).slice(-4)).toEqual([
        'drop repeated',
        'drop repeated',
        'drop repeated',
        'drop nobody',
      ]);
      expect(check?.counts.keep).toBe(2 * partSize + 1);
    });

    it('recognises hashes of known addresses, and leaves whoever was erased out of every list', async () => {
      const store = await engine.open();
      const key = addressKey(secret);
      const { client } = await newLead(store, 'gone@example.com', start - day);
      await newLead(store, 'here@example.com', start - day);
      const kept = await begin(store, linesOf({ emails: ['gone@example.com', 'here@example.com'] }));
      const hash = keyHasher(secret);
      await store.write((tx) => eraseClient(tx, client, { actor: 'baton', hash, parts: [eraseContacts] }, start));
      const lines = await linesIn(store.read, kept, 0);
      expect(lines[0]).toEqual({ value: '', verdict: 'drop', why: [{ code: 'erased' }] });
      expect(lines[1]?.value).toBe('here@example.com');
      expect(
        await store.read.selectFrom('mailing_client').selectAll().where('client_id', '=', client).execute(),
      ).toEqual([]);
      expect(await saidOf(store, await begin(store, linesOf({ emails: ['gone@example.com'] })))).toEqual([
        'drop erased',
      ]);
      const hashes = ['here@example.com', 'stranger@example.com', 'here@example.com'].map((each) =>
        hashAddress(each, key),
      );
      const found = await findHashed(store.read, hashes, key);
      const id = await begin(store, linesOfHashes(hashes, found));
      expect(await saidOf(store, id)).toEqual(['keep', 'keep', 'drop repeated']);
    });

    it('can be called off until it is confirmed, and then asks nobody any more', async () => {
      const store = await engine.open();
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      const { number, client } = await newLead(store, 'a@example.com', start - day);
      await store.write((tx) => claimLead(tx, anna, { number }, start - day));
      const id = await begin(store, linesOf({ emails: ['a@example.com'] }));
      await store.write((tx) => callOff(tx, 'source:mailer', id, start));
      expect(
        await store.write((tx) => answerAsk(tx, anna, { check: id, client, answer: 'keep' }, start)),
      ).toMatchObject({ refused: 'mailing.closed' });
      await settle(store, start + 2 * day);
      expect((await checkById(store.read, id))?.state).toBe('called-off');
      const sent = await begin(store, linesOf({ emails: ['new@example.com'] }));
      await confirmed(store, sent, start);
      expect(await store.write((tx) => callOff(tx, 'source:mailer', sent, start))).toMatchObject({
        refused: 'mailing.not-ready',
      });
      expect((await historyOfStreams(store.read, ['org'], 1)).map(({ kind }) => kind)).toEqual(['mailing.confirmed']);
    });

    it('forgets lists after a month, and keeps what was counted', async () => {
      const store = await engine.open();
      const id = await begin(store, linesOf({ emails: ['a@example.com'] }));
      const [forget] = [kinds['mailing.forget-lines']];
      await store.write(
        (tx) => forget?.run(tx, { kind: '', key: '', at: 0, detail: {} }, start + 31 * day) ?? Promise.resolve(),
      );
      expect(await linesIn(store.read, id, 0)).toEqual([]);
      expect((await checkById(store.read, id))?.counts.keep).toBe(1);
    });
  });
});
