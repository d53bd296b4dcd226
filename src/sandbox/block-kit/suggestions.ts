import { z } from 'zod';
import { LIMITS } from './limits.js';
import { menuOption, optionGroup } from './option.js';

/** What an app may answer when it is asked for the options of a menu. None at all are fine. */
export const suggestions = z
  .strictObject({
    options: z.array(menuOption).max(LIMITS.selectOptionsMax).optional(),
    option_groups: z
      .array(optionGroup.extend({ options: z.array(menuOption).max(LIMITS.selectOptionsMax) }))
      .max(LIMITS.optionGroupsMax)
      .optional(),
  })
  .refine((answer) => (answer.options === undefined) !== (answer.option_groups === undefined), {
    message: 'must define either `options` or `option_groups`, not both',
  });

export type Suggestions = z.infer<typeof suggestions>;
