/**
 * In the browser: a table that fits keeps its head in sight, one that doesn't can be scrolled
 * with the keyboard; the rows of a longer one are sorted by what is clicked in its head.
 */
const FEW = 5;

const observer = new ResizeObserver((entries) => {
  const boxes = entries.map(({ target }) => target as HTMLElement);
  const fits = boxes.map((box) => box.scrollWidth <= box.clientWidth + 1);
  for (const [index, box] of boxes.entries()) {
    box.toggleAttribute('data-fits', fits[index]);
    if (fits[index]) box.removeAttribute('tabindex');
    else box.tabIndex = 0;
  }
});
for (const box of document.querySelectorAll('.table-scroll')) observer.observe(box);

const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

for (const body of document.querySelectorAll<HTMLTableSectionElement>('.data-table tbody')) {
  const rows = [...body.rows];
  if (rows.length < FEW) continue;
  const heads = [...(body.parentElement?.querySelectorAll<HTMLElement>('thead th') ?? [])];
  for (const [column, head] of heads.entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const sorted = nextOrder(head.getAttribute('aria-sort'));
      for (const other of heads) other.removeAttribute('aria-sort');
      if (sorted) head.setAttribute('aria-sort', sorted);
      body.append(...(sorted ? sortedRows(rows, column, sorted) : rows));
    });
  }
}

/** Up, down, and back to the page's own order. */
function nextOrder(now: string | null): 'ascending' | 'descending' | undefined {
  if (now === null) return 'ascending';
  return now === 'ascending' ? 'descending' : undefined;
}

/** What is empty, or unknown, stands last both ways. */
function sortedRows(
  rows: readonly HTMLTableRowElement[],
  column: number,
  way: 'ascending' | 'descending',
): HTMLTableRowElement[] {
  const text = (row: HTMLTableRowElement): string => {
    const cell = row.cells[column];
    return cell?.querySelector('.unknown') ? '' : (cell?.textContent ?? '').trim();
  };
  return rows.toSorted((a, b) => {
    const [left, right] = [text(a), text(b)];
    if (left === '' || right === '') return Number(left === '') - Number(right === '');
    return order.compare(left, right) * (way === 'ascending' ? 1 : -1);
  });
}
