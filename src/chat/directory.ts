import type { Refusal } from '../kernel/refusal.ts';
import type { Language } from '../words/say.ts';

/** A colleague, whichever platform they speak from. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly department: 'marketing' | 'sales' | null;
  readonly role: 'rep' | 'manager' | 'admin';
  readonly language: Language;
  readonly zone: string;
};

/** What a platform knows of one of its users. Only a `member` may become a person. */
export type Profile = {
  /** `absent`: not in the conversation in which they were last, which says nothing of the company. */
  readonly standing: 'member' | 'guest' | 'bot' | 'outsider' | 'deactivated' | 'absent';
  readonly name: string;
  readonly email?: string;
  /** As the platform writes it, `ru-RU`. */
  readonly locale?: string;
  /** IANA. */
  readonly zone?: string;
  /** Until when (epoch ms) their status says that they are away; null if it does not say so. */
  readonly awayUntil?: number | null;
};

/** Who is who: platforms know identities (`slack:T1/U1`), features know people. Implemented by `team/`. */
export type Directory = {
  /** The person behind an identity; made from the profile on first contact. Refuses whoever is no full member. */
  who(identity: string, profile: () => Promise<Profile>): Promise<Person | Refusal>;
  /** Somebody who was named by another: known or made as by `who`, but they have done nothing themselves. */
  named(identity: string, profile: () => Promise<Profile>): Promise<Person | Refusal>;
  /** The platform tells what is new about somebody, who may have left. Whoever is not known stays so. */
  told(identity: string, profile: Profile): Promise<void>;
  /** The identity at which to write to a person: the one they used last that can be reached, if any; and all that they `used`. */
  reach(
    personId: string,
  ): Promise<{ identity: string | undefined; person: Person; used: readonly string[] } | undefined>;
  /** The platform does not let the bot write to somebody there; until they speak there again. */
  unreachable(identity: string): Promise<void>;
  /** The identities of people on one platform (`slack:T1/`), for mentions; by person id. */
  identitiesOf(people: readonly string[], prefix: string): Promise<ReadonlyMap<string, string>>;
};
