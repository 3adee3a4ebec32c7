/**
 * Prints some lines on a page of their own and leaves the host's page as it is. The page is a frame inside `container`; it goes when the
 * printing is over, or with the function that is returned.
 */
export const printSlip = (container: Node, lines: readonly (readonly [name: string, value: string])[]): (() => void) => {
  const frame = document.createElement('iframe');
  frame.className = 'vh';
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  container.appendChild(frame);
  const page = frame.contentDocument;
  for (const [name, value] of lines) {
    const line = document.createElement('p');
    const strong = document.createElement('b');
    strong.textContent = value;
    line.append(`${name}: `, strong);
    page?.body.append(line);
  }
  const remove = (): void => frame.remove();
  frame.contentWindow?.addEventListener('afterprint', remove);
  frame.contentWindow?.print();
  return remove;
};
