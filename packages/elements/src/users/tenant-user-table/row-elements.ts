export const makeRow = (): HTMLTableRowElement => {
  const tr = document.createElement('tr');
  tr.role = 'row';
  tr.part.add('row');
  tr.tabIndex = -1;
  return tr;
};

/** What stands for the height of rows that are not there. */
export const makeGap = (): HTMLTableRowElement => {
  const tr = document.createElement('tr');
  tr.ariaHidden = 'true';
  tr.className = 'spacer';
  tr.insertCell();
  return tr;
};
