import { isRejectedBy } from '../bot/view/findings.js';
import { plain, type Reader } from '../bot/view/plain.js';
import { type PreviewStep, type PreviewView, previewView } from '../bot/view/preview.js';
import { noContext } from '../bot/view/refusal.js';
import { refusalText } from '../bot/view/sentence.js';
import { type Rich, rich } from '../bot/view/text.js';
import { wordsFor } from '../bot/view/words.js';
import { suggestion } from '../engine/company/nearest.js';
import type { SimulatedRequest } from '../engine/company/simulation.js';
import type { StoredCompany } from '../engine/company/stored-company.js';
import type { FieldError } from '../engine/form/values.js';
import type { Refusal } from '../engine/refusal.js';
import type { Simulated } from './simulated-outcome.js';

/** Who would be asked, in which order, why and by when, and what the policies say. */
export function outcomeLines({ company, type, submitter, values, plan }: Simulated): readonly string[] {
  const reader = readerOf(company);
  const names = new Map(company.people.map((person) => [person.id, person.name]));
  const document = { title: String(values[type.titleField] ?? type.name), data: values, submitterId: submitter.id };
  const view = previewView({
    document: { ...document, status: 'draft' },
    type,
    plan,
    names,
    reader,
    notices: [],
    isForOthers: true,
  });
  const { template } = plan.route;
  const say = (text: Rich) => plain(text, reader);
  return [
    say(
      rich`${type.name} “${document.title}” of ${submitter.name}, by template ${template.key} version ${template.version}`,
    ),
    ...view.fields.map((field) => `  ${field.label}: ${plain(rich`${field.value}`, reader)}`),
    ...(isRejectedBy(plan.findings) ? ['It would be rejected at once:'] : view.notices.map(say)),
    ...view.findings.map((finding) => `- ${say(finding)}`),
    ...stageLines(view, say),
    ...(view.expected.length > 0 ? [say(view.expected)] : []),
  ];
}

type Say = (text: Rich) => string;

function stageLines({ stages }: PreviewView, say: Say): readonly string[] {
  return stages.flatMap(({ steps }) => steps.flatMap((step) => stepLines(step, say)));
}

function stepLines({ number, name, because, rule, people }: PreviewStep, say: Say): readonly string[] {
  const about = rule.length === 0 ? '' : ` · ${say(rule)}`;
  return [`${number} ${say(rich`${name}`)}${say(because)}${about}`, ...people.map((person) => `     ${say(person)}`)];
}

/** Why there is nothing to show, and what to write instead. */
export function refusalLines(company: StoredCompany, request: SimulatedRequest, refusal: Refusal): readonly string[] {
  const words = wordsFor('en');
  switch (refusal.code) {
    case 'no-such-type':
      return [
        `There is no type ${request.type} in use${wayOut(
          request.type,
          company.types.map((type) => type.key),
        )}`,
      ];
    case 'unknown-person':
      return [
        `There is no person ${request.person}${wayOut(
          request.person,
          company.people.map((person) => person.id),
        )}`,
      ];
    case 'invalid-form':
      return refusal.errors.map((error) => errorLine(company, request, error));
    case 'inactive-person':
      return [`${request.person} is inactive and can ask for nothing.`];
    case 'no-permission':
      return [`${request.person} lacks the permission ${refusal.permission}.`];
    default:
      return [plain(refusalText(refusal, noContext, words), readerOf(company))];
  }
}

function errorLine({ types }: StoredCompany, { type }: SimulatedRequest, { field, code, params }: FieldError): string {
  const form = types.find((one) => one.key === type)?.form ?? [];
  const known = form.map(({ name }) => name);
  // The form says the same of a value of the wrong kind.
  if (code === 'unknown-field' && !known.includes(field))
    return `There is no field ${field} in ${type}${wayOut(field, known)}`;
  return `--value ${field}=…: ${wordsFor('en').fieldErrors[code](params)}`;
}

const KNOWN_SHOWN_MAX = 20;

function wayOut(written: string, known: readonly string[]): string {
  return suggestion(written, known) || `; there are ${known.slice(0, KNOWN_SHOWN_MAX).join(', ')}`;
}

/** The command line speaks English, and tells times where the company is. */
function readerOf({ profile }: StoredCompany): Reader {
  return { locale: 'en', timeZone: profile?.timeZone ?? 'UTC' };
}
