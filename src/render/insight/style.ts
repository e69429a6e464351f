const COLOURS = {
  light: ["#1b6ac9", "#b5540b", "#2a7f4f", "#8a3fb0", "#b0243c", "#5f6b7a", "#0f7c86"],
  dark: ["#6cb2ff", "#ffab66", "#6fd19a", "#d6a1f5", "#ff8fa0", "#aab4c0", "#5fd0da"],
};

const variables = (colours: readonly string[]) => colours.map((colour, index) => `--c${index}:${colour}`).join(";");
const classes = COLOURS.light
  .map((_colour, index) => `.report .c${index}{stroke:var(--c${index});fill:none}.report .c${index} .ground{fill:var(--c${index})}`)
  .join("\n");

/** The style of what `reportHtml` returns, for a page's own style sheet. Everything is below `.report`. */
export const REPORT_STYLE = `.report{--ink:#1f2328;--paper:#fff;--quiet:#59636e;--line:#d1d9e0;--link:#0550ae;color:var(--ink);${variables(COLOURS.light)}}
@media (prefers-color-scheme:dark){.report{--ink:#f0f6fc;--paper:#0d1117;--quiet:#9198a1;--line:#3d444d;--link:#6cb2ff;${variables(COLOURS.dark)}}}
.report a{color:var(--link)}
.report .picture{display:block;width:100%;min-width:38rem;max-width:60rem;height:auto}
.report .picture text{font:12px system-ui,sans-serif;fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.report .picture .name{font-weight:600}
.report .grid{stroke:var(--line)}
.report .mark{stroke:var(--ink);stroke-width:1.3}
.report .p85{stroke-dasharray:7 3}
.report .p95{stroke-dasharray:2 3}
.report .dot{fill:var(--c0);fill-opacity:.55;stroke:var(--c0)}
.report .dot.out{fill:var(--c4);stroke:var(--c4);fill-opacity:.85}
.report .part{stroke:var(--ink);stroke-width:.6}
.report .patterns{position:absolute}
.report .ground{fill-opacity:.22;stroke:none}
.report .ground.solid{fill-opacity:.75}
.report caption{text-align:left;white-space:nowrap}
.report table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.report th,.report td{text-align:left;padding:.2rem .7rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.report td.number,.report th.number{text-align:right;white-space:nowrap}
.report .wide{overflow-x:auto}
.report .soft{color:var(--quiet)}
.report ul.items{columns:14rem;padding-left:1.2rem}
${classes}
`;
