import type { Person } from '../chat/directory.ts';
import type { Option } from '../chat/form.ts';
import type { Say } from '../words/say.ts';

/** Colleagues to choose from in a form: by name and department. */
export function peopleOptions(people: readonly Person[], say: Say): Option[] {
  return people.map(({ id, name, department }) => ({
    value: id,
    label: department ? `${name} · ${say.label(`department.${department}`)}` : name,
  }));
}
