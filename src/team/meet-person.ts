import type { Schema } from '../../db/schema.ts';
import type { Tx } from '../../db/store.ts';
import type { Profile } from '../chat/directory.ts';
import { behind, direct, want } from '../chat/want.ts';
import { newId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { append } from '../ledger/append.ts';
import { type Language, languageOf } from '../words/say.ts';
import { admit } from './admission.ts';
import { dutySubject } from './duty/read-duty.ts';
import {
  deletePerson,
  identitiesOf,
  insertIdentity,
  insertPerson,
  personByEmail,
  personOfIdentity,
  seeIdentity,
  touchEmail,
  updatePerson,
} from './store.ts';

/** `admins` are the e-mails, in lower case, of those who may change what holds for everybody. */
export type Defaults = { readonly language: Language; readonly zone: string; readonly admins?: ReadonlySet<string> };
type Row = Schema['person'];

/**
 * The person behind an identity, made or brought up to date from the platform's profile. An e-mail joins the
 * identities of one person. Refuses whoever is no full member. A new person is asked for the department privately;
 * nothing waits for the answer.
 */
export async function meetPerson(
  tx: Tx,
  identity: string,
  profile: Profile,
  defaults: Defaults,
  spoke: boolean,
  now: number,
): Promise<Row | Refusal> {
  const refusal = admit(profile.standing);
  if (refusal) return refusal;
  const known = await personOfIdentity(tx.db, identity);
  const address = profile.email?.toLowerCase();
  if (known) {
    await seeIdentity(tx.db, identity, now, address);
    const facts = await newsOf(tx, known.row, identity, profile, defaults);
    if (await updatePerson(tx.db, known.row, facts)) await behind(tx, `person:${known.row.id}`);
    if (known.row.left_at !== null) await comeBack(tx, known.row, now);
    return { ...known.row, ...facts, left_at: null };
  }
  const told = factsOf(profile, { ...defaults, email: null });
  const facts = { ...told, role: roleOf([told.email], 'rep', defaults.admins) };
  const tied = { id: identity, email: address ?? null, seen_at: now, used_at: spoke ? now : 0 };
  // Two chats may meet somebody in the same instant.
  if (facts.email !== null) await touchEmail(tx.db, facts.email);
  const joined = facts.email === null ? undefined : await personByEmail(tx.db, facts.email);
  if (joined) return (await insertIdentity(tx.db, { ...tied, person_id: joined.id })) ? joined : winner(tx, identity);

  const row: Row = {
    id: newId(),
    department: null,
    created_at: now,
    week: null,
    region: null,
    paused_until: null,
    left_at: null,
    joined_into: null,
    weight: 100,
    cap: null,
    languages: null,
    territories: null,
    chat_away_until: null,
    ...facts,
  };
  await insertPerson(tx.db, row);
  if (!(await insertIdentity(tx.db, { ...tied, person_id: row.id }))) {
    await deletePerson(tx.db, row.id);
    return winner(tx, identity);
  }
  await append(tx, { stream: 'org', kind: 'person.met', actor: row.id, detail: { identity } }, now);
  await want(tx, { place: direct(row.id), kind: 'team.department', subject: `person:${row.id}` }, now);
  return row;
}

/** What is new about somebody: under two addresses, they keep the name and address of the other entry. */
async function newsOf(tx: Tx, row: Row, identity: string, profile: Profile, { admins }: Defaults) {
  const told = factsOf(profile, row);
  const others = (await identitiesOf(tx.db, row.id)).flatMap(({ id, email }) => (id === identity ? [] : (email ?? [])));
  const kept =
    row.email !== null && row.email !== told.email && others.includes(row.email)
      ? { name: row.name, email: row.email }
      : {};
  return { ...told, ...kept, role: roleOf([told.email, ...others], row.role, admins) };
}

/** Whoever does something, or is a member again, has not left. */
async function comeBack(tx: Tx, row: Row, now: number): Promise<void> {
  await updatePerson(tx.db, row, { left_at: null });
  await append(tx, { stream: 'org', kind: 'person.back', actor: 'baton', detail: { to: row.id } }, now);
  await behind(tx, `person:${row.id}`, dutySubject);
}

/** Who is an administrator is said from outside, by any address of theirs; whoever is not any more is a rep again. */
function roleOf(emails: readonly (string | null)[], role: string, admins: ReadonlySet<string> = new Set()): string {
  if (emails.some((email) => email !== null && admins.has(email))) return 'admin';
  return role === 'admin' ? 'rep' : role;
}

/** Two first contacts at once: the row of the one that came first. */
async function winner(tx: Tx, identity: string): Promise<Row> {
  const known = await personOfIdentity(tx.db, identity);
  if (!known) throw new Error(`identity ${identity} is neither free nor taken`);
  return known.row;
}

/** What the platform tells, and what is known already where it tells nothing. */
function factsOf(
  profile: Profile,
  known: { readonly email: string | null; readonly language: string; readonly zone: string },
): Pick<Row, 'name' | 'email' | 'language' | 'zone'> & { chat_away_until?: number | null } {
  return {
    name: profile.name,
    email: profile.email?.toLowerCase() ?? known.email,
    language: languageOf(profile.locale, known.language === 'ru' ? 'ru' : 'en'),
    zone: profile.zone ?? known.zone,
    ...(profile.awayUntil === undefined ? {} : { chat_away_until: profile.awayUntil }),
  };
}
