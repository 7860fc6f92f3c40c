import type { Logger } from 'pino';
import type { Platform, Posting, Sent } from '../chat/platform.ts';
import { second } from '../kernel/clock.ts';
import { type Drawn, drawCard } from './cards.ts';
import { type Answered, type Connector, timeoutMs } from './connector.ts';
import { failureOf, lossOf } from './faults.ts';
import { channelOf, partsOf, placeOf, teamsLanes } from './lanes.ts';
import { readProfile } from './people.ts';
import type { Reference, References } from './reference.ts';

/** A direct message takes two requests, and the last can arrive a little after it was given up. */
const settleMs = 2 * timeoutMs + 2 * second;

export type OutboundParts = {
  readonly connector: Connector;
  readonly references: References;
  /** Whose users are colleagues; when empty, everybody's that the bot is told of. */
  readonly tenants: readonly string[];
  /** What to assume of a place that nobody has spoken in yet. */
  readonly fallback: Reference;
  readonly rateScale: number;
  /** Whether an address may be handed the bot's token. */
  readonly isOurs: (serviceUrl: string) => boolean;
  readonly log: Logger;
};

/** Teams as a platform, and what its answers need of it. */
export type Outbound = {
  readonly platform: Platform;
  /** Writes to somebody directly; what came of it. */
  tell(identity: string, drawn: Drawn): Promise<Sent>;
  /** Replaces a message that is no post: a private card. */
  replace(remote: string, drawn: Drawn): Promise<Sent>;
  /** Says a line in a conversation. */
  say(place: string, text: string): Promise<Sent>;
};

/** Teams as a platform: posts, updates, removes, reads profiles. It has no way of finding a post again. */
export function teamsOutbound(parts: OutboundParts): Outbound {
  const { connector, references, tenants, fallback, rateScale, isOurs, log } = parts;
  const lanes: Platform['lanes'] = (place, method) => teamsLanes(place, method, rateScale);
  /** Threads and messages are reached as the channel or conversation that they stand in. */
  const referenceOf = async (place: string): Promise<Reference> => {
    const { tenant, id } = partsOf(place);
    const known = await references.of(placeOf(tenant, channelOf(id)));
    // What was learned while anybody was let in may be no address of Teams.
    return known && isOurs(known.serviceUrl) ? known : fallback;
  };

  const draw = (place: string, { card, say, key }: Posting): Drawn => {
    const drawn = drawCard(card, say, key, isShared(place));
    if (drawn.cuts.length > 0) log.warn({ post: key, cuts: drawn.cuts }, 'a card did not fit and was cut');
    return drawn;
  };

  /** Runs a request for a place and reads what came of it. */
  async function attempt(
    place: string,
    run: () => Promise<Answered>,
    remoteOf: (body: unknown) => string | undefined,
  ): Promise<Sent> {
    try {
      const answered = await run();
      if (answered.status >= 300) return failureOf(answered, lanes(place, 'post')[0]?.key ?? place);
      const remote = remoteOf(answered.body);
      // Done, but nobody knows under which name.
      return remote === undefined ? { is: 'unknown', why: 'no id came back' } : { is: 'sent', remote };
    } catch (fault) {
      return lossOf(fault);
    }
  }

  const send = async (place: string, conversation: string, activity: object): Promise<Sent> => {
    const { tenant } = partsOf(place);
    const { serviceUrl } = await referenceOf(place);
    const path = `conversations/${encodeURIComponent(conversation)}/activities`;
    return attempt(
      place,
      () => connector(serviceUrl, 'POST', path, activity),
      (body) => {
        const id = idIn(body);
        return id === undefined ? undefined : placeOf(tenant, conversation, id);
      },
    );
  };

  /** A card in a channel begins a thread: a conversation of its own. */
  const sendToChannel = async (place: string, activity: object): Promise<Sent> => {
    const { tenant, id: channel } = partsOf(place);
    const { serviceUrl, bot } = await referenceOf(place);
    const channelData = { channel: { id: channel }, tenant: { id: tenant } };
    const asked = { isGroup: true, bot: { id: bot }, tenantId: tenant, channelData, activity };
    return attempt(
      place,
      () => connector(serviceUrl, 'POST', 'conversations', asked),
      (body) => {
        const conversation = idIn(body);
        const activityId =
          (body as { activityId?: string } | undefined)?.activityId ?? conversation?.split('messageid=')[1];
        return conversation === undefined || !activityId ? undefined : placeOf(tenant, conversation, activityId);
      },
    );
  };

  /** The conversation with one person alone is opened once, and known from then on. */
  const sendToPerson = async (identity: string, activity: object): Promise<Sent> => {
    const { tenant, id } = partsOf(identity);
    const known = await referenceOf(identity);
    if (known.personal !== undefined) {
      const sent = await send(identity, known.personal, activity);
      // Somebody may have removed that chat: then another is opened.
      if (sent.is !== 'again' || !sent.why.startsWith('404')) return sent;
    }
    const asked = {
      isGroup: false,
      bot: { id: known.bot },
      members: [{ id: known.user ?? id }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    };
    const opened = await attempt(identity, () => connector(known.serviceUrl, 'POST', 'conversations', asked), idIn);
    if (opened.is !== 'sent') return opened.is === 'unknown' ? { is: 'again', why: opened.why } : opened;
    await references.learn(identity, { ...known, personal: opened.remote });
    await references.learn(placeOf(tenant, opened.remote), { serviceUrl: known.serviceUrl, bot: known.bot });
    return send(identity, opened.remote, activity);
  };

  const deliver = (place: string, activity: object): Promise<Sent> => {
    const { id, activity: thread } = partsOf(place);
    if (!isConversation(id)) return sendToPerson(place, activity);
    return isChannel(id) && thread === undefined ? sendToChannel(place, activity) : send(place, id, activity);
  };

  const change = async (remote: string, method: 'PUT' | 'DELETE', activity?: object): Promise<Sent> => {
    const { id, activity: message = '' } = partsOf(remote);
    const { serviceUrl } = await referenceOf(remote);
    const path = `conversations/${encodeURIComponent(id)}/activities/${encodeURIComponent(message)}`;
    const body = activity && { ...activity, id: message };
    const sent = await attempt(
      remote,
      () => connector(serviceUrl, method, path, body),
      () => remote,
    );
    return sent.is === 'again' && /^404 (Activity|Message)/.test(sent.why) ? { is: 'gone' } : sent;
  };

  const platform: Platform = {
    name: 'teams',
    lanes,
    settleMs,
    profile: async (identity) => readProfile(connector, tenants, identity, await references.of(identity)),
    post: (place, posting) => deliver(place, messageOf(draw(place, posting))),
    update: (remote, posting) => change(remote, 'PUT', messageOf(draw(remote, posting))),
    remove: (remote) => change(remote, 'DELETE'),
    // A bot cannot read what it has posted. A copy too many heals when somebody presses it.
    find: async () => new Map(),
  };
  return {
    platform,
    tell: (identity, drawn) => sendToPerson(identity, messageOf(drawn)),
    replace: (remote, drawn) => change(remote, 'PUT', messageOf(drawn)),
    say: (place, text) => deliver(place, { type: 'message', textFormat: 'plain', text }),
  };
}

function messageOf({ card, summary }: Drawn): object {
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
  return { type: 'message', summary, attachments };
}

/** Channels and group chats, with everything in them; readers may be in any zone. */
export function isShared(place: string): boolean {
  return partsOf(place).id.startsWith('19:');
}

/** A channel itself, where a card begins a thread; a thread of it and a group chat are conversations like any other. */
function isChannel(id: string): boolean {
  return /@thread\.(tacv2|skype)$/.test(id);
}

/** Conversations have a type before a colon; a user of the directory is a bare id. */
function isConversation(id: string): boolean {
  return id.includes(':');
}

function idIn(body: unknown): string | undefined {
  const { id } = (body ?? {}) as { id?: unknown };
  return typeof id === 'string' && id !== '' ? id : undefined;
}
