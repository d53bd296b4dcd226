import type { FormField } from '../../../engine/form/field.js';
import type { Permission } from '../../../engine/permission.js';
import type { ListSection } from '../admin/subcommand.js';
import type {
  AdminAuditWords,
  AdminCompanyWords,
  AdminDefinitionWords,
  AdminReassignWords,
  AdminSimulateWords,
  AdminTrailWords,
  AdminUploadWords,
  AdminWords,
  NamedRung,
  NamedWho,
} from '../admin/words.js';
import { enumerate, type Rich, rich, strong, when, wording } from '../text.js';
import { enJobs, enStuck } from './en-admin-upkeep.js';
import { enLaterTrail } from './en-later.js';

const one: Readonly<Record<ListSection, string>> = {
  people: 'person',
  roles: 'role',
  groups: 'group',
  types: 'request type',
  templates: 'template',
  policies: 'policy',
  calendars: 'calendar',
};

const permissions: Readonly<Record<Permission, string>> = {
  'document.create': 'make requests',
  'approval.act': 'decide on requests that they are asked about',
  'document.read_all': 'read every request',
  'approval.unblock': 'be told about steps that are stuck',
  'approval.reassign': 'put somebody else on a step',
  'audit.read': 'read the audit trail',
  'audit.export': 'export the audit trail',
  'config.people': 'change people and units',
  'config.roles': 'change roles and who has them',
  'config.types': 'change request types',
  'config.templates': 'change templates',
  'config.policies': 'change policies',
  'config.calendars': 'change calendars',
  'config.groups': 'change groups',
  'people.confirm_identity': 'confirm who somebody is',
  'jobs.manage': 'see and retry what the system still has to do',
};

const someone: AdminCompanyWords = {
  personAbout: (title, unit, isActive) => {
    const parts = [...(title === null ? [] : [rich`${title}`]), ...(unit === null ? [] : [rich`${unit}`])];
    return dotted([...parts, ...(isActive ? [] : [wording('inactive')])]);
  },
  email: (email) => rich`E-mail: ${email}`,
  unit: (unit) => (unit === null ? wording('In no unit') : rich`Unit: ${unit}`),
  manager: (manager) => (manager === null ? wording('No manager') : rich`Manager: ${manager}`),
  inactive: rich`${strong(wording('Inactive'))}: cannot ask, decide or change anything.`,
  rolesTitle: 'Roles',
  heldRole: (role, unit) => (unit === null ? rich`${role}` : rich`${role} for ${unit} and below`),
  groupsTitle: 'Groups',
  accountsTitle: 'Chat accounts',
  noAccount: rich`None yet.`,
  account: (platform, installation, chatUser) => rich`${platform} · ${chatUser} in ${installation}`,
  quotasTitle: 'Quotas',
  balance: (policy, year, unit, spent, held) =>
    rich`${strong(policy)} ${year}: ${wording(spent)} ${unit} taken, ${wording(held)} held by requests that wait`,
  quotasFoot: rich`As requests moved them. What was used before this bot came stands in the policy.`,
  roleAbout: (holders, everyone, confirm) =>
    dotted([
      wording(everyone ? 'everybody has it' : counted(holders, 'person has it', 'people have it')),
      ...(confirm ? [wording('identities are confirmed')] : []),
    ]),
  allowsTitle: 'Allows to',
  allowsNothing: rich`Allows nothing by itself; steps can ask for it.`,
  permission: (permission) => rich`${wording(permissions[permission])} (${permission})`,
  groupAbout: (members) => wording(counted(members, 'member', 'members')),
  membersTitle: 'Members',
  member: (name, isActive) => (isActive ? rich`${name}` : rich`${name} · inactive`),
  calendarAbout: (timeZone, isDefault) =>
    dotted([rich`${timeZone}`, ...(isDefault ? [wording('counts where none is named')] : [])]),
  hoursTitle: 'Working hours',
  weekday: (day, periods) => rich`${wording(day)}: ${wording(periods === '' ? 'free' : periods)}`,
  holidaysTitle: 'Holidays',
  holiday: (day, name) => rich`${wording(day)} · ${name}`,
};

const fieldTypes: Readonly<Record<FormField['type'], string>> = {
  text: 'text',
  long_text: 'long text',
  integer: 'whole number',
  number: 'number',
  money: 'amount of money',
  date: 'day',
  date_range: 'days from and until',
  time: 'time of day',
  datetime: 'moment',
  boolean: 'yes or no',
  select: 'one of a list',
  multi_select: 'several of a list',
  user: 'a person',
  users: 'several people',
  email: 'e-mail address',
  url: 'web address',
  file: 'files',
};

const definition: AdminDefinitionWords = {
  saved: (version, at, author) =>
    author === null
      ? rich`Version ${version}, by files on the machine, ${when(at)}`
      : rich`Version ${version}, by ${author}, ${when(at)}`,
  typeAbout: (prefix, version) => rich`${prefix}-… · version ${version}`,
  fieldsTitle: 'Form',
  field: (label, name, type, isRequired) =>
    rich`${strong(label)} (${name}): ${wording(fieldTypes[type])}${wording(isRequired ? ', required' : '')}`,
  fieldShownWhen: (rule) => rich`, shown when ${rule}`,
  fieldComputed: (rule) => rich`, computed: ${rule}`,
  visibleToManagers: rich`Managers of whoever asks may read it.`,
  attachments: (required, max) => {
    if (max === undefined) return wording(required ? 'At least one file is required.' : 'Files may be attached.');
    return rich`${wording(required ? 'At least one file is required' : 'Files may be attached')}, ${max} at most.`;
  },
  completedAutomatically: rich`Completed as soon as it is approved.`,
  completedBy: (role) => rich`Completed by a holder of ${role}, once it was carried out.`,
  templateAbout: (type, priority, version) => rich`for ${type} · priority ${priority} · version ${version}`,
  withdrawn: rich`${strong(wording('Not used any more.'))} Requests under way keep their route.`,
  appliesWhen: (rule) => (rule === undefined ? wording('For every request of its type.') : rich`Applies when ${rule}`),
  stage: (place) => `Stage ${place}`,
  step: (name) => strong(name),
  who: (who, rule) => rich` asks ${enumerate(who.map(whoText), ', ', ' and ')}${wording(ruleText(who, rule))}`,
  when: (rule) => rich` · only when ${rule}`,
  because: (text) => rich` · because ${text}`,
  sla: (hours, calendar) =>
    calendar === undefined
      ? rich` · within ${wording(counted(hours, 'working hour', 'working hours'))}`
      : rich` · within ${wording(counted(hours, 'working hour', 'working hours'))} of the calendar ${calendar}`,
  ladder: (rungs) =>
    rungs.length === 0
      ? rich` · nobody is reminded`
      : rich` · while nobody decides: ${enumerate(rungs.map(rungText), ', ', ', ')}`,
  policyAbout: (type, priority, version) => rich`for ${type} · priority ${priority} · version ${version}`,
  quota: (limit, unit, amount) => rich`At most ${wording(limit)} ${unit} per person and year, counted by ${amount}.`,
  quotaDate: (field) => rich`The year is that of ${field}.`,
  carryOver: (amount, unit) => rich`Up to ${wording(amount)} ${unit} move to the next year.`,
  openingUse: (person, year, amount, unit) => rich`${person}, ${year}: ${wording(amount)} ${unit}`,
  openingTitle: 'Used before this bot came',
  threshold: (field, above) => rich`When ${field} is above ${wording(above)}, this step is added:`,
  notice: (field, days) => rich`${field} begins ${wording(counted(days, 'day', 'days'))} after asking at the earliest.`,
  blackout: (from, to, reason) => rich`${wording(from)} to ${wording(to)}: ${reason}`,
  blackoutsTitle: 'Days that are kept free',
  overlapRefused: rich`It may not overlap another request of the same person.`,
  custom: (rule, effect, message) => {
    const does = { reject: 'it is rejected', warn: 'people are warned', add_step: 'a step is added' }[effect];
    return rich`When ${rule}, ${wording(does)}: “${message}”`;
  },
};

const upload: AdminUploadWords = {
  lead: rich`Entries of the file are added, or take the place of those with the same id or key. Nothing is removed. You see what would change before anything is written.`,
  fileLabel: 'YAML file',
  fileHint:
    'As in the configuration folder: units, roles, people, groups, calendars, types, templates, policies, tests.',
  textLabel: 'Or paste it here',
  textHint: 'Up to 3,000 characters; longer ones as a file.',
  nothingGiven: 'Please choose a file, or paste what it says below.',
  bothGiven: 'Please give a file or a text, not both.',
  checkingTitle: 'Checking',
  checking: rich`Checking what this would change… Nothing is written yet.`,
  applying: rich`Writing the changes…`,
  mistakesTitle: 'Mistakes',
  mistakes: (count, name) =>
    rich`${strong(wording(counted(count, 'mistake', 'mistakes')))} in ${name}. Nothing was changed. Please correct the file and upload it again.`,
  mistake: (line, message) => (line === null ? rich`${message}` : rich`${strong(`Line ${line}`)}: ${message}`),
  refusedTitle: 'Not allowed',
  refused: (count) =>
    rich`${wording(count === 1 ? 'You may not do one part of this' : `You may not do ${count} parts of this`)}, so nothing was changed.`,
  changesTitle: 'What would change',
  changes: (count, name) =>
    rich`${name} would change this. Nothing is written before you confirm.${wording(count > 1 ? ` ${count} changes:` : '')}`,
  warningsTitle: 'Please think about',
  noDifference: rich`The company says all of this already. There is nothing to change.`,
  changedMeanwhile: rich`The company was changed by somebody else meanwhile, so nothing was written. This is what your file would change now:`,
  applied: (count) =>
    rich`${strong(wording('Done.'))} ${wording(counted(count, 'change was', 'changes were'))} written as you saw them.`,
  gone: rich`What you uploaded is not kept any more: it was written already, or it is older than an hour. If in doubt, upload it again to see what it would change.`,
  tooLarge: (bytesMax) =>
    rich`This file has more than ${wording(`${(bytesMax / 1_000_000).toLocaleString('en')} MB`)}. Please make several of it, or use “countersign apply” on the machine.`,
  notText: rich`This is not a text file in UTF-8. Please save it as one and upload it again.`,
  unreachable: rich`Slack did not hand the file out. Please upload it again.`,
  textName: 'pasted text',
};

const simulate: AdminSimulateWords = {
  title: 'Simulate',
  lead: rich`Fill a form as somebody would, and see who would be asked and why. Nothing is saved and nobody is told.`,
  typeLabel: 'Request type',
  personLabel: 'Who would ask',
  content: 'What would be asked for',
  asIf: (name) => rich`${strong(wording('A simulation'))}, as if ${name} asked. Nothing is saved and nobody is told.`,
  inactive: 'This person is not active, so they can ask for nothing.',
  mayNotAsk: 'None of the roles of this person lets them make requests.',
  noTypes: rich`No request type is set up yet, so there is nothing to simulate.`,
};

const reassign: AdminReassignWords = {
  lead: (name, title, submitter) => rich`${strong(name)} · ${title} · asked for by ${submitter}`,
  placeLabel: 'Whose place',
  place: (step, person) => (person === null ? `${step}: nobody yet` : `${step}: ${person}`),
  toLabel: 'Who takes it',
  person: (name, about, isLinked) =>
    [name, ...(about === null ? [] : [about]), ...(isLinked ? [] : ['not linked to chat'])].join(' · '),
  reasonLabel: 'Reason',
  reasonHint: 'Everyone who can see this request reads who did this and why.',
  nothingOpen: (name) =>
    rich`No place is left to give to somebody on ${strong(name)}: every step is decided, or it does not wait.`,
  kept: rich`Nothing was changed. What you wrote is still there when you close this.`,
  done: (step, person, name) =>
    rich`${person} is on ${strong(step)} of ${strong(name)} now. Everyone who can see it sees that you did this, and why.`,
};

const trail: AdminTrailWords = {
  ...enLaterTrail,
  timelineTitle: (name) => `Everything about ${name}`,
  entry: (at, actor, what) => rich`${when(at)} · ${actor === null ? wording('The system') : actor} ${what}`,
  operator: 'The operator',
  consequence: (at, what) => rich`${when(at)} · so ${what}`,
  erased: rich`did something whose words were erased`,
  created: (title) => rich`began the draft “${title}”`,
  edited: (title, labels) =>
    labels.length === 0 ? rich`saved “${title}” again` : rich`changed ${list(labels)} of “${title}”`,
  submitted: (number, round, steps) => {
    const to = steps.length === 0 ? [] : rich`, to be decided by ${list(steps)}`;
    return round > 1 ? rich`submitted ${number} again (round ${round})${to}` : rich`submitted it as ${number}${to}`;
  },
  stageOpened: (stage) => rich`stage ${stage} opened`,
  voted: (decision, step, comment) => {
    const did = { approve: 'approved', reject: 'rejected', return: 'returned' }[decision];
    return rich`${strong(wording(did))} ${strong(step)}${comment === null ? [] : rich`: “${comment}”`}`;
  },
  stepCompleted: (step, outcome) => rich`${strong(step)} was ${wording(outcome)}`,
  reassigned: (step, from, to, reason) =>
    from === null
      ? rich`${strong(wording('reassigned'))} ${strong(step)} to ${to}: “${reason}”`
      : rich`${strong(wording('reassigned'))} ${strong(step)} from ${from} to ${to}: “${reason}”`,
  ended: (what) => {
    switch (what) {
      case 'deleted':
        return rich`threw the draft away`;
      case 'cancelled':
      case 'completed':
        return rich`${strong(wording(what))} it`;
      case 'approved':
      case 'rejected':
      case 'returned':
        return rich`the request was ${strong(wording(what))}`;
    }
  },
  actions: {
    'company-saved': 'changed the company',
    'workspace-saved': 'connected a workspace',
    'workspace-removed': 'disconnected a workspace',
    'unit-saved': 'saved the unit',
    'unit-removed': 'removed the unit',
    'role-saved': 'saved the role',
    'role-removed': 'removed the role',
    'person-saved': 'saved the person',
    'role-granted': 'granted a role to',
    'role-revoked': 'took a role from',
    'chat-linked': 'linked a chat account to',
    'chat-unlinked': 'unlinked a chat account from',
    'delegation-given': 'set up a delegation:',
    'delegation-ended': 'ended a delegation:',
    'group-saved': 'saved the group',
    'group-removed': 'removed the group',
    'calendar-saved': 'saved the calendar',
    'calendar-removed': 'removed the calendar',
    'type-saved': 'saved the request type',
    'type-withdrawn': 'withdrew the request type',
    'template-saved': 'saved the template',
    'template-withdrawn': 'withdrew the template',
    'policy-saved': 'saved the policy',
    'policy-withdrawn': 'withdrew the policy',
    'test-saved': 'saved a test of',
    'test-removed': 'removed a test of',
  },
  company: (action, entity, version) =>
    version === undefined ? rich`${wording(action)} ${entity}` : rich`${wording(action)} ${entity}, version ${version}`,
};

const audit: AdminAuditWords = {
  lead: rich`Leave empty what does not matter.`,
  personLabel: 'What this person did, and what was done to them',
  documentLabel: 'About this request',
  fromLabel: 'From',
  toLabel: 'Until',
  endBeforeStart: 'This is before the first day.',
  noSuchDocument: 'There is no request with this number.',
  asked: (person, document, entity, from, to) => {
    const parts = [
      ...(person === null ? [] : [rich`by or about ${strong(person)}`]),
      ...(document === null ? [] : [rich`about ${strong(document)}`]),
      ...(entity === null ? [] : [rich`about ${strong(entity)}`]),
      ...(from === null ? [] : [rich`from ${wording(from)}`]),
      ...(to === null ? [] : [rich`until ${wording(to)}`]),
    ];
    return parts.length === 0 ? wording('Everything, the newest first.') : rich`${dotted(parts)}, the newest first.`;
  },
  about: (name) => rich` · ${name}`,
  exporting: rich`Writing the export… It comes as a file in our conversation, where only you see it.`,
  exported: (name, entries, isWhole) =>
    isWhole
      ? rich`${strong(name)} with ${wording(counted(entries, 'entry', 'entries'))} is in our conversation, where only you see it.`
      : rich`${strong(name)} with the newest ${wording(counted(entries, 'entry', 'entries'))} is in our conversation, where only you see it. There are more: please narrow the time to get the others.`,
  exportComment: 'The audit trail as you asked for it. Please keep it where it belongs.',
  exportFailed: rich`The export could not be delivered. Please try again.`,
};

export const enAdmin: AdminWords = {
  title: 'Administration',
  nothingAllowed: rich`None of your roles lets you administer anything here. An administrator can give you one.`,
  noSuchCommand: (word, meant) =>
    meant === undefined
      ? rich`I do not know “${word}”. Type /approval-admin to see what you can do.`
      : rich`I do not know “${word}”. Did you mean /approval-admin ${meant}? Type /approval-admin to see what you can do.`,
  notThere: (section, key) => rich`There is no ${wording(one[section])} “${key}”. These are the ones there are:`,
  helpLead: rich`This is what your roles let you do. Nobody else sees what you look at here.`,
  helpFoot: rich`Each can be typed behind /approval-admin, too.`,
  help: {
    people: { typed: 'people [search], person ID', about: 'who works here, with roles, groups and quotas' },
    roles: { typed: 'roles', about: 'what each allows' },
    groups: { typed: 'groups', about: 'who is asked together' },
    types: { typed: 'types, type KEY', about: 'what can be asked for, with its form' },
    templates: { typed: 'templates, template KEY', about: 'who decides in which order' },
    policies: { typed: 'policies, policy KEY', about: 'what is checked when somebody submits' },
    calendars: { typed: 'calendars, calendar KEY', about: 'working hours and holidays' },
    upload: { typed: 'upload', about: 'change the company by a YAML file; you see what changes first' },
    simulate: { typed: 'simulate [type]', about: 'who would be asked, and why' },
    document: { typed: 'document NUMBER', about: 'everything that happened to a request' },
    reassign: { typed: 'reassign NUMBER', about: 'put somebody else on a step' },
    stuck: { typed: 'stuck', about: 'requests that cannot go on by themselves, and what to do' },
    jobs: { typed: 'jobs', about: 'what has to be done in the background, and what failed' },
    audit: { typed: 'audit', about: 'ask the audit trail, and export it' },
  },
  sections: {
    people: 'People',
    roles: 'Roles',
    groups: 'Groups',
    types: 'Request types',
    templates: 'Templates',
    policies: 'Policies',
    calendars: 'Calendars',
    upload: 'Upload',
    simulate: 'Simulate',
    document: 'Timeline of a request',
    reassign: 'Reassign',
    stuck: 'Stuck requests',
    jobs: 'Work in the background',
    audit: 'Audit trail',
  },
  nothing: rich`Nothing here.`,
  buttons: {
    open: 'Open',
    next: 'Next page',
    first: 'First page',
    home: 'All commands',
    back: 'Back to the list',
    history: 'Earlier versions',
    search: 'Search',
    check: 'Check',
    confirm: 'Confirm',
    reassign: 'Reassign',
    'new-query': 'Ask again',
    csv: 'Export as CSV',
    json: 'Export as JSON',
    timeline: 'Timeline',
    another: 'Upload another',
    retry: 'Try again',
    'retry-all': 'Try all again',
    refresh: 'Refresh',
  },
  searchLabel: 'Name, e-mail address or id',
  someone,
  definition,
  upload,
  simulate,
  reassign,
  number: { label: 'Number of the request', hint: 'For example PR-2026-0001, or just 1.' },
  trail,
  audit,
  jobs: enJobs,
  stuck: enStuck,
};

function whoText(who: NamedWho): Rich {
  switch (who.kind) {
    case 'user':
      return rich`${who.name}`;
    case 'role':
      return rich`holders of ${who.name}`;
    case 'group':
      return rich`the group ${who.name}`;
    case 'field':
      return rich`whoever is picked in ${who.name}`;
    case 'manager':
      return who.level === 1 ? wording('the manager') : rich`the manager ${who.level} levels up`;
    case 'unit_head':
      return wording('the head of the unit');
  }
}

function rungText(rung: NamedRung): Rich {
  const after = wording(`after ${counted(rung.afterHours, 'working hour', 'working hours')}`);
  switch (rung.do) {
    case 'remind':
      return rich`a reminder ${after}`;
    case 'escalate':
      return rich`${enumerate(rung.to.map(targetText), ', ', ' and ')} may decide too ${after}`;
    case 'approve':
      return rich`the system approves ${after}`;
    case 'reject':
      return rich`the system rejects ${after}`;
    case 'return':
      return rich`the system returns the request ${after}`;
  }
}

function targetText(who: NamedWho): Rich {
  if (who.kind === 'unit_head') return wording('the head of the approver’s unit');
  if (who.kind !== 'manager') return whoText(who);
  return who.level === 1 ? wording('the approver’s manager') : rich`the approver’s manager ${who.level} levels up`;
}

function ruleText(who: readonly NamedWho[], rule: { approveWhen: 'any' | 'all'; rejectWhen: 'any' | 'all' }): string {
  const isOne = who.length === 1 && ['user', 'manager', 'unit_head'].includes(who[0]?.kind ?? '');
  if (isOne) return '';
  const approve = rule.approveWhen === 'any' ? '; one approval is enough' : '; all must approve';
  return rule.rejectWhen === 'all' ? `${approve}, and only all together reject` : approve;
}

function dotted(parts: readonly Rich[]): Rich {
  return parts.flatMap((part, index) => (index === 0 ? part : [...wording(' · '), ...part]));
}

function list(names: readonly string[]): Rich {
  return enumerate(
    names.map((name) => rich`${name}`),
    ', ',
    ' and ',
  );
}

function counted(count: number, single: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? single : several}`;
}
