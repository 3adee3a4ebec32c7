import {sendKeys} from '@web/test-runner-commands';

/** Presses keys as a person does, one after the other: `press('Tab', 'Shift+Tab', 'Enter')`. */
export const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    if (key.startsWith('Shift+')) {
      await sendKeys({down: 'Shift'});
      await sendKeys({press: key.slice(6)});
      await sendKeys({up: 'Shift'});
    } else {
      await sendKeys({press: key === 'Space' ? ' ' : key}); // Firefox knows it by its character alone.
    }
  }
};

/** Both directions of reading, for rules that hold in each. */
export const directions = ['ltr', 'rtl'] as const;
