import type { AdminPlace } from '../../../view/admin/place.js';
import { mayUse, type Subcommand, usableBy } from '../../../view/admin/subcommand.js';
import { type Meant, readTyped } from '../../../view/admin/typed.js';
import type { Rich } from '../../../view/text.js';
import type { SlashCommand } from '../../parse.js';
import { renderNotice } from '../../render/card.js';
import type { Visit } from '../../visit.js';
import { documentMeant } from './document-meant.js';
import { modalAt } from './modal-at.js';
import { lacking, permissionsOf } from './permitted.js';
import { openSimulate } from './simulate.js';

/** `/approval-admin [what]`: the page that was asked for, or all that this person may do. Nobody else sees it. */
export async function openAdmin(visit: Visit, command: SlashCommand): Promise<void> {
  const { client, words } = visit;
  const held = await permissionsOf(visit);
  const usable = usableBy(held);
  if (usable.length === 0) return whisper(visit, command, words.admin.nothingAllowed);
  const typed = readTyped(command.text, usable);
  if (typed.kind === 'unknown') return whisper(visit, command, words.admin.noSuchCommand(typed.word, typed.meant));
  const subcommand = subcommandOf(typed);
  if (subcommand !== undefined && !mayUse(subcommand, held)) return whisper(visit, command, lacking(visit, subcommand));
  if (typed.kind === 'act' && typed.subcommand === 'simulate') {
    return client.openView(command.triggerId, await openSimulate(visit, typed.rest));
  }
  const place = await placeOf(visit, typed);
  if ('notFound' in place) return whisper(visit, command, place.notFound);
  return client.openView(command.triggerId, await modalAt(visit, place));
}

function subcommandOf(typed: Meant): Subcommand | undefined {
  switch (typed.kind) {
    case 'home':
      return undefined;
    case 'list':
    case 'show':
      return typed.section;
    case 'act':
      return typed.subcommand;
  }
}

async function placeOf(visit: Visit, typed: Meant): Promise<AdminPlace | { readonly notFound: Rich }> {
  switch (typed.kind) {
    case 'home':
      return { at: 'home' };
    case 'list':
      return { at: typed.section, ...(typed.search !== '' && { search: typed.search }) };
    case 'show':
      return { at: typed.section, key: typed.key };
    case 'act': {
      const { subcommand, rest } = typed;
      if (rest === '' || (subcommand !== 'document' && subcommand !== 'reassign')) return { at: subcommand };
      const found = await documentMeant(visit, subcommand, rest);
      return 'id' in found ? { at: subcommand, key: found.id } : found;
    }
  }
}

function whisper({ client, reader }: Visit, command: SlashCommand, text: Rich): Promise<void> {
  return client.respond(command.responseUrl, renderNotice(text, reader));
}
