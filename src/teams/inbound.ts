import { type Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Platform } from '../chat/platform.ts';
import type { Call, Router } from '../chat/router.ts';
import { newId } from '../kernel/ids.ts';
import { type AnswerParts, answering, type InvokeBody } from './answers.ts';
import { cancelVerb } from './forms.ts';
import { channelOf, placeOf } from './lanes.ts';
import type { References } from './reference.ts';

export type InboundParts = AnswerParts & {
  readonly router: Router;
  readonly references: References;
  readonly profile: Platform['profile'];
};

const press = z.object({
  action: z.object({
    verb: z.string().max(200),
    data: z.looseObject({ baton: z.object({ id: z.string().max(4_000), post: z.string().max(60).optional() }) }),
  }),
});

/** What is known of an activity before anybody is asked about it. */
type Heard = {
  readonly activity: Activity;
  readonly identity: string;
  readonly place: string;
  readonly conversation: string;
  readonly alone: boolean;
};

/** Answers whatever Teams sends: presses, lines, and the news that the bot was added somewhere. */
export function listen(parts: InboundParts): (turn: TurnContext) => Promise<void> {
  const answers = answering(parts);
  const { router, log } = parts;
  const sayTo = router.strangers;

  return async (turn) => {
    const heard = hear(turn.activity);
    if (!heard) return;
    await learn(parts.references, heard);
    if (turn.activity.type === 'invoke') await answerInvoke(turn, heard);
    else if (turn.activity.type === 'message') await answerLine(heard);
  };

  async function answerInvoke(turn: TurnContext, heard: Heard): Promise<void> {
    if (turn.activity.name !== 'adaptiveCard/action') return;
    const body = await pressed(heard).catch((fault: unknown) => {
      log.error({ fault }, 'answering Teams failed');
      throw fault;
    });
    await turn.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
  }

  async function pressed(heard: Heard): Promise<InvokeBody> {
    const { identity, conversation, alone, activity } = heard;
    const read = press.safeParse(activity.value);
    const { verb, data } = read.success ? read.data.action : { verb: '', data: { baton: { id: '', post: undefined } } };
    const { baton, ...typed } = data;
    const remote = `${conversation}/${activity.replyToId ?? ''}`;
    const values = valuesOf(typed);
    const where = { identity, conversation, alone, remote, post: baton.post, values };
    if (verb === cancelVerb) return answers.present(where, sayTo, 'form.closed');
    const outcome = await router.press({ ...callOf(heard, parts.profile), action: verb, id: baton.id, values });
    return answers.toPress(where, outcome);
  }

  async function answerLine(heard: Heard): Promise<void> {
    const line = lineOf(heard.activity);
    if (line === undefined) return;
    const [word = '', ...rest] = line.replace(/^\//, '').split(' ');
    const outcome = await router.speak({
      ...callOf(heard, parts.profile),
      word: word.toLowerCase(),
      text: rest.join(' '),
    });
    await answers.toLine(heard, outcome);
  }
}

/** Who and where. Something without a user or a tenant is not for us. */
function hear(activity: Activity): Heard | undefined {
  const tenant = activity.conversation?.tenantId ?? activity.channelData?.tenant?.id;
  const user = activity.from?.aadObjectId;
  const conversation = activity.conversation?.id;
  if (!tenant || !user || !conversation) return undefined;
  return {
    activity,
    identity: placeOf(tenant, user),
    place: placeOf(tenant, activity.channelData?.channel?.id ?? channelOf(conversation)),
    conversation: placeOf(tenant, conversation),
    alone: activity.conversation.conversationType === 'personal',
  };
}

/** Remembers how to reach the place and the person; addresses change, so the last one counts. */
async function learn(references: References, { activity, identity, place, conversation, alone }: Heard): Promise<void> {
  const { serviceUrl } = activity;
  const bot = activity.recipient.id;
  await references.learn(place, { serviceUrl, bot });
  const seenIn = activity.conversation.id;
  await references.learn(identity, {
    serviceUrl,
    bot,
    user: activity.from.id,
    seenIn: channelOf(seenIn),
    ...(alone ? { personal: seenIn } : {}),
  });
  if (alone) await references.learn(conversation, { serviceUrl, bot });
}

/** One activity is one delivery; Teams repeats its id when it repeats the request. */
function callOf({ activity, identity, place, alone }: Heard, profile: Platform['profile']): Call {
  const { locale, localTimezone } = activity;
  return {
    identity,
    delivery: `${identity} ${activity.id ?? newId()}`,
    place: alone ? undefined : place,
    profile: async (asked) => ({
      ...(await profile(asked)),
      ...(asked === identity && locale ? { locale } : {}),
      ...(asked === identity && localTimezone ? { zone: localTimezone } : {}),
    }),
  };
}

/** The words of a line without the mention of the bot; undefined if there are none. */
function lineOf(activity: Activity): string | undefined {
  if (typeof activity.text !== 'string') return undefined;
  const text = TurnContext.removeRecipientMention({ ...activity }) ?? '';
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What was typed and chosen, by input name; what is empty is left out. */
function valuesOf(typed: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}
