import { z } from 'zod';
import { identity } from './identity.js';
import { LIMITS } from './limits.js';
import { menuOption, optionGroup, overflowOption } from './option.js';
import { isAmong, optionsOf } from './options-of.js';
import { confirmDialog, placeholder, plainText } from './text.js';

const interactive = { action_id: identity, confirm: confirmDialog.optional() };
const pickable = { ...interactive, placeholder, focus_on_load: z.boolean().optional() };
const several = { ...pickable, max_selected_items: z.int().min(1).optional() };
const menuSource = {
  options: z.array(menuOption).min(1).max(LIMITS.selectOptionsMax).optional(),
  option_groups: z.array(optionGroup).min(1).max(LIMITS.optionGroupsMax).optional(),
};
const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();
const id = z.string().min(1);
/** Characters that must be typed before the app is asked. */
const asking = { min_query_length: z.int().min(0).max(LIMITS.queryCharsMax).optional() };

export const button = z.strictObject({
  type: z.literal('button'),
  ...interactive,
  text: plainText(LIMITS.buttonTextCharsMax),
  value: z.string().min(1).max(LIMITS.buttonValueCharsMax).optional(),
  url: z.string().min(1).max(LIMITS.urlCharsMax).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().min(1).max(LIMITS.accessibilityLabelCharsMax).optional(),
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...interactive,
  options: z.array(overflowOption).min(1).max(LIMITS.overflowOptionsMax),
});

export const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...pickable, ...menuSource, initial_option: menuOption.optional() })
  .superRefine((menu, context) => {
    refuseTwoSources(menu, context);
    refuseStrangers(menu, menu.initial_option === undefined ? [] : [menu.initial_option], 'initial_option', context);
  });

export const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...several,
    ...menuSource,
    initial_options: z.array(menuOption).min(1).max(LIMITS.selectOptionsMax).optional(),
  })
  .superRefine((menu, context) => {
    refuseTwoSources(menu, context);
    refuseStrangers(menu, menu.initial_options ?? [], 'initial_options', context);
    refuseTooMany(menu.initial_options, menu.max_selected_items, context);
  });

/** Its options come from the app while somebody types, so nothing can be said of the one it begins with. */
export const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...pickable,
  ...asking,
  initial_option: menuOption.optional(),
});

export const multiExternalSelect = z
  .strictObject({
    type: z.literal('multi_external_select'),
    ...several,
    ...asking,
    initial_options: z.array(menuOption).min(1).max(LIMITS.selectOptionsMax).optional(),
  })
  .superRefine((menu, context) => refuseTooMany(menu.initial_options, menu.max_selected_items, context));

export const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...pickable,
  initial_user: id.optional(),
});

export const multiUsersSelect = z
  .strictObject({ type: z.literal('multi_users_select'), ...several, initial_users: z.array(id).min(1).optional() })
  .superRefine((menu, context) => refuseTooMany(menu.initial_users, menu.max_selected_items, context));

export const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...pickable,
  initial_conversation: id.optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: conversationFilter,
});

export const multiConversationsSelect = z
  .strictObject({
    type: z.literal('multi_conversations_select'),
    ...several,
    initial_conversations: z.array(id).min(1).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter,
  })
  .superRefine((menu, context) => refuseTooMany(menu.initial_conversations, menu.max_selected_items, context));

interface MenuSource {
  options?: z.infer<typeof menuOption>[] | undefined;
  option_groups?: z.infer<typeof optionGroup>[] | undefined;
}

function refuseTwoSources(menu: MenuSource, context: z.RefinementCtx): void {
  if ((menu.options === undefined) !== (menu.option_groups === undefined)) return;
  context.addIssue({ code: 'custom', message: 'must define either `options` or `option_groups`, not both' });
}

function refuseStrangers(
  menu: MenuSource,
  initial: readonly z.infer<typeof menuOption>[],
  path: string,
  context: z.RefinementCtx,
): void {
  const options = optionsOf(menu);
  if (initial.every((option) => isAmong(options, option))) return;
  context.addIssue({ code: 'custom', path: [path], message: 'must match one of the options' });
}

function refuseTooMany(initial: readonly unknown[] | undefined, max: number | undefined, context: z.RefinementCtx) {
  if (initial === undefined || max === undefined || initial.length <= max) return;
  context.addIssue({ code: 'custom', message: `no more than ${max} items may be selected at first` });
}
