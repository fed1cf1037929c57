import { customProperties } from '../draw/colours.ts';

/** The style sheet of every page: screen, narrow and wide, light and dark, and A4 paper. */
export function styleSheet(): string {
  return `:root {
color-scheme: light dark;
${customProperties('light')}
}

@media (prefers-color-scheme: dark) {
:root {
${customProperties('dark')}
}
}

${screen}
${paper}`;
}

/** The same for the screen, of a part of another page: what the selectors name. */
export function partialStyle(part: string, darkPart: string): string {
  return `${part} {\n${customProperties('light')}\n${screen}}\n${darkPart} {\n${customProperties('dark')}\n}\n`;
}

const screen = `body {
  margin: 0;
  background: var(--surface);
  color: var(--ink);
  font:
    16px / 1.5 system-ui,
    "Segoe UI",
    "Helvetica Neue",
    Arial,
    sans-serif;
}

main {
  max-width: 1120px;
  margin: 0 auto;
  padding: 24px 16px 48px;
}

h1 {
  margin: 0 0 12px;
  font-size: 28px;
  line-height: 1.2;
}

h2 {
  margin: 0 0 8px;
  font-size: 19px;
  line-height: 1.3;
}

dl {
  margin: 0;
}

dl div {
  display: flex;
  gap: 12px;
  font-size: 14px;
}

dt {
  flex: 0 0 76px;
  color: var(--soft);
}

dd {
  min-width: 0;
  margin: 0;
  overflow-wrap: anywhere;
}

.findings {
  margin: 20px 0 0;
  padding: 12px 16px;
  border-left: 4px solid var(--contraction);
  background: var(--raised);
  font-size: 14px;
}

.findings h2 {
  font-size: 16px;
}

.findings ul {
  margin: 0;
  padding-left: 20px;
}

.findings li {
  max-width: 100ch;
  overflow-wrap: anywhere;
}

nav ul {
  display: flex;
  flex-wrap: wrap;
  gap: 4px 20px;
  margin: 20px 0 0;
  padding: 0;
  list-style: none;
  font-size: 14px;
}

a {
  color: var(--new);
}

figure,
section {
  margin: 32px 0 0;
  padding: 24px 0 0;
  border-top: 1px solid var(--grid);
}

figure > svg {
  display: none;
  width: 100%;
  height: auto;
  font-family: inherit;
  font-size: 13px;
  font-variant-numeric: tabular-nums;
}

figcaption,
.note {
  max-width: 80ch;
  margin: 8px 0 0;
  color: var(--soft);
  font-size: 14px;
}

/* What stands on a mark must not keep the mark from being pointed at. */
figure > svg text {
  pointer-events: none;
}

.months_marks path:hover {
  fill-opacity: 0.15;
}

.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 18px;
  margin: 0 0 12px;
  padding: 0;
  list-style: none;
  font-size: 14px;
}

.legend li {
  display: flex;
  align-items: center;
  gap: 6px;
}

.legend svg {
  width: 22px;
  height: 12px;
}

figure > .narrow {
  display: block;
  max-width: 440px;
}

@media (min-width: 540px) {
  figure > .narrow,
  figure > .wide {
    display: none;
  }

  figure > .medium {
    display: block;
    max-width: 780px;
  }
}

@media (min-width: 980px) {
  figure > .medium {
    display: none;
  }

  figure > .wide {
    display: block;
  }
}

/* A shadow at each side on which there is more to scroll to; the cover over it scrolls with the table. */
.scroll {
  overflow-x: auto;
  background:
    linear-gradient(to right, var(--surface) 50%, transparent) left / 60px 100% no-repeat local,
    linear-gradient(to left, var(--surface) 50%, transparent) right / 60px 100% no-repeat local,
    linear-gradient(to right, var(--axis), transparent) left / 14px 100% no-repeat scroll,
    linear-gradient(to left, var(--axis), transparent) right / 14px 100% no-repeat scroll;
}

.scroll + .scroll {
  margin-top: 24px;
}

table {
  border-collapse: collapse;
  font-size: 13px;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}

th,
td {
  padding: 3px 6px;
  border-bottom: 1px solid var(--grid);
  text-align: right;
}

th {
  font-weight: 600;
}

thead th {
  color: var(--soft);
  vertical-align: bottom;
}

th[scope="colgroup"],
thead tr:first-child th:first-child {
  text-align: left;
}

th:first-child[rowspan],
th[scope="row"] {
  position: sticky;
  left: 0;
  background: var(--surface);
  text-align: left;
}

th.text,
td.text {
  min-width: 120px;
  text-align: left;
  white-space: normal;
}

th.long {
  min-width: 150px;
  white-space: normal;
  overflow-wrap: anywhere;
}

@media (max-width: 539px) {
  .wordy,
  .wordy tbody,
  .wordy tr,
  .wordy th[scope="row"],
  .wordy td {
    display: block;
  }

  .wordy thead {
    display: none;
  }

  .wordy {
    white-space: normal;
  }

  .wordy tr {
    padding: 8px 0;
    border-bottom: 1px solid var(--grid);
  }

  .wordy th[scope="row"] {
    position: static;
    padding: 0 0 2px;
    border: 0;
    font-size: 15px;
  }

  .wordy td {
    display: flex;
    gap: 12px;
    padding: 1px 0;
    border: 0;
    text-align: left;
  }

  .wordy td::before {
    flex: 0 0 118px;
    color: var(--soft);
    content: attr(data-title);
  }
}
`;

/** A4 across: every column of a table is on the paper, and no picture is cut in two. */
const paper = `@page {
  size: A4 landscape;
  margin: 12mm;
}

@media print {
  :root {
    color-scheme: light;
    ${customProperties('light')}
  }

  * {
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }

  main {
    max-width: none;
    padding: 0;
  }

  nav {
    display: none;
  }

  figure,
  tr {
    break-inside: avoid;
  }

  h2 {
    break-after: avoid;
  }

  thead {
    display: table-header-group;
  }

  .scroll {
    overflow: visible;
    background: none;
  }

  figure > .narrow,
  figure > .medium {
    display: none;
  }

  figure > .wide {
    display: block;
    width: auto;
    max-width: 100%;
    max-height: 120mm;
  }

  /* The first one stands on the page of the facts. */
  figure:first-of-type:not(.tall) > .wide {
    max-height: 80mm;
  }

  h1 {
    margin-bottom: 6px;
    font-size: 20px;
  }

  h2 {
    font-size: 15px;
  }

  .tall > .wide {
    max-height: 140mm;
  }

  figure,
  section {
    margin-top: 6mm;
    padding-top: 4mm;
  }

  dl div,
  .legend,
  .findings,
  figcaption,
  .note {
    max-width: none;
    font-size: 11px;
  }

  table {
    font-size: 11px;
  }

  table.dense {
    font-size: 10px;
  }

  .dense th,
  .dense td {
    padding: 2px 3px;
  }
}
`;
