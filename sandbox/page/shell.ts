import type { Channel, User, Workspace } from '../slack/workspace.ts';
import { renderWindow } from './forms.ts';
import { type Html, html } from './html.ts';
import { renderChannel, renderHome } from './messages.ts';
import { peopleOf } from './people.ts';
import { wordsOf } from './words.ts';

/** The whole page of one colleague in one channel. */
export function renderPage(workspace: Workspace, reader: User, channel: Channel): Html {
  const words = wordsOf(reader);
  return html`<!doctype html>
<html lang="${reader.locale}">
<head>
  <meta charset="utf-8">
  <title>${reader.name} · Baton</title>
  <link rel="icon" href="/logo.svg">
  <link rel="stylesheet" href="/blocks.css">
  <link rel="stylesheet" href="/page.css">
</head>
<body data-user="${reader.id}" data-channel="${channel.id}">
  <nav>
    <h1>Company</h1>
    <div id="rooms">${renderRooms(workspace, reader, channel)}</div>
    <h3>${words.you}</h3>
    ${peopleOf(workspace).map((user) => html`<a class="person ${user.id === reader.id ? 'here' : ''}" href="/as/${user.id}"><span class="face">${user.name.slice(0, 1)}</span>${user.name}<small>${user.title ?? ''}</small></a>`)}
  </nav>
  <main>
    <header><h2>${channel.with ? 'Baton' : `# ${channel.name}`}</h2>
      <label class="pause"><input type="checkbox" id="pause">${words.pause}</label></header>
    <section id="messages">${renderPlace(workspace, channel, reader)}</section>
    <form id="composer"><input name="line" placeholder="${channel.with ? words.directPlaceholder : words.placeholder}" autocomplete="off"><button>${words.send}</button></form>
  </main>
  <div id="window">${renderWindow(workspace, reader)}</div>
  <script src="/page.js"></script>
</body>
</html>`;
}

/** What changes on the page while it is open. */
export function renderParts(
  workspace: Workspace,
  reader: User,
  channel: Channel,
): { rooms: string; messages: string; window: string } {
  return {
    rooms: renderRooms(workspace, reader, channel).html,
    messages: renderPlace(workspace, channel, reader).html,
    window: renderWindow(workspace, reader).html,
  };
}

/** The app's Home tab, as if it were a channel. */
export const homeTab: Channel = { id: 'home', name: 'home', members: new Set(), with: 'home' };

function renderPlace(workspace: Workspace, channel: Channel, reader: User): Html {
  return channel.id === 'home' ? renderHome(workspace, reader) : renderChannel(workspace, channel.id, reader);
}

function renderRooms(workspace: Workspace, reader: User, open: Channel): Html {
  const words = wordsOf(reader);
  const mine = [...workspace.channels.values()].filter(({ members }) => members.has(reader.id));
  const link = (channel: Channel): Html =>
    html`<a class="room ${channel.id === open.id ? 'here' : ''}" href="/as/${reader.id}/${channel.id}">${channel.with ? 'Baton' : `# ${channel.name}`}${channel.with && channel.id !== open.id ? html`<b class="badge">${workspace.messagesIn(channel.id).length}</b>` : undefined}</a>`;
  const direct = mine.filter((channel) => channel.with);
  const page = html`<a class="room ${open.id === 'home' ? 'here' : ''}" href="/as/${reader.id}/home">${words.home}</a>`;
  return html`${page}<h3>${words.channels}</h3>${mine.filter((channel) => !channel.with).map(link)}
    ${direct.length > 0 ? html`<h3>${words.direct}</h3>${direct.map(link)}` : undefined}`;
}
