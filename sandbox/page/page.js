const { user, channel } = document.body.dataset;
const messages = document.getElementById('messages');
const pane = document.getElementById('window');
const pause = document.getElementById('pause');
let behind = false;
// A button that is replaced between press and release is never clicked.
let held = false;

const send = (what, body) => fetch(`/as/${user}/${what}`, { method: 'POST', body: JSON.stringify(body) });
const toBottom = () => {
  messages.scrollTop = messages.scrollHeight;
};

// What is being typed into a window stays when the rest of the page changes.
const sameWindow = (html) => {
  const now = pane.querySelector('form');
  const next = new DOMParser().parseFromString(html, 'text/html').querySelector('form');
  return now && next && now.dataset.hash === next.dataset.hash ? { now, next } : undefined;
};

const showWindow = (html) => {
  const same = sameWindow(html);
  const typed = same ? new FormData(same.now) : undefined;
  if (same && !same.next.querySelector('.error')) return;
  pane.innerHTML = html;
  for (const field of typed ? pane.querySelectorAll('[name]') : [])
    if (field.multiple)
      for (const option of field.options) option.selected = typed.getAll(field.name).includes(option.value);
    else if (field.type !== 'file') field.value = typed.get(field.name);
};

const refresh = async () => {
  behind = pause.checked || held;
  if (behind) return;
  const parts = await (await fetch(`/as/${user}/${channel}?parts`)).json();
  behind = pause.checked || held;
  if (behind) return;
  const atBottom = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  messages.innerHTML = parts.messages;
  document.getElementById('rooms').innerHTML = parts.rooms;
  showWindow(parts.window);
  if (atBottom) toBottom();
};

new EventSource('/events').onmessage = refresh;
pause.addEventListener('change', () => behind && refresh());
document.addEventListener('pointerdown', () => {
  held = true;
});
document.addEventListener('pointerup', () =>
  // The click comes first.
  setTimeout(() => {
    held = false;
    if (behind) refresh();
  }),
);

messages.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  const message = event.target.closest('.message');
  if (!button || !message) return;
  // The page sends what it shows, as Slack's own clients do, even if that is out of date.
  const index = [...message.querySelectorAll('button')].indexOf(button);
  button.classList.add('pressed');
  if (message.dataset.view)
    return send('press-in-window', { view: message.dataset.view, seen: JSON.parse(message.dataset.seen)[index] });
  send('press', {
    channel: message.dataset.channel,
    ts: message.dataset.ts,
    seen: JSON.parse(message.dataset.seen)[index],
  });
});

pane.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  const form = pane.querySelector('form');
  if (!button || button.matches('.submit')) return;
  event.preventDefault();
  if (button.matches('.close')) return send('close', { view: form.dataset.view });
  const index = [...form.querySelectorAll('.fields button')].indexOf(button);
  send('press-in-window', { view: form.dataset.view, seen: JSON.parse(form.dataset.seen)[index] });
});
/** A chosen file is uploaded first, as Slack's own clients do: the form sends its id. */
const upload = async (file) =>
  (
    await fetch(`/as/${user}/attach?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      body: await file.arrayBuffer(),
    })
  ).text();

pane.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  for (const field of event.target.querySelectorAll('input[type=file]'))
    form.set(field.name, field.files[0] ? await upload(field.files[0]) : '');
  // Several people chosen in one list go out as one value.
  const values = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name).join()]));
  send('submit', { view: event.target.dataset.view, values });
});

document.getElementById('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const line = event.target.elements.line;
  if (line.value.trim()) send('say', { channel, line: line.value.trim() });
  line.value = '';
  toBottom();
});

toBottom();
