import { type Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Profile } from '../chat/directory.ts';
import type { Call, Outcome, Router } from '../chat/router.ts';
import { newId } from '../kernel/ids.ts';
import { within } from '../kernel/within.ts';
import { type AnswerParts, answering, type Where } from './answers.ts';
import { attachedFile } from './files.ts';
import { cancelVerb } from './forms.ts';
import { channelOf, placeOf } from './lanes.ts';
import type { Reference, References } from './reference.ts';

export type InboundParts = AnswerParts & {
  readonly router: Router;
  readonly references: References;
  readonly profile: (identity: string, known: Reference) => Promise<Profile>;
  /** Whether Teams keeps files at an address. */
  readonly keepsFiles: (address: string) => boolean;
  /** Whose users may become people; when empty, everybody's. */
  readonly tenants: readonly string[];
};

/** Teams shows an error after five seconds. */
const patience = 3_000;

const short = z.string().max(60);
const press = z.object({
  action: z.object({
    verb: z.string().max(200),
    data: z.looseObject({
      baton: z.object({ id: z.string().max(4_000), post: short.optional(), form: short.optional() }),
    }),
  }),
});

/** What is known of an activity before anybody is asked about it. */
type Heard = {
  readonly activity: Activity;
  readonly tenant: string;
  /** How to reach this person again. */
  readonly reference: Reference;
  readonly identity: string;
  readonly place: string;
  readonly conversation: string;
  readonly alone: boolean;
  /** The message in whose thread it was said. */
  readonly under: string | undefined;
};

/** Answers whatever Teams sends: presses, lines, and the news that the bot was added somewhere. */
export function listen(parts: InboundParts): (turn: TurnContext) => Promise<void> {
  const answers = answering(parts);
  const { router, references, log } = parts;

  return async (turn) => {
    const heard = hear(turn.activity);
    if (!heard) return;
    // Outsiders are answered, and leave nothing behind.
    if (parts.tenants.length === 0 || parts.tenants.includes(heard.tenant)) await learnPlace(references, heard);
    if (turn.activity.type === 'invoke' && turn.activity.name === 'adaptiveCard/action') await answerPress(turn, heard);
    else if (turn.activity.type === 'message') await answerLine(heard);
    else if (heard.alone) await references.learn(heard.identity, heard.reference);
  };

  async function answerPress(turn: TurnContext, heard: Heard): Promise<void> {
    const { where, outcome } = pressed(heard);
    const settled = await within(patience, outcome);
    const body = settled
      ? await answers.toPress(where, settled)
      : { ...waiting, value: router.strangers.label('form.loading') };
    await turn.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
    if (settled) return;
    // The answer leaves when this turn ends.
    outcome
      .then((late) => answers.late(where, late))
      .catch((fault: unknown) => log.warn({ fault }, 'a late answer was lost'));
  }

  function pressed(heard: Heard): { where: Where; outcome: Promise<Outcome> } {
    const { identity, conversation, alone, activity } = heard;
    const read = press.safeParse(activity.value);
    const { verb, data } = read.success ? read.data.action : { verb: '', data: { baton: { id: '' } } };
    const { baton, ...typed } = data as { baton: { id: string; post?: string; form?: string } };
    const remote = `${conversation}/${activity.replyToId ?? ''}`;
    const values = valuesOf(typed);
    const where = { identity, conversation, alone, remote, post: baton.post, values, cancelled: verb === cancelVerb };
    // A form is sent once, however often its button is pressed.
    const delivery = baton.form === undefined ? activity.id : `form ${baton.form}`;
    const outcome = router.press({ ...callOf(heard, delivery), action: verb, id: baton.id, values });
    return { where, outcome };
  }

  async function answerLine(heard: Heard): Promise<void> {
    const line = lineOf(heard.activity);
    if (line === undefined) return;
    const [word = '', ...rest] = line.replace(/^\//, '').split(' ');
    const call = callOf(heard, heard.activity.id);
    const file = attachedFile(heard.activity.attachments, parts.keepsFiles);
    const files = file ? { file } : {};
    const outcome = await router.speak({ ...call, files, word: word.toLowerCase(), text: rest.join(' ') });
    await answers.toLine(heard, outcome);
  }

  /** One activity is one delivery; Teams repeats its id when it repeats the request. */
  function callOf({ activity, identity, place, under, alone, reference }: Heard, delivery: string | undefined): Call {
    const { locale, localTimezone } = activity;
    return {
      identity,
      delivery: `${identity} ${delivery ?? newId()}`,
      place: alone ? undefined : place,
      under,
      profile: async (asked) => {
        if (asked !== identity) return parts.profile(asked, reference);
        const told = await parts.profile(identity, reference);
        // Only whoever may become a person is remembered.
        if (told.standing === 'member') await references.learn(identity, reference);
        return { ...told, ...(locale ? { locale } : {}), ...(localTimezone ? { zone: localTimezone } : {}) };
      },
    };
  }
}

const waiting = { statusCode: 200, type: 'application/vnd.microsoft.activity.message' } as const;

/** Who and where. Something without a user or a tenant is not for us. */
function hear(activity: Activity): Heard | undefined {
  const tenant = activity.conversation?.tenantId ?? activity.channelData?.tenant?.id;
  const user = activity.from?.aadObjectId;
  const conversation = activity.conversation?.id;
  if (!tenant || !user || !conversation) return undefined;
  const alone = activity.conversation.conversationType === 'personal';
  const personal = alone ? { personal: conversation } : {};
  const root = /;messageid=([^;]+)/.exec(conversation)?.[1];
  const { serviceUrl, recipient, from } = activity;
  return {
    activity,
    tenant,
    reference: { serviceUrl, bot: recipient.id, user: from.id, seenIn: channelOf(conversation), ...personal },
    identity: placeOf(tenant, user),
    place: placeOf(tenant, activity.channelData?.channel?.id ?? channelOf(conversation)),
    conversation: placeOf(tenant, conversation),
    alone,
    under: root === undefined ? undefined : `${placeOf(tenant, conversation)}/${root}`,
  };
}

/** Remembers how to reach the place, and whoever is known already; addresses change, so the last one counts. */
async function learnPlace(references: References, heard: Heard): Promise<void> {
  const { identity, place, conversation, alone, reference } = heard;
  const { serviceUrl, bot } = reference;
  await references.learn(alone ? conversation : place, { serviceUrl, bot });
  if (await references.of(identity)) await references.learn(identity, reference);
}

/** The words of a line without the mention of the bot; undefined if there are none. */
function lineOf(activity: Activity): string | undefined {
  if (typeof activity.text !== 'string') return undefined;
  const text = TurnContext.removeRecipientMention({ ...activity }) ?? '';
  // Only mentions are markup here: an address is often pasted in angle brackets.
  return text
    .replace(/<\/?at>|&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What was typed and chosen, by input name; what is empty is left out. */
function valuesOf(typed: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}
