/** Blocks with one of everything, for drawing and for filling in. */

export const CARD = [
  { type: 'header', block_id: 'head', text: { type: 'plain_text', text: 'Purchase request PR-2026-0042' } },
  {
    type: 'section',
    block_id: 'fields',
    fields: [
      { type: 'mrkdwn', text: '*Requested by*\n<@UANA>' },
      { type: 'mrkdwn', text: '*Amount*\nUSD 5,250.00' },
      { type: 'mrkdwn', text: '*Vendor*\nNorthwind &amp; Sons' },
      { type: 'mrkdwn', text: '*Submitted*\n<!date^1767225600^{date_short} at {time}|1 January>' },
    ],
  },
  {
    type: 'section',
    block_id: 'why',
    text: { type: 'mrkdwn', text: '*What for*\n>Two displays for the new studio :tada:' },
  },
  { type: 'divider', block_id: 'line' },
  {
    type: 'context',
    block_id: 'chain',
    elements: [{ type: 'mrkdwn', text: 'Why you: you are *Ana\u2019s manager*. Next: Procurement, then Finance.' }],
  },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        style: 'primary',
        text: { type: 'plain_text', text: 'Approve' },
        value: 'doc-1',
      },
      {
        type: 'button',
        action_id: 'comment',
        text: { type: 'plain_text', text: 'Approve with comment' },
        value: 'doc-1',
      },
      {
        type: 'button',
        action_id: 'reject',
        style: 'danger',
        text: { type: 'plain_text', text: 'Reject' },
        value: 'doc-1',
        confirm: {
          title: { type: 'plain_text', text: 'Reject this request?' },
          text: { type: 'mrkdwn', text: 'Ana will be told, with *your reason*.' },
          confirm: { type: 'plain_text', text: 'Yes, reject' },
          deny: { type: 'plain_text', text: 'Not now' },
          style: 'danger',
        },
      },
    ],
  },
];

function option(text: string) {
  return { text: { type: 'plain_text', text }, value: text.toLowerCase() };
}

function input(block_id: string, label: string, element: object, others: object = {}) {
  return {
    type: 'input',
    block_id,
    label: { type: 'plain_text', text: label },
    element: { action_id: 'value', ...element },
    ...others,
  };
}

export const OPTIONS = [option('Red'), option('Green'), option('Blue')];

export const FORM = {
  type: 'modal',
  callback_id: 'everything',
  private_metadata: 'draft-7',
  notify_on_close: true,
  title: { type: 'plain_text', text: 'Purchase request' },
  submit: { type: 'plain_text', text: 'Continue' },
  close: { type: 'plain_text', text: 'Cancel' },
  blocks: [
    input('text', 'Title', {
      type: 'plain_text_input',
      placeholder: { type: 'plain_text', text: 'In a few words' },
      min_length: 3,
      max_length: 40,
    }),
    input(
      'long',
      'What for',
      { type: 'plain_text_input', multiline: true },
      { optional: true, hint: { type: 'plain_text', text: 'Approvers read this first.' } },
    ),
    input('number', 'Amount', {
      type: 'number_input',
      is_decimal_allowed: true,
      min_value: '0.01',
      max_value: '99999',
    }),
    input('whole', 'Pieces', { type: 'number_input', is_decimal_allowed: false }, { optional: true }),
    input('email', 'Contact', { type: 'email_text_input' }, { optional: true }),
    input('url', 'Offer', { type: 'url_text_input' }, { optional: true }),
    input('date', 'Needed by', { type: 'datepicker' }),
    input('time', 'At', { type: 'timepicker' }, { optional: true }),
    input('moment', 'Moment', { type: 'datetimepicker' }, { optional: true }),
    input('one', 'Colour', { type: 'static_select', options: OPTIONS }),
    input(
      'many',
      'Colours',
      { type: 'multi_static_select', options: OPTIONS, max_selected_items: 2 },
      { optional: true },
    ),
    input('radio', 'Urgency', { type: 'radio_buttons', options: [option('Low'), option('High')] }),
    input('checks', 'Extras', { type: 'checkboxes', options: [option('Gift'), option('Insured')] }, { optional: true }),
    input('person', 'Buyer', { type: 'users_select' }, { optional: true }),
    input('people', 'Watchers', { type: 'multi_users_select' }, { optional: true }),
    input('city', 'City', { type: 'external_select', min_query_length: 2 }, { optional: true }),
    input('stops', 'Stops', { type: 'multi_external_select', max_selected_items: 2 }, { optional: true }),
    input('files', 'Receipt', { type: 'file_input', max_files: 2 }, { optional: true }),
  ],
};
