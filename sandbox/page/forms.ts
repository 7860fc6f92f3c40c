import type { Block } from '../slack/block-kit.ts';
import type { User, View, Workspace } from '../slack/workspace.ts';
import { type Html, html } from './html.ts';
import { renderBlocks, seenButtons } from './messages.ts';
import { peopleOf } from './people.ts';
import { type Words, wordsOf } from './words.ts';

type Input = Extract<Block, { type: 'input' }>;

/** The window that is open for a reader, if any. */
export function renderWindow(workspace: Workspace, reader: User): Html {
  const view = [...workspace.views.values()].findLast(({ user }) => user === reader.id);
  return view ? renderView(workspace, view, reader) : html``;
}

function renderView(workspace: Workspace, view: View, reader: User): Html {
  const words = wordsOf(reader);
  return html`<div class="shade"><form class="modal" data-view="${view.id}" data-hash="${view.hash}" data-seen="${JSON.stringify(seenButtons(view.blocks))}">
    <header><h2>${view.title.text}</h2><button type="button" class="close" aria-label="close">×</button></header>
    <div class="fields">
      ${view.errors?.[''] ? html`<p class="error">${view.errors['']}</p>` : undefined}
      ${view.blocks.map((block) => (block.type === 'input' ? renderInput(workspace, block, view.errors?.[block.block_id ?? ''], words) : renderBlocks(workspace, [block], reader)))}
    </div>
    <footer>
      <button type="button" class="close quiet">${view.close?.text ?? 'Close'}</button>
      ${view.submit ? html`<button type="submit" class="submit">${view.submit.text}</button>` : undefined}
    </footer>
  </form></div>`;
}

function renderInput(workspace: Workspace, block: Input, error: string | undefined, words: Words): Html {
  const id = block.block_id ?? '';
  return html`<label class="${error ? 'faulty' : ''}">
    <span class="label">${block.label.text} ${block.optional ? html`<small>${words.optional}</small>` : undefined}</span>
    ${renderControl(block, id, workspace, words)}
    ${error ? html`<span class="error">${error}</span>` : undefined}
    ${block.hint ? html`<span class="hint">${block.hint.text}</span>` : undefined}
  </label>`;
}

function renderControl({ element }: Input, id: string, workspace: Workspace, words: Words): Html {
  if (element.type === 'timepicker')
    return html`<input type="time" name="${id}" value="${element.initial_time ?? ''}">`;
  if (element.type === 'datepicker')
    return html`<input type="date" name="${id}" value="${element.initial_date ?? ''}">`;
  if (element.type === 'file_input')
    return html`<input type="file" name="${id}" accept="${(element.filetypes ?? []).map((kind) => `.${kind}`).join()}">`;
  if (element.type === 'users_select' || element.type === 'multi_users_select') {
    const several = element.type === 'multi_users_select';
    const initial = several ? (element.initial_users ?? []) : [element.initial_user];
    const options = peopleOf(workspace).map(
      (user) =>
        html`<option value="${user.id}" ${initial.includes(user.id) ? 'selected' : ''}>${user.name}${user.title ? ` · ${user.title}` : ''}</option>`,
    );
    const none = several ? undefined : html`<option value="">${words.choose}</option>`;
    return html`<select name="${id}" ${several ? 'multiple size="6"' : ''}>${none}${options}</select>`;
  }
  if (element.type === 'multi_static_select') {
    const initial = (element.initial_options ?? []).map(({ value }) => value);
    const options = element.options.map(
      ({ value, text }) =>
        html`<option value="${value}" ${initial.includes(value) ? 'selected' : ''}>${text.text}</option>`,
    );
    return html`<select name="${id}" multiple size="6">${options}</select>`;
  }
  if (element.type === 'static_select') {
    const options = element.options.map(
      ({ value, text }) =>
        html`<option value="${value}" ${element.initial_option?.value === value ? 'selected' : ''}>${text.text}</option>`,
    );
    return html`<select name="${id}"><option value="">${words.choose}</option>${options}</select>`;
  }
  const most = element.max_length ?? 3000;
  if (element.multiline)
    return html`<textarea name="${id}" maxlength="${most}" rows="4">${element.initial_value ?? ''}</textarea>`;
  return html`<input name="${id}" maxlength="${most}" value="${element.initial_value ?? ''}" autocomplete="off">`;
}
