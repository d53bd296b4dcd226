import { onTestFinished } from 'vitest';
import type { SlackView } from '../../../../src/sandbox/view.js';
import { verifyAudit } from '../../../../src/store/audit/verify.js';
import { openDatabase } from '../../../../src/store/open-database.js';
import { temporaryFolder } from '../../../support/temporary.js';
import { type CompanyFile, Town, type TownPerson } from '../../../support/town.js';
import { textIn } from '../../support/slack-world.js';

const person = (id: string, name: string, more: object = {}): TownPerson => ({
  id,
  name,
  email: `${id}@example.com`,
  unit: 'all',
  slack: { user: `U0${id.toUpperCase()}` },
  ...more,
});

/** Noor looks after everything, Tim after templates alone, Aud reads the trail; Ana asks, Bo and Cy decide. */
export const company: CompanyFile = {
  company: {
    id: 'acme',
    name: 'Acme',
    time_zone: 'Europe/Berlin',
    locale: 'en',
    slack: { team: 'T0ACME' },
  } as CompanyFile['company'],
  units: [{ id: 'all', name: 'All of us' }],
  roles: [
    { key: 'template_keeper', name: 'Keeper of templates', permissions: ['config.templates'] },
    { key: 'reader', name: 'Reader', permissions: ['document.read_all', 'audit.read'] },
  ],
  people: [
    person('bo', 'Bo Larsen', { title: 'Boss', roles: ['manager'] }),
    person('ana', 'Ana Silva', { manager: 'bo' }),
    person('cy', 'Cy Young', { roles: ['finance'] }),
    person('noor', 'Noor Haddad', { roles: ['admin'] }),
    person('tim', 'Tim Berg', { roles: ['template_keeper'] }),
    person('aud', 'Aud Moe', { roles: ['auditor'] }),
    person('rea', 'Rea Lund', { roles: ['reader'] }),
  ],
  calendars: [
    {
      key: 'office',
      name: 'Office',
      time_zone: 'Europe/Berlin',
      hours: { mon: ['09:00-17:00'], tue: ['09:00-17:00'] },
    },
  ],
  types: [
    {
      key: 'purchase',
      name: 'Purchase',
      prefix: 'PR',
      title_field: 'item',
      form: [
        { name: 'item', type: 'text', label: 'Item', required: true },
        { name: 'amount', type: 'money', label: 'Amount', required: true, currencies: ['USD'] },
        { name: 'receipt', type: 'file', label: 'Receipt' },
      ],
    },
  ],
  templates: [
    {
      key: 'purchase',
      name: 'Purchase',
      type: 'purchase',
      stages: [
        { steps: [{ key: 'manager', name: 'Manager', who: 'manager' }] },
        {
          steps: [
            {
              key: 'finance',
              name: 'Finance',
              who: { role: 'finance' },
              when: 'amount > money("500.00", "USD")',
              because: 'over 500 USD',
            },
          ],
        },
      ],
    },
  ],
  policies: [],
};

type Inputs = Readonly<Record<string, string | readonly string[]>>;

/** The whole company in one process, and people of it who type, click and read. */
export class AdminTown {
  readonly town: Town;

  constructor(town: Town) {
    this.town = town;
  }

  async type(user: string, text: string): Promise<void> {
    this.closeAll(user);
    const outcome = await this.town.sandbox.command(user, '/approval-admin', text);
    if (outcome.error !== undefined) throw new Error(outcome.error);
  }

  closeAll(user: string): void {
    for (const view of this.town.sandbox.viewsOf(user).toReversed()) void this.town.sandbox.closeView(user, view.id);
  }

  view(user: string): SlackView {
    const view = this.town.sandbox.viewOf(user);
    if (view === undefined) throw new Error(`${user} has no modal open; told: ${this.whispers(user).at(-1)}`);
    return view;
  }

  text(user: string): string {
    return textIn(this.view(user).blocks);
  }

  /** What was said to this person alone, newest last. */
  whispers(user: string): readonly string[] {
    return this.town.sandbox.messagesOf(user).flatMap((one) => (one.onlyFor === user ? [textIn(one.blocks)] : []));
  }

  /** Presses the first button with that label on the modal. */
  async press(user: string, label: string, nth = 0): Promise<void> {
    const view = this.view(user);
    const found = view.blocks.flatMap((block) =>
      block.type === 'actions'
        ? block.elements.flatMap((element) =>
            element.type === 'button' && element.text.text === label
              ? [{ blockId: block.block_id, actionId: element.action_id }]
              : [],
          )
        : [],
    );
    const target = found[nth];
    if (target === undefined) throw new Error(`no button ${label} in ${JSON.stringify(view.blocks)}`);
    const outcome = await this.town.sandbox.click(user, { viewId: view.id, ...target });
    if (outcome.error !== undefined) throw new Error(outcome.error);
  }

  async send(user: string, inputs: Inputs = {}) {
    const values = Object.fromEntries(Object.entries(inputs).map(([block, value]) => [block, { value }]));
    const outcome = await this.town.sandbox.submitView(user, this.view(user).id, values);
    if (outcome.error !== undefined) throw new Error(outcome.error);
    return outcome;
  }

  /** Types into the menu of people and leaves them able to choose who was offered. */
  async suggest(user: string, blockId: string, typed: string): Promise<readonly string[]> {
    const { offered } = await this.town.sandbox.suggest(
      user,
      { viewId: this.view(user).id, blockId, actionId: 'value' },
      typed,
    );
    return (offered?.options ?? []).map((option) => option.text.text);
  }

  upload(user: string, text: string, name = 'change.yaml'): string {
    const bytes = Buffer.from(text, 'utf8');
    return this.town.sandbox.upload(user, { name, mimetype: 'application/x-yaml', bytes }).id;
  }

  /** Ana asks for something, and Bo has a card. */
  async ask(item: string, amount: string): Promise<string> {
    const { sandbox } = this.town;
    this.closeAll('U0ANA');
    await sandbox.command('U0ANA', '/submit', 'purchase');
    await this.send('U0ANA', { 'field:item': item, 'field:amount': amount });
    await this.send('U0ANA');
    const number = /PR-\d{4}-\d{4}/.exec(this.text('U0ANA'))?.[0];
    if (number === undefined) throw new Error(`not submitted: ${this.text('U0ANA')}`);
    this.closeAll('U0ANA');
    return number;
  }

  async expectWholeTrail(): Promise<readonly unknown[]> {
    const database = await openDatabase(this.town.databaseUrl);
    try {
      return (await verifyAudit(database)).findings;
    } finally {
      await database.close();
    }
  }
}

export async function openAdminTown(file: CompanyFile = company): Promise<AdminTown> {
  const town = await Town.start(file, temporaryFolder());
  onTestFinished(() => town.close());
  return new AdminTown(town);
}
