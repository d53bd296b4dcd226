import type { PagePerson } from '../../page-state.js';

/** People as the options of a menu; those who left are not offered. */
export function peopleOptions(people: readonly PagePerson[]) {
  const present = people.filter((person) => !person.deleted);
  return { options: present.map((person) => ({ value: person.id, text: { text: person.realName } })) };
}
