import {a11ySnapshot} from '@web/test-runner-commands';

interface Heard {
  readonly role: string;
  readonly name?: string;
  readonly description?: string;
  readonly invalid?: string;
  readonly children?: readonly Heard[];
  readonly [state: string]: unknown;
}

const STATES = ['required', 'disabled', 'readonly', 'checked', 'pressed', 'expanded', 'focused', 'modal'];
const SILENT = ['none', 'generic', 'RootWebArea', 'StaticText', 'InlineTextBox', 'LineBreak', 'LayoutTable'];

/**
 * What can be operated or skipped to in the page, as a screen reader says it, a line each: `textbox "Username" required: its description`.
 * Chromium only.
 */
export const readOut = async (roles: readonly string[] = []): Promise<string[]> => {
  const tree = (await a11ySnapshot({})) as unknown as Heard;
  const lines = (node: Heard): string[] => {
    const {role, name = '', description, invalid, children = []} = node;
    const states = [...STATES.filter((state) => node[state] === true), ...(invalid && invalid !== 'false' ? ['invalid'] : [])];
    const line = `${role} "${name}"${states.map((state) => ` ${state}`).join('')}${description ? `: ${description}` : ''}`;
    const isSaid = roles.length > 0 ? roles.includes(role) : !SILENT.includes(role);
    return [...(isSaid ? [line] : []), ...children.flatMap(lines)];
  };
  return lines(tree);
};
