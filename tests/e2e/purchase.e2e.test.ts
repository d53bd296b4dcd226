import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import type { CompanyFile } from '../support/town.js';
import { e2eSeed, useWorkflows } from '../support/workflows.js';

const employees = [
  { id: 'lucas', manager: 'tobias', buyer: 'ines' },
  { id: 'dewi', manager: 'sari', buyer: 'bayu' },
  { id: 'amara', manager: 'james', buyer: 'ines' },
] as const;

describe.skipIf(chromiumPath() === undefined)(`a purchase in the page (E2E_SEED=${e2eSeed})`, () => {
  const world = useWorkflows('purchase');

  async function fill(item: string, amount: string, currency = 'EUR'): Promise<void> {
    const { me } = world;
    await me.fill({ 'What do you need?': item, 'Why do you need it?': 'The old one broke' });
    await me.fill({ 'How many?': String(world.between(1, 1000)), 'Price altogether': amount });
    await me.choose('Currency', currency);
    await me.choose('Category', world.among(['Material', 'Tools and machines', 'Office', 'Software', 'Travel']));
  }

  async function ask(person: string, item: string, amount: string, currency?: string): Promise<string> {
    await world.begin(person, 'purchase-request');
    await fill(item, amount, currency);
    return world.preview();
  }

  async function cardsAbout(number: string, person: string): Promise<number> {
    await world.me.become(world.person(person));
    return world.me.cards.filter({ hasText: number }).count();
  }

  test('of 6,200 EUR takes all four steps, one stage after the other', async () => {
    const { me } = world;
    const { id, manager, buyer } = world.among(employees);
    const preview = await ask(id, 'Jacquard loom', world.among(['6200', '6,200', '6,200.00']));
    await world.look('preview');
    expect(preview).toMatch(/At the same time: 1\.1 Manager .* 1\.2 Procurement .* 2\. Finance .* 3\. Director/);
    expect(preview).toContain('3. Director · over 5,000 EUR or USD, or 80 million IDR Mira Okafor, because');
    expect(preview).toContain('Price altogether 6,200.00 EUR');
    const number = await world.submit();
    expect(await cardsAbout(number, 'hannah')).toBe(0);
    await world.approveAs(manager, number);
    await world.approveAs(buyer, number);
    expect(await cardsAbout(number, 'mira')).toBe(0);
    await world.approveAs(world.among(['hannah', 'yuki']), number);
    await world.approveAs('mira', number);
    await me.become(world.person(id));
    await world.look('approved');
    const card = await me.cards.filter({ hasText: number }).first().innerText();
    for (const step of ['Manager', 'Procurement', 'Finance', 'Director']) expect(card).toMatch(`${step} · approved`);
    await world.expectWholeTrail();
  });

  test('of 5,000 or less takes three steps', async () => {
    const { me } = world;
    const { id, manager, buyer } = world.among(employees);
    const [amount, currency] = world.among([
      ['4000', 'EUR'],
      ['5000.00', 'USD'],
      ['80000000', 'IDR'],
      [`${world.between(1, 4999)}.${world.between(10, 99)}`, 'EUR'],
    ] as const);
    expect(await ask(id, 'Ladder', amount, currency)).not.toContain('Director');
    const number = await world.submit();
    for (const person of [manager, buyer, 'hannah']) await world.approveAs(person, number);
    await me.become(world.person(id));
    const outcome = me.cards.filter({ hasText: number }).last();
    await expect.poll(() => outcome.innerText()).toMatch(/(Approved|Completed) /);
    expect(await cardsAbout(number, 'mira')).toBe(0);
  });

  test('that is returned is edited and submitted again, by the route of what it has become', async () => {
    const { me } = world;
    const { id, manager, buyer } = world.among(employees);
    expect(await ask(id, 'Loom', '4000')).not.toContain('Director');
    const number = await world.submit();
    await world.approveAs(manager, number);
    await me.become(world.person(buyer));
    await me.press('Return', me.cards.filter({ hasText: number }).last());
    await me.dialog.getByRole('textbox').fill('With the spare parts, please');
    await me.press('Return', me.dialog);
    await me.dialog.getByText(/You returned PR/).waitFor();
    await me.closeDialog();
    await me.become(world.person(id));
    await me.card.getByText('With the spare parts, please').waitFor();
    await world.look('returned');
    await me.press('Edit and resubmit', me.card);
    await me.fill({ 'What do you need?': 'Loom with spare parts', 'Price altogether': '6200' });
    const preview = await world.preview();
    expect(preview).toContain('Nobody is asked until you submit again.');
    expect(preview).toContain('3. Director');
    await world.submit();
    await me.become(world.person(manager));
    const again = me.cards.filter({ hasText: number }).last();
    await again.getByText(/Round 2: submitted again after .* returned it/).waitFor();
    await again.getByText(/Changed since round 1: .*Loom with spare parts/).waitFor();
    await world.look('second-round');
    for (const person of [manager, buyer, 'yuki', 'mira']) await world.approveAs(person, number);
    await world.expectWholeTrail();
  });

  test('with numbers that cannot be read is told so on each field, and the rest stays', async () => {
    const { me } = world;
    await world.begin('lucas', 'purchase-request');
    await fill('Shuttle', '12.345');
    const wrong: readonly (readonly [quantity: string, RegExp, amount: string, RegExp])[] = [
      ['1,5', /write a number, for example 1234/, '12.345', /EUR has at most 2 decimals\./],
      ['2.5', /whole number/, '12,50', /decimals with a point/],
      ['many', /write a number/, '€ 20', /without a currency sign/],
      ['0', /1 or more/, '-20', /not below zero/],
    ];
    for (const [quantity, aboutQuantity, amount, aboutAmount] of wrong) {
      await me.fill({ 'How many?': quantity, 'Price altogether': amount });
      await me.press('Continue', me.dialog);
      await errorOn('quantity', aboutQuantity);
      await errorOn('amount', aboutAmount);
      await world.look(`wrong-${quantity}`);
      expect(await me.dialog.getByLabel('How many?').inputValue()).toBe(quantity);
      expect(await me.dialog.getByLabel('What do you need?').inputValue()).toBe('Shuttle');
    }
    await me.fill({ 'How many?': '2', 'Price altogether': '12.34' });
    expect(await world.preview()).toMatch(/How many\? 2 Price altogether 12\.34 EUR/);
  });

  async function errorOn(field: string, sentence: RegExp): Promise<void> {
    await world.me.dialog.locator(`[data-block^="field:${field}"]`).getByRole('alert').getByText(sentence).waitFor();
  }

  // The last, because it changes the company for all that would come after it.
  test('whose template changes between preview and submit shows the new route, and submits nothing', async () => {
    const { me } = world;
    expect(await ask('lucas', 'Loom', '900')).not.toContain('Director');
    const before = await me.cards.count();
    await world.town.apply(withDirectorFirst(world.company));
    await me.press('Submit', me.dialog);
    await me.dialog.getByText('The route changed meanwhile. This is the new one; nothing was submitted yet.').waitFor();
    await world.look('route-changed');
    expect(await world.dialogText()).toMatch(/1\. First word Mira Okafor, .* 2\.1 Manager .* 3\. Finance/);
    expect(await me.cards.count()).toBe(before);
    const number = await world.submit();
    expect(await world.cardText()).toContain('Waiting for Mira Okafor.');
    expect(await cardsAbout(number, 'tobias')).toBe(0);
    await world.approveAs('mira', number);
    await world.approveAs('tobias', number);
  });
});

interface TemplateFile {
  readonly key: string;
  readonly stages: readonly unknown[];
}

/** The director says yes or no to every purchase before anybody else does. */
function withDirectorFirst(company: CompanyFile): CompanyFile {
  const templates = company.templates as readonly TemplateFile[];
  const first = { steps: [{ key: 'first-word', name: 'First word', who: { role: 'director' } }] };
  return {
    ...company,
    templates: templates.map((one) =>
      one.key === 'purchase-request' ? { ...one, stages: [first, ...one.stages] } : one,
    ),
    // They tell of the routes as they were.
    tests: [],
  };
}
