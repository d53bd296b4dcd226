import type { Permission } from '../../../engine/permission.js';
import { type Rich, rich, strong, wording } from '../text.js';
import type { Words } from '../words.js';
import { type AdminPage, bullet, line } from './page.js';
import { usableBy } from './subcommand.js';

/** What this person may do, each with the words to type and a button. Nothing else is offered. */
export function homePage(held: ReadonlySet<Permission>, { admin }: Words, notices: readonly Rich[] = []): AdminPage {
  const usable = usableBy(held);
  return {
    place: { at: 'home' },
    heading: admin.title,
    notices: [...notices, admin.helpLead],
    parts: [
      ...usable.map((subcommand) => {
        const { typed, about } = admin.help[subcommand];
        return bullet(rich`${strong(wording(typed))} – ${wording(about)}`);
      }),
      line(admin.helpFoot),
    ],
    ways: usable.map((at) => ({ name: at, label: admin.sections[at], place: { at } })),
  };
}
