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
import { askedCard } from '../../src/contacts/mailing/ask-cards.ts';
import { asksOf } from '../../src/contacts/mailing/ask-store.ts';
import { audienceOf, type Handed } from '../../src/contacts/mailing/audience.ts';
import { beginCheck, type Meant } from '../../src/contacts/mailing/begin-check.ts';
import { callOff } from '../../src/contacts/mailing/call-off.ts';
import { type Check, partSize } from '../../src/contacts/mailing/check.ts';
import { confirmCheck, logCheck } from '../../src/contacts/mailing/confirm-check.ts';
import { mailingDue } from '../../src/contacts/mailing/due.ts';
import { mailingFile, mailingRowsFile } from '../../src/contacts/mailing/file.ts';
import { findHashed } from '../../src/contacts/mailing/find-hashed.ts';
import { readAsk } from '../../src/contacts/mailing/read-check.ts';
import { mailingSettings } from '../../src/contacts/mailing/settings.ts';
import { addressKey, hashAddress, listSigner } from '../../src/contacts/mailing/sign.ts';
import { checkById, linesIn } from '../../src/contacts/mailing/store.ts';
import { reserveClient } from '../../src/contacts/reservations/reserve-client.ts';
import { logTouch } from '../../src/contacts/touches/log-touch.ts';
import type { FileKind } from '../../src/feature.ts';
import { day, hour, second } from '../../src/kernel/clock.ts';
import { isRefusal } from '../../src/kernel/refusal.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { releaseLead } from '../../src/leads/release-lead.ts';
import { moveLead } from '../../src/leads/stages/move-lead.ts';
import { firstBrokenRow } from '../../src/ledger/verify.ts';
import { fireDue } from '../../src/schedule/fire.ts';
import { sayer } from '../../src/words/say.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { newLead } from '../support/story.ts';

const log = pino({ level: 'silent' });
/** What the stages ask for before they let a lead negotiate. */
const known = { need: 'a demo', decides: 'the CFO' };
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
const begin = async (store: Store, handed: Handed, more: Partial<Meant> = {}, now = start): Promise<string> => {
  const audience = await audienceOf(handed);
  const id = await store.write((tx) => beginCheck(tx, { ...meant(more), audience }, mailing, now));
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
    it('moves its card every five seconds while it goes, and at the end', async () => {
      const store = await engine.open();
      const audience = await audienceOf({ emails: Array.from({ length: 4_600 }, (_, row) => `r${row}@example.com`) });
      const moves = async () => (await store.read.selectFrom('post').select('revision').execute())[0]?.revision ?? 0;
      await store.write((tx) => beginCheck(tx, { ...meant(), audience }, mailing, start));
      const seen = [await moves()];
      for (let now = start + second; (await fireDue(store, kinds, now, log)) > 0; now += second)
        seen.push(await moves());
      expect(seen.map((revision) => revision - (seen[0] ?? 0))).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 2]);
    });

    it('keeps, asks and drops by row, asks each owner once, and honours what they say', async () => {
      const store = await engine.open();
      const [anna, boris] = await people(store, 'anna', 'boris');
      if (!anna || !boris) throw new Error('nobody');
      for (const [index, who] of [anna, anna, boris].entries()) {
        const { number } = await newLead(store, `c${index}@example.com`, start - 10 * day);
        await store.write((tx) => claimLead(tx, who, { number }, start - 10 * day));
        if (index === 2)
          await store.write((tx) => moveLead(tx, who, { number, stage: 'negotiating', fields: known }, start - day));
      }
      await newLead(store, 'free@example.com', start - 10 * day);
      const id = await begin(store, {
        emails: [
          'c0@example.com',
          'C1@example.com',
          'c2@example.com',
          'free@example.com',
          'new@example.com',
          'c0@EXAMPLE.com',
          'none',
        ],
      });
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
        const id = await begin(store, { emails: [email] }, { silence });
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
      const id = await begin(store, { emails });
      expect(await saidOf(store, id)).toEqual(['keep', 'keep']);
      // In the same second in which a deal is opened, its client is off every list.
      const number = leads[1]?.number ?? 0;
      await store.write((tx) => claimLead(tx, anna, { number }, start + 1));
      await store.write((tx) => moveLead(tx, anna, { number, stage: 'negotiating', fields: known }, start + 1));
      const one = await confirmed(store, id, start + 2);
      expect(await saidOf(store, id)).toEqual(['keep', 'drop negotiating']);
      // Confirming again changes nothing; the same list as of another ledger is signed otherwise.
      expect(await confirmed(store, id, start + 3)).toEqual(one);
      const other = await confirmed(store, await begin(store, { emails: emails.slice(0, 1) }), start + 2);
      expect([other.list === one.list, other.ledger === one.ledger, other.signature === one.signature]).toEqual([
        true,
        true,
        false,
      ]);
      await store.write((tx) => claimLead(tx, anna, { number: leads[0]?.number ?? 0 }, start + 4));
      const id2 = await begin(store, { emails: emails.slice(0, 1) }, {}, start + 5);
      await store.write((tx) => answerAsk(tx, anna, { check: id2, client: undefined, answer: 'keep' }, start + 5));
      const later = await confirmed(store, id2, start + 5);
      expect([later.list === one.list, later.ledger === one.ledger]).toEqual([true, false]);
    });

    it('knows at send time who came since, and who was made one with whom', async () => {
      const store = await engine.open();
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      const one = await newLead(store, 'one@example.com', start - day);
      const two = await newLead(store, 'two@example.com', start - day);
      const id = await begin(store, { emails: ['one@example.com', 'two@example.com', 'later@example.com'] });
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

    it('asks one colleague about many clients: some at first, every one of them by page, and hands the list over', async () => {
      const store = await engine.open();
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      const emails = Array.from({ length: 24 }, (_, index) => `c${index}@many.example`);
      for (const email of emails) {
        const { number } = await newLead(store, email, start - day);
        await store.write((tx) => claimLead(tx, anna, { number }, start - day));
      }
      const id = await begin(store, { emails: [...emails, 'Ida <+ida@new.example>.', '=1+1@new.example'] });
      const whose = { check: id, person: anna.id };
      const open = await readAsk(store.read, whose);
      expect([open?.clients.length, open?.inAll, open?.open]).toEqual([10, 24, 24]);
      const pages = await Promise.all([0, 1, 2].map((page) => readAsk(store.read, whose, page)));
      const listed = pages.flatMap((page) => page?.clients.map((client) => client.id) ?? []);
      expect(new Set(listed).size).toBe(24);
      const say = sayer('en', 'UTC');
      const buttons = pages
        .flatMap((page, index) => (page ? askedCard(page, index, say).elements : []))
        .flatMap((element) => (element.kind === 'buttons' ? element.buttons : []));
      expect(buttons.filter(({ action }) => action === 'mailing.leave-out')).toHaveLength(24);
      // The last on the list is left out, all others go; what was said stays where it stood, and can be changed.
      const last = listed.at(-1);
      await store.write((tx) => answerAsk(tx, anna, { check: id, client: last, answer: 'drop' }, start));
      await store.write((tx) => answerAsk(tx, anna, { check: id, client: undefined, answer: 'keep' }, start));
      const after = await Promise.all([0, 1, 2].map((page) => readAsk(store.read, whose, page)));
      expect(after.flatMap((page) => page?.clients ?? []).map((client) => [client.id, client.answer])).toEqual(
        listed.map((client) => [client, client === last ? 'drop' : 'keep']),
      );
      const told = await store.read
        .selectFrom('ledger')
        .select('client_id')
        .where('kind', '=', 'mailing.answered')
        .execute();
      expect(new Set(told.map(({ client_id }) => client_id)).size).toBe(24);
      await confirmed(store, id, start + 1);
      const textOf = async (kind: FileKind): Promise<string[]> => {
        const file = await kind(store.read, id);
        let text = '';
        for await (const piece of file?.pieces ?? []) text += piece;
        return text.replace('\uFEFF', '').trimEnd().split('\n');
      };
      const list = await textOf(mailingFile);
      expect([list.length, list[0], ...list.slice(-2)]).toEqual([26, 'email', '+ida@new.example', "'=1+1@new.example"]);
      const rows = await textOf(mailingRowsFile);
      expect([rows.length, rows[0]]).toEqual([27, 'row,value,verdict,reasons']);
      expect(rows.filter((row) => row.includes('drop,"left-out (anna), held (anna)"'))).toHaveLength(1);
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
        const id = await begin(store, { emails });
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
      const id = await begin(store, { emails: ['a@example.com', 'stranger@example.com'] });
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
      expect(await firstBrokenRow(store.read, client)).toBeUndefined();
      const again = await begin(store, { emails: ['a@example.com'] }, {}, start + day);
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
      const id = await begin(store, {
        emails: ['one@example.com', ...fillers, 'two@example.com', 's3@example.org'],
        ids: [one.client, 'nobody'],
      });
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
      const kept = await begin(store, { emails: ['gone@example.com', 'here@example.com'] });
      const hash = keyHasher(secret);
      await store.write((tx) =>
        eraseClient(tx, client, { actor: 'baton', hash, parts: [eraseContacts(addressKey(secret))] }, start),
      );
      const lines = await linesIn(store.read, kept, 0);
      expect(lines[0]).toEqual({ value: '', verdict: 'drop', why: [{ code: 'erased' }] });
      expect(lines[1]?.value).toBe('here@example.com');
      expect(
        await store.read.selectFrom('mailing_client').selectAll().where('client_id', '=', client).execute(),
      ).toEqual([]);
      expect(await saidOf(store, await begin(store, { emails: ['gone@example.com'] }))).toEqual(['drop erased']);
      await newLead(store, 'Julia.Stein+Shop@gmail.com', start - day);
      const typed = [
        'here@example.com',
        'stranger@example.com',
        'here@example.com',
        'gone@example.com',
        'julia.stein+shop@gmail.com',
      ];
      const hashes = typed.map((each) => hashAddress(each, key));
      const found = await findHashed(store.read, hashes, key);
      const id = await begin(store, { hashes, addresses: found });
      expect(await saidOf(store, id)).toEqual(['keep', 'keep', 'drop repeated', 'drop erased', 'keep']);
      const known = (await linesIn(store.read, id, 0)).map(({ client }) => client !== undefined);
      expect(known).toEqual([true, false, true, false, true]);
    });

    it('can be called off until it is confirmed, and then asks nobody any more', async () => {
      const store = await engine.open();
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      const { number, client } = await newLead(store, 'a@example.com', start - day);
      await store.write((tx) => claimLead(tx, anna, { number }, start - day));
      const id = await begin(store, { emails: ['a@example.com'] });
      await store.write((tx) => callOff(tx, 'source:mailer', id, start));
      expect(
        await store.write((tx) => answerAsk(tx, anna, { check: id, client, answer: 'keep' }, start)),
      ).toMatchObject({ refused: 'mailing.closed' });
      await settle(store, start + 2 * day);
      expect((await checkById(store.read, id))?.state).toBe('called-off');
      // A list that was confirmed, and is not sent after all, is called off too; one that was sent is not.
      for (const done of ['confirmed', 'sent']) {
        const other = await begin(store, { emails: ['new@example.com'] });
        await confirmed(store, other, start);
        if (done === 'sent') await store.write((tx) => logCheck(tx, other, mailing, start));
        const off = await store.write((tx) => callOff(tx, 'source:mailer', other, start));
        expect(off?.refused).toBe(done === 'sent' ? 'mailing.not-ready' : undefined);
      }
    });

    it('judges as of the day of sending, and looks once more where that day has moved', async () => {
      const store = await engine.open();
      const [anna, boris] = await people(store, 'anna', 'boris');
      if (!anna || !boris) throw new Error('nobody');
      const one = await newLead(store, 'a@example.com', start - 10 * day);
      const two = await newLead(store, 'b@example.com', start - 10 * day);
      const by = { lead: undefined, person: boris.id, actor: boris.id, direction: 'out', note: undefined } as const;
      const mail = { ...by, channel: 'email', outcome: 'sent', about: undefined, at: start - 5 * day } as const;
      await store.write((tx) =>
        reserveClient(tx, anna, { client: one.client, lead: undefined, channel: 'call' }, {}, start),
      );
      await store.write((tx) => logTouch(tx, { ...mail, client: two.client }, start));
      const emails = ['a@example.com', 'b@example.com'];
      // Anna is on the phone, and Boris's e-mail is five days old: in three days neither matters.
      expect(await saidOf(store, await begin(store, { emails }, { sendAt: start + day }))).toEqual([
        'keep',
        'drop touched',
      ]);
      const id = await begin(store, { emails }, { sendAt: start + 3 * day });
      expect(await saidOf(store, id)).toEqual(['keep', 'keep']);
      await confirmed(store, id, start + 3 * day);
      await store.write((tx) => claimLead(tx, anna, { number: two.number }, start + 3 * day));
      await store.write((tx) =>
        moveLead(tx, anna, { number: two.number, stage: 'negotiating', fields: known }, start + 3 * day),
      );
      const again = await store.write((tx) => confirmCheck(tx, id, mailing, start + 4 * day, 'again'));
      if (isRefusal(again)) throw new Error(again.refused);
      await settle(store, start + 4 * day);
      expect([(await checkById(store.read, id))?.state, await saidOf(store, id)]).toEqual([
        'confirmed',
        ['keep', 'drop negotiating'],
      ]);
    });

    it('counts a yes of whoever has the client still, and a no of whoever had', async () => {
      const store = await engine.open();
      const [anna, boris] = await people(store, 'anna', 'boris');
      if (!anna || !boris) throw new Error('nobody');
      const leads: { number: number; client: string }[] = [];
      for (const name of ['yes', 'no']) leads.push(await newLead(store, `${name}@example.com`, start - day));
      for (const { number } of leads) await store.write((tx) => claimLead(tx, anna, { number }, start - day));
      const id = await begin(store, { emails: ['yes@example.com', 'no@example.com'] });
      for (const [index, { client }] of leads.entries())
        await store.write((tx) =>
          answerAsk(tx, anna, { check: id, client, answer: index === 0 ? 'keep' : 'drop' }, start),
        );
      for (const { number } of leads) {
        await store.write((tx) => releaseLead(tx, anna, { number, reason: 'other' }, start + 1));
        await store.write((tx) => claimLead(tx, boris, { number }, start + 2));
      }
      await confirmed(store, id, start + 3);
      expect(await saidOf(store, id)).toEqual(['drop silent held', 'drop left-out held']);
    });

    it('gives owners their time, however long the first look took', async () => {
      const store = await engine.open();
      const [anna] = await people(store, 'anna');
      if (!anna) throw new Error('nobody');
      const { number } = await newLead(store, 'a@example.com', start - day);
      await store.write((tx) => claimLead(tx, anna, { number }, start - day));
      const fillers = Array.from({ length: partSize }, (_, index) => `s${index}@example.org`);
      const audience = await audienceOf({ emails: ['a@example.com', ...fillers] });
      const asked = { ...meant({ deadline: start + hour, silence: 'keep' }), audience };
      const id = await store.write((tx) => beginCheck(tx, asked, mailing, start));
      // Nobody ran for two hours.
      await settle(store, start + 2 * hour);
      expect(await checkById(store.read, id)).toMatchObject({ state: 'asking', deadline: start + 3 * hour });
      await settle(store, start + 3 * hour);
      expect((await checkById(store.read, id))?.state).toBe('ready');
    });

    it('lets nobody who is being erased come back with a pass that has read them already', async () => {
      const store = await engine.open();
      const hash = keyHasher(secret);
      const fillers = Array.from({ length: partSize }, (_, index) => `s${index}@example.org`);
      for (let round = 0; round < 8; round += 1) {
        const email = `gone${round}@example.com`;
        const { client } = await newLead(store, email, start - day);
        const id = await begin(store, { emails: [email, ...fillers] });
        const parts = [eraseContacts(addressKey(secret))];
        await Promise.all([
          store.write((tx) => confirmCheck(tx, id, mailing, start)),
          store.write((tx) => eraseClient(tx, client, { actor: 'baton', hash, parts }, start)),
        ]);
        await settle(store, start);
        const check = await checkById(store.read, id);
        const lines = [...(await linesIn(store.read, id, 0)), ...(await linesIn(store.read, id, 1))];
        expect(JSON.stringify(lines)).not.toContain(email);
        expect(lines.filter(({ verdict }) => verdict === 'keep').length).toBe(partSize);
        expect(check?.state).toBe('confirmed');
      }
    });

    it('forgets lists after a month, keeps what was counted, and signs none that is empty', async () => {
      const store = await engine.open();
      const [open, sent] = [
        await begin(store, { emails: ['a@example.com'] }),
        await begin(store, { emails: ['b@example.com'] }),
      ];
      await confirmed(store, sent, start);
      await store.write((tx) => logCheck(tx, sent, mailing, start));
      const [forget] = [kinds['mailing.forget-lines']];
      await store.write(
        (tx) => forget?.run(tx, { kind: '', key: '', at: 0, detail: {} }, start + 31 * day) ?? Promise.resolve(),
      );
      expect(await linesIn(store.read, open, 0)).toEqual([]);
      expect(await checkById(store.read, open)).toMatchObject({ state: 'over', counts: { keep: 1 } });
      expect((await checkById(store.read, sent))?.state).toBe('sent');
      expect(await store.write((tx) => confirmCheck(tx, open, mailing, start + 31 * day))).toMatchObject({
        refused: 'mailing.not-ready',
      });
    });
  });
});
