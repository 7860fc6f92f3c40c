import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { companySeed, leadsChannel, scopes, tokens } from '../../sandbox/company.ts';
import { createSlackDouble, type SlackDouble } from '../../sandbox/slack/server.ts';

let slack: SlackDouble;
let client: WebClient;
const clientOf = async (granted: readonly string[], rateScale = 100): Promise<[SlackDouble, WebClient]> => {
  const double = createSlackDouble({
    seed: companySeed(),
    botToken: tokens.bot,
    signingSecret: tokens.signingSecret,
    scopes: granted,
    rateScale,
    endpoint: () => '',
  });
  const url = `${await double.listen()}/api/`;
  return [
    double,
    new WebClient(tokens.bot, { slackApiUrl: url, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true }),
  ];
};
beforeAll(async () => {
  [slack, client] = await clientOf([...scopes, 'files:write']);
});
afterAll(() => slack.close());

const post = (words: string, more: object = {}) =>
  client.chat.postMessage({ channel: leadsChannel, text: words, ...more });

describe('the Slack double, through Slack’s own client', () => {
  it('keeps threads apart from the channel', async () => {
    const { ts } = await post('root');
    await post('reply', { thread_ts: ts });
    const { messages } = await client.conversations.replies({ channel: leadsChannel, ts: ts ?? '' });
    expect(messages?.map(({ text }) => text)).toEqual(['root', 'reply']);
    const history = await client.conversations.history({ channel: leadsChannel });
    expect(history.messages?.map(({ text }) => text)).not.toContain('reply');
    await expect(post('nowhere', { thread_ts: '1.1' })).rejects.toThrow('thread_not_found');
  });

  it('takes a file in three steps, and gives it back whole', async () => {
    await client.filesUploadV2({
      channel_id: leadsChannel,
      filename: 'leads.csv',
      title: 'Leads',
      content: 'name\nПётр',
      initial_comment: 'here',
    });
    const shared = slack.workspace.messagesIn(leadsChannel).find(({ text }) => text === 'here')?.files?.[0];
    expect([shared?.title, shared?.body?.toString()]).toEqual(['Leads', 'name\nПётр']);
    const url = `${slack.workspace.address.url}/files/${shared?.id}`;
    const headers = { authorization: `Bearer ${tokens.bot}` };
    expect(await (await fetch(url, { headers })).text()).toBe('name\nПётр');
    // Without the token there is a page on which to sign in.
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(302);
    await expect(client.files.completeUploadExternal({ files: [{ id: 'F0NONE' }] })).rejects.toThrow('file_not_found');
  });

  it('is strict about scopes, methods, tokens, sizes and rates', async () => {
    const [bare, poor] = await clientOf([]);
    await expect(poor.users.info({ user: 'U0ANNA' })).rejects.toThrow('missing_scope');
    await expect(client.apiCall('chat.explode')).rejects.toThrow('unknown_method');
    await expect(client.auth.test({ token: 'xoxb-other' })).rejects.toThrow('invalid_auth');
    const header = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } };
    await expect(post('x', { blocks: [header] })).rejects.toThrow('invalid_blocks');
    await expect(post('x', { blocks: [{ type: 'hologram' }] })).rejects.toThrow('invalid_blocks');
    const [slow, patient] = await clientOf(scopes, 1);
    const burst = Array.from({ length: 10 }, () => patient.chat.postMessage({ channel: leadsChannel, text: 'burst' }));
    await expect(Promise.all(burst)).rejects.toThrow('rate-limit');
    await Promise.allSettled(burst);
    await Promise.all([bare.close(), slow.close()]);
  });

  it('opens a window once for a trigger', async () => {
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'T' }, blocks: [] };
    const trigger_id = slack.workspace.trigger('U0ANNA');
    await client.views.open({ trigger_id, view });
    await expect(client.views.open({ trigger_id, view })).rejects.toThrow('exchanged_trigger_id');
    await expect(client.views.open({ trigger_id: 'x', view })).rejects.toThrow('invalid_trigger_id');
  });
});
