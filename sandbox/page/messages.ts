import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Block, Message as BlockMessage } from 'slack-blocks-to-jsx';
import { buttonsOf } from '../slack/block-kit.ts';
import type { Seen } from '../slack/person.ts';
import type { Message, User, Workspace } from '../slack/workspace.ts';
import { formatDate } from './dates.ts';
import { type Html, html, trusted } from './html.ts';
import { wordsOf } from './words.ts';

/** A demo that is left open goes on for hours. */
const mostShown = 80;

/** What a reader sees of a channel: messages with their threads, and what is private to the reader. */
export function renderChannel(workspace: Workspace, channel: string, reader: User): Html {
  const visible = workspace.messagesIn(channel).filter(({ only }) => only === undefined || only === reader.id);
  const roots = visible.filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts).slice(-mostShown);
  const repliesTo = (root: Message) => visible.filter(({ ts, thread_ts }) => thread_ts === root.ts && ts !== root.ts);
  return html`${roots.map((root) => {
    const replies = repliesTo(root);
    const thread = html`<div class="thread"><span class="count">${wordsOf(reader).replies(replies.length)}</span>${replies.map((reply) => renderMessage(workspace, reply, reader))}</div>`;
    return html`${renderMessage(workspace, root, reader)}${replies.length > 0 && thread}`;
  })}`;
}

/** The reader's own page in the app. */
export function renderHome(workspace: Workspace, reader: User): Html {
  const home = workspace.homes.get(reader.id);
  if (!home) return html``;
  return html`<article class="message home" data-view="${home.id}" data-seen="${JSON.stringify(seenButtons(home.blocks))}"><div class="body">${renderBlocks(workspace, home.blocks, reader)}</div></article>`;
}

function renderMessage(workspace: Workspace, message: Message, reader: User): Html {
  const author = workspace.users.get(message.user);
  const isBot = message.user === workspace.seed.bot.id;
  const body =
    message.blocks.length > 0
      ? renderBlocks(workspace, message.blocks, reader)
      : html`<p class="plain">${message.text}</p>`;
  return html`<article class="message ${message.only ? 'private' : ''}" data-ts="${message.ts}" data-channel="${message.channel}" data-seen="${JSON.stringify(seenButtons(message.blocks))}">
    <div class="avatar ${isBot ? 'bot' : ''}">${isBot ? '' : initials(author?.name ?? 'S')}</div>
    <div class="body">
      ${message.only ? html`<div class="only">${wordsOf(reader).only}</div>` : undefined}
      <div class="head"><b>${author?.name ?? 'Slackbot'}</b>${isBot ? html`<span class="app">APP</span>` : undefined}<time>${formatDate(Number(message.ts), '{time}', reader)}</time></div>
      ${body}
      ${(message.files ?? []).map(({ id, name, title }) => html`<a class="file" href="/files/${id}">${title ?? name}</a>`)}
    </div>
  </article>`;
}

/** The buttons of blocks as a screen shows them: what the page sends back when one is pressed. */
export function seenButtons(blocks: Message['blocks']): Seen[] {
  return buttonsOf(blocks).map(({ block_id, button }) => ({
    block_id,
    action_id: button.action_id,
    value: button.value,
    text: button.text.text,
  }));
}

/** Blocks as Slack's clients draw them, by a renderer that others keep. */
export function renderBlocks(workspace: Workspace, blocks: Message['blocks'], reader: User): Html {
  const element = createElement(BlockMessage, {
    blocks: blocks as unknown as Block[],
    logo: '/logo.svg',
    name: 'Baton',
    theme: 'light',
    withoutWrapper: true,
    hooks: {
      user: ({ id }) => createElement('span', { className: 'mention' }, `@${workspace.users.get(id)?.name ?? id}`),
      date: ({ timestamp, format }) => createElement('time', {}, formatDate(Number(timestamp), format, reader)),
    },
  });
  return trusted(renderToStaticMarkup(element));
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((part) => part.slice(0, 1))
    .join('')
    .slice(0, 2);
}
