import { randomUUID } from 'node:crypto';
import { type AdaptiveCard, actionsOf, faultOfCard, inputsOf } from './adaptive-card.ts';
import type { Activity, TeamsUser, Tenant } from './tenant.ts';

/** How the bot answered a request. */
export type Answered = { readonly status: number; readonly body: string };

export type Wire = {
  readonly endpoint: () => string;
  readonly serviceUrl: () => string;
  readonly authorization: (serviceUrl: string) => string;
};

/** What one colleague does in Teams, and what Teams' client then does with the bot's answer. */
export type Hands = ReturnType<typeof createHands>;

export function createHands(tenant: Tenant, { endpoint, serviceUrl, authorization }: Wire) {
  const send = async (activity: object, headers: Record<string, string> = {}): Promise<Answered> => {
    const token = authorization(serviceUrl());
    const answer = await fetch(endpoint(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: token } : {}), ...headers },
      body: JSON.stringify(activity),
    });
    return { status: answer.status, body: await answer.text() };
  };

  /** The fields that every activity of a person has. */
  const from = (user: TeamsUser, conversation: string) => {
    const group = tenant.seed.groups.includes(conversation);
    const channel = conversation.startsWith('19:') && !group ? (conversation.split(';', 1)[0] ?? '') : undefined;
    return {
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: serviceUrl(),
      timestamp: new Date().toISOString(),
      locale: user.locale,
      localTimezone: user.zone,
      from: { id: user.id, name: user.name, aadObjectId: user.aad },
      recipient: { id: tenant.seed.bot, name: 'Baton' },
      conversation: {
        id: conversation,
        tenantId: tenant.seed.tenant,
        conversationType: channel ? 'channel' : group ? 'groupChat' : 'personal',
        ...(channel || group ? { isGroup: true } : {}),
      },
      channelData: {
        tenant: { id: tenant.seed.tenant },
        ...(channel ? { channel: { id: channel }, team: { id: channel } } : {}),
      },
    };
  };

  /** A line in a channel begins a thread; in a group chat it does not. */
  const conversationOf = (user: TeamsUser, place: string | undefined): string => {
    if (place === undefined) return tenant.personal(user);
    // A line in a thread is said in that thread; any other begins one.
    const inThread = place.includes(';messageid=');
    return inThread || tenant.seed.groups.includes(place) ? place : `${place};messageid=${tenant.nextId()}`;
  };

  const who = (aad: string): TeamsUser => {
    const user = tenant.users.get(aad);
    if (!user) throw new Error(`nobody is ${aad}`);
    return user;
  };

  return {
    send,
    who,
    /** The activity of a press, for sending it again or changed. */
    pressActivity: (aad: string, activity: Activity, verb: string, data: object): object => ({
      ...from(who(aad), activity.conversation),
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: activity.id,
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    }),
    /** Presses the button of some words on what this person sees, with what they have put into the inputs. */
    press: async (
      aad: string,
      activity: Activity,
      title: string,
      typed: Readonly<Record<string, string>> = {},
    ): Promise<Answered> => {
      const seen = activity.seenBy.get(aad) ?? activity.card;
      const action = seen && actionsOf(seen).find((each) => each.title === title);
      if (!seen || !action) throw new Error(`no button ${title}`);
      const inputs = action.associatedInputs === 'none' ? {} : answersOf(seen, typed);
      const pressed = {
        ...from(who(aad), activity.conversation),
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: activity.id,
        value: {
          action: { type: 'Action.Execute', title, verb: action.verb, data: { ...action.data, ...inputs } },
          trigger: 'manual',
        },
      };
      const answered = await send(pressed);
      obey(tenant, aad, activity, answered);
      return answered;
    },
    /** Types a line: to the bot alone, or with a mention in a channel. */
    say: (aad: string, line: string, channel?: string): Promise<Answered> => {
      const user = who(aad);
      const conversation = conversationOf(user, channel);
      const mention = '<at>Baton</at>';
      return send({
        ...from(user, conversation),
        type: 'message',
        textFormat: channel ? 'xml' : 'plain',
        text: channel ? `${mention} ${line}` : line,
        ...(channel
          ? { entities: [{ type: 'mention', text: mention, mentioned: { id: tenant.seed.bot, name: 'Baton' } }] }
          : {}),
      });
    },
    /** Sends a line with a file to the bot alone: Teams keeps it in the sender's own drive, behind an address of its own. */
    attach: (aad: string, line: string, name: string, body: Buffer): Promise<Answered> => {
      const id = randomUUID();
      tenant.files.set(id, body);
      const user = who(aad);
      const content = { downloadUrl: `${serviceUrl()}/files/${id}`, uniqueId: id, fileType: name.split('.').pop() };
      const attachment = { contentType: 'application/vnd.microsoft.teams.file.download.info', name, content };
      return send({
        ...from(user, conversationOf(user, undefined)),
        type: 'message',
        textFormat: 'plain',
        text: line,
        attachments: [attachment],
      });
    },
    /** The bot is added to a channel, or to somebody's own apps. */
    install: (aad: string, channel?: string): Promise<Answered> => {
      const user = who(aad);
      user.installed = true;
      const conversation = channel ?? tenant.personal(user);
      return send({ ...from(user, conversation), type: 'installationUpdate', action: 'add' });
    },
  };
}

function answersOf(card: AdaptiveCard, typed: Readonly<Record<string, string>>): Record<string, string> {
  const entries = inputsOf(card).flatMap(({ id, isRequired, ...input }): [string, string][] => {
    const value = typed[id] ?? ('value' in input ? input.value : undefined) ?? '';
    if (isRequired && value === '') throw new Error(`${id} has to be filled in`);
    return value === '' ? [] : [[id, value]];
  });
  return Object.fromEntries(entries);
}

/** A card in answer to a press stands in place of the pressed one for the presser; a line shows below it. */
function obey(tenant: Tenant, aad: string, activity: Activity, { status, body }: Answered): void {
  if (status !== 200) {
    tenant.notes.push({ user: aad, text: `Unable to reach app (${status}).` });
    return;
  }
  const { type, value } = JSON.parse(body) as { type: string; value: unknown };
  if (type === 'application/vnd.microsoft.activity.message') tenant.notes.push({ user: aad, text: String(value) });
  if (type !== 'application/vnd.microsoft.card.adaptive') return;
  const fault = faultOfCard(value);
  if (fault !== undefined) tenant.notes.push({ user: aad, text: `Something went wrong: ${fault}` });
  else activity.seenBy.set(aad, value as AdaptiveCard);
  tenant.changes.emit('change');
}
