import type { Logger } from 'pino';
import type { Data } from '../../db/store.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import type { Action, Asked, Command } from './action.ts';
import type { Attached } from './attached.ts';
import { onceFor } from './delivery.ts';
import type { Directory, Person, Profile } from './directory.ts';
import { helpCard } from './help-card.ts';
import { faultCard, refusalCard } from './refusal-card.ts';
import { type Errors, type Reply, whisper } from './reply.ts';

/** Of what nobody knows so much is repeated. */
const mostRepeated = 60;

/** Who asks, and in which delivery: the same for a button, a form and a command of any platform. */
export type Call = {
  readonly identity: string;
  readonly delivery: string;
  /** The channel in which it was asked; undefined in a conversation with the bot alone. */
  readonly place: string | undefined;
  /** The address of the message in whose thread it was asked. */
  readonly under?: string | undefined;
  readonly files?: Readonly<Record<string, Attached>>;
  /** What the platform knows of one of its users. */
  profile(identity: string): Promise<Profile>;
};
/** A button pressed or a form sent: `values` is what the person chose or typed, by input name. */
export type Press = Call & {
  readonly action: string;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  /** Colleagues who were chosen from the platform's own list: identities by input name. */
  readonly people?: Readonly<Record<string, readonly string[]>>;
};
/** A command: its word and the rest of the line. */
export type Spoken = Call & { readonly word: string; readonly text: string };
/** The answer, and the words it is in. */
export type Outcome = { readonly reply: Reply; readonly say: Say /** Nothing was done. */; readonly refused?: true };

/** From names to handlers: the only way from a platform into a feature. */
export type Router = {
  press(press: Press): Promise<Outcome>;
  speak(spoken: Spoken): Promise<Outcome>;
  /** Whether an action, or a command line, answers with a form. */
  opensForm(action: string): boolean;
  speaksForm(word: string, text: string): boolean;
  /** The words of somebody we do not know yet. */
  readonly strangers: Say;
};

export type RouterParts = {
  readonly actions: Readonly<Record<string, Action>>;
  readonly commands: Readonly<Record<string, Command>>;
  readonly data: Data;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Logger;
  readonly strangers: Say;
  readonly sayTo: (person: Person) => Say;
};

/** Makes the router of all actions and commands. */
export function createRouter({
  actions,
  commands,
  data,
  directory,
  clock,
  log,
  strangers,
  sayTo,
}: RouterParts): Router {
  async function answer(call: Call, run: (asked: Asked<undefined>) => Promise<Reply | Refusal>): Promise<Outcome> {
    let say = strangers;
    try {
      const who = await directory.who(call.identity, () => call.profile(call.identity));
      if (isRefusal(who)) return refused(who, say);
      say = sayTo(who);
      const now = clock();
      const once = { read: data.read, write: onceFor(call.delivery, data.write, now) };
      const { place, under, files = {} } = call;
      const reply = await run({ who, say, now, data: once, place, under, files, payload: undefined });
      if (isRefusal(reply)) return refused(reply, say);
      return reply.kind === 'whisper' && reply.refused ? { reply, say, refused: true } : { reply, say };
    } catch (fault) {
      const reference = newId().slice(-8);
      log.error({ fault, reference, delivery: call.delivery }, 'answering a person failed');
      return { reply: whisper(faultCard(say, reference)), say, refused: true };
    }
  }

  /** The person ids of those who were chosen; an error at the input if one of them may not be. */
  async function chosen(
    { people = {}, profile }: Press,
    say: Say,
  ): Promise<{ ids: Record<string, string> } | { errors: Errors }> {
    const ids: Record<string, string> = {};
    for (const [name, identities] of Object.entries(people)) {
      const met = await Promise.all(identities.map((each) => directory.named(each, () => profile(each))));
      const no = met.find(isRefusal);
      if (no) return { errors: { [name]: say.label(`refusal.${no.refused}`, no.params) } };
      ids[name] = met.flatMap((person) => (isRefusal(person) ? [] : [person.id])).join();
    }
    return { ids };
  }

  const commandOf = (word: string, text: string) => findCommand(commands, word, text);

  return {
    strangers,
    opensForm: (name) => own(actions, name)?.answers === 'form',
    speaksForm: (word, text) => commandOf(word, text)?.command.answers === 'form',
    press: (press) =>
      answer(press, async (asked) => {
        const found = own(actions, press.action);
        const people = await chosen(press, asked.say);
        if ('errors' in people) return { kind: 'errors', errors: people.errors };
        const payload = found?.payload.safeParse({ id: press.id, ...press.values, ...people.ids });
        // A button of an older version, or one that somebody forged.
        if (!found || !payload?.success) return refuse('action.unknown');
        return found.run({ ...asked, payload: payload.data as never });
      }),
    speak: (spoken) =>
      answer(spoken, async (asked) => {
        const found = commandOf(spoken.word, spoken.text);
        if (!found) return whisper(helpCard(commands, asked.say, unknownIn(spoken)));
        return found.command.run({ ...asked, payload: found.rest });
      }),
  };
}

function refused(refusal: Refusal, say: Say): Outcome {
  return { reply: whisper(refusalCard(refusal, say)), say, refused: true };
}

/** What somebody asked for that nobody knows; nothing, where they asked for help. */
function unknownIn({ word, text }: { readonly word: string; readonly text: string }): string {
  const asked = oneLine(word === 'baton' ? text : `${word} ${text}`, mostRepeated).trim();
  return /^(?:help|помощь|\?)$/i.test(asked) ? '' : asked;
}

/** `/lead new x` and `/baton lead new x` are the same: the longest command that the line begins with, and the rest. */
export function findCommand(
  commands: Readonly<Record<string, Command>>,
  word: string,
  text: string,
): { command: Command; rest: string } | undefined {
  const line = [...(word === 'baton' ? [] : [word]), ...text.split(/\s+/).filter(Boolean)];
  for (let length = Math.min(2, line.length); length > 0; length -= 1) {
    const command = own(commands, line.slice(0, length).join(' ').toLowerCase());
    if (command) return { command, rest: line.slice(length).join(' ') };
  }
  return undefined;
}

/** An entry of a table by a name that somebody typed: `constructor` is none. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
