import { pino } from 'pino';
import type { Schema } from '../../db/schema.ts';
import type { Store } from '../../db/store.ts';
import type { Card } from '../../src/chat/card.ts';
import { withDigest } from '../../src/chat/digest.ts';
import type { Profile } from '../../src/chat/directory.ts';
import { createRouter, type Outcome } from '../../src/chat/router.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';
import { features } from '../../src/main.ts';
import { fireDue, startRecurring } from '../../src/schedule/fire.ts';
import { createDirectory } from '../../src/team/directory.ts';
import { sayer } from '../../src/words/say.ts';
import type { Text } from '../../src/words/text.ts';

/** Somebody who works there: where they write from (now here, now there, if it is several), and what is set for them. */
export type Colleague = {
  readonly identities: readonly string[];
  readonly profile: Profile;
  readonly set?: Partial<Schema['person']>;
};

/** A company without a wire: the real features and router over a store, at a time that only the test moves. */
export type Company = {
  readonly store: Store;
  /** The ids of the colleagues, in their order. */
  readonly ids: readonly string[];
  now: number;
  press(who: number, action: string, id: string, values?: Readonly<Record<string, string>>): Promise<Outcome>;
  type(who: number, line: string): Promise<Outcome>;
  /** The platform tells what is new about a colleague. */
  hear(who: number, news: Partial<Profile>): Promise<void>;
  lead(enquiry: object): ReturnType<typeof receiveLead>;
  /** Everything that is due by now happens. */
  fire(): Promise<void>;
  /** Begins what happens again and again. */
  start(): Promise<void>;
  /** What the posts of a place say as they would be drawn now, in the order in which they were asked for. */
  told(place: string, kind?: string): Promise<string[]>;
};

export const leadsChannels = ['memory:1/leads', 'other:1/leads'] as const;
const log = pino({ level: process.env.BATON_TEST_LOG ?? 'silent' });

/** Founds a company of these colleagues at a moment. */
export async function foundCompany(store: Store, colleagues: readonly Colleague[], now: number): Promise<Company> {
  const all = features({ leadsChannels: [...leadsChannels], country: 'DE' });
  const merged = <T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> =>
    Object.assign({}, ...tables);
  const say = sayer('en', 'UTC');
  const clock = () => company.now;
  const directory = createDirectory(store, { language: 'en', zone: 'UTC' }, clock);
  const router = createRouter({
    actions: merged(all.map(({ actions }) => actions)),
    commands: merged(all.map(({ commands }) => commands)),
    data: store,
    directory,
    clock,
    log,
    strangers: say,
    sayTo: () => say,
  });
  const kinds = merged(all.map(({ due }) => due));
  const posts = withDigest(merged(all.map((feature) => feature.posts)));
  const ids: string[] = [];
  let delivery = 0;
  const call = (who: number) => {
    const { identities = [], profile } = colleagues[who] ?? {};
    delivery += 1;
    const identity = identities[delivery % identities.length] ?? '';
    const known = async (): Promise<Profile> => profile ?? { name: '', standing: 'outsider' };
    return { identity, delivery: `${identity} ${delivery}`, place: undefined, profile: known };
  };
  const company: Company = {
    store,
    ids,
    now,
    press: (who, action, id, values = {}) => router.press({ ...call(who), action, id, values }),
    type: (who, line) => {
      const [word = '', ...rest] = line.slice(1).split(' ');
      return router.speak({ ...call(who), word, text: rest.join(' ') });
    },
    hear: (who, news) => {
      const { identities, profile } = colleagues[who] ?? {
        identities: [],
        profile: { standing: 'outsider', name: '' },
      };
      return directory.told(identities[0] ?? '', { ...profile, ...news });
    },
    lead: (enquiry) => {
      const intake = { channels: [...leadsChannels], country: 'DE' } as const;
      const from = { actor: 'source:web', source: 'web' };
      return store.write((tx) => receiveLead(tx, { ...enquiry }, from, intake, company.now));
    },
    fire: async () => {
      while ((await fireDue(store, kinds, company.now, log)) > 0);
    },
    start: () => startRecurring(store, kinds, company.now),
    told: async (place, kind) => {
      const rows = await store.read.selectFrom('post').selectAll().where('place', '=', place).orderBy('id').execute();
      const asked = rows.filter((row) => kind === undefined || row.kind === kind);
      const cards = [];
      for (const row of asked)
        cards.push((await posts[row.kind]?.(store.read, row.subject, company.now, place))?.card(say));
      return cards.flatMap((card) => (card ? [wordsOf(card, say.flat)] : []));
    },
  };
  for (const [index, { set }] of colleagues.entries()) {
    const { identity, profile } = call(index);
    const met = await directory.who(identity, profile);
    if ('refused' in met) throw new Error('a colleague was refused');
    if (set) await store.write((tx) => tx.db.updateTable('person').set(set).where('id', '=', met.id).execute());
    ids.push(met.id);
  }
  return company;
}

/** All that a card says, its buttons in brackets. */
export function wordsOf({ title, elements }: Card, flat: (text: Text) => string): string {
  const lines = elements.flatMap((element) => {
    if (element.kind === 'facts') return element.facts.map(({ label, value }) => `${label}: ${flat(value)}`);
    if (element.kind === 'buttons') return element.buttons.map(({ label }) => `[${label}]`);
    if (element.kind === 'text' && element.button) return [`${flat(element.text)} [${element.button.label}]`];
    return 'text' in element ? [flat(element.text)] : [];
  });
  return [flat(title), ...lines].join('\n');
}
