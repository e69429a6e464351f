import { createHash } from "node:crypto";
import { REPORT_STYLE } from "../../render/insight/style.js";

/** The one style sheet. Own address, so that the page's policy needs no exception. */
const STYLE = `
:root{color-scheme:light dark;--fg:#1c2024;--bg:#fdfdfc;--card:#fff;--soft:#f5f5f2;--line:#dfdfd8;--dim:#5c6168;--link:#0b5bb5;--go:#18794e;--go-soft:#e3f5eb;--bad:#b3261e;--bad-soft:#fdebe9;--wait:#8a5300;--wait-soft:#fdf1dc;--stop:#6d3fb8;--stop-soft:#f1eafb;--focus:#0b5bb5}
@media(prefers-color-scheme:dark){:root{--fg:#e8e6e1;--bg:#131517;--card:#1a1d20;--soft:#20242a;--line:#363b42;--dim:#a2a8b0;--link:#7ab5ff;--go:#6fd3a0;--go-soft:#142b20;--bad:#ff9d94;--bad-soft:#351a18;--wait:#f2bd6b;--wait-soft:#32250f;--stop:#c3a5f5;--stop-soft:#281e3a;--focus:#7ab5ff}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--fg);background:var(--bg);overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.3rem .6rem;z-index:1}
header.top{border-bottom:1px solid var(--line);background:var(--card)}
.bar{max-width:72rem;margin:0 auto;padding:.6rem 1rem;display:flex;gap:.4rem 1rem;align-items:center;flex-wrap:wrap}
.bar nav{flex:1 1 auto;min-width:0}.bar nav ol{list-style:none;display:flex;flex-wrap:wrap;gap:0 .5rem;margin:0;padding:0}
.bar nav li+li::before{content:"/";color:var(--dim);margin-right:.5rem}
.bar form{margin:0;display:flex;gap:.6rem;align-items:center;color:var(--dim)}
.brand{font-weight:650;color:var(--fg);text-decoration:none;letter-spacing:-.01em}
main{max-width:72rem;margin:0 auto;padding:1.2rem 1rem 3rem}
footer{max-width:72rem;margin:0 auto;padding:0 1rem 2rem;color:var(--dim);font-size:.875rem}
h1{font-size:1.55rem;line-height:1.25;font-weight:650;letter-spacing:-.015em;margin:.3rem 0 .6rem}
h2{font-size:1.12rem;font-weight:650;margin:1.8rem 0 .6rem}
h3{font-size:1rem;font-weight:650;margin:1rem 0 .3rem}
p{margin:.4rem 0}ul,ol{margin:.4rem 0;padding-left:1.3rem}
.dim{color:var(--dim)}.small{font-size:.875rem}.nowrap{white-space:nowrap}
button{font:inherit;color:var(--fg);background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.15rem .7rem;cursor:pointer}
input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.1rem .4rem;max-width:100%}
.button{display:inline-block;padding:.45rem 1rem;border-radius:6px;background:var(--fg);color:var(--bg);text-decoration:none;font-weight:600}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:.6rem 0}
.card>*{padding:.75rem 1rem;margin:0}.card>*+*{border-top:1px solid var(--line)}
ul.card{list-style:none;padding:0}
.row{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 1rem;align-items:baseline}
.row .what{font-weight:600}.row .when{color:var(--dim);font-size:.875rem;text-align:right}.row .why{grid-column:1/-1;color:var(--dim);font-size:.9375rem}
.chip{display:inline-block;font-size:.8125rem;line-height:1.5;padding:0 .5rem;border-radius:1rem;border:1px solid var(--line);background:var(--soft);color:var(--fg);white-space:nowrap}
.blocked,.fail,.error,.overdue{color:var(--bad);background:var(--bad-soft);border-color:currentColor}
.awaiting,.pending{color:var(--wait);background:var(--wait-soft);border-color:currentColor}
.held,.rejected{color:var(--stop);background:var(--stop-soft);border-color:currentColor}
.pass,.ok{color:var(--go);background:var(--go-soft);border-color:currentColor}
.filters{display:flex;flex-wrap:wrap;gap:.35rem 1.2rem;margin:.6rem 0}.filters div{display:flex;flex-wrap:wrap;gap:.35rem;align-items:center}
.filters a{text-decoration:none;color:var(--fg);border:1px solid var(--line);border-radius:1rem;padding:.1rem .65rem;font-size:.875rem}
.filters a[aria-current]{background:var(--fg);color:var(--bg);border-color:var(--fg)}
.rail{display:flex;flex-wrap:wrap;list-style:none;margin:.8rem 0 1rem;padding:0;gap:.35rem 0}
.rail li{display:flex;align-items:center}.rail li+li::before{content:"";width:1.4rem;height:2px;background:var(--line);margin:0 .35rem}
.rail li.next-blocked::before{background:var(--bad)}.rail li.next-awaiting::before{background:var(--wait)}.rail li.next-held::before,.rail li.next-rejected::before{background:var(--stop)}
.rail .stop{padding:.15rem .7rem;border-radius:1rem;border:1px solid var(--line);color:var(--dim);background:var(--card);font-size:.9375rem}
.rail .done{color:var(--go);border-color:currentColor}.rail .here{color:var(--bg);background:var(--fg);border-color:var(--fg);font-weight:650}
.say{font-size:1.05rem}.say p:first-child{margin-top:0}
details{border-top:1px solid var(--line)}.tree details{border:0}
summary{cursor:pointer;padding:.5rem 0}summary .chip{margin-left:.4rem}
.tree{list-style:none;padding-left:0}.tree .tree{padding-left:1rem;border-left:2px solid var(--line);margin-left:.3rem}
.tree dl{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:.15rem .8rem;margin:.2rem 0 .8rem}
.facts{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.1rem .8rem;margin:.4rem 0}
.graph{max-width:100%;height:auto}
dt{color:var(--dim)}dd{margin:0}dd p{margin:0}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}th{color:var(--dim);font-weight:600;font-size:.875rem}
.num{text-align:right;font-variant-numeric:tabular-nums}
.time{list-style:none;padding-left:1rem;border-left:2px solid var(--line)}.time li{margin:.5rem 0;position:relative}
.time li::before{content:"";position:absolute;left:-1.36rem;top:.55rem;width:.6rem;height:.6rem;border-radius:50%;background:var(--bg);border:2px solid var(--dim)}
blockquote{margin:.6rem 0;padding:.3rem .9rem;border-left:3px solid var(--wait);background:var(--wait-soft);border-radius:0 6px 6px 0}
pre{white-space:pre-wrap;background:var(--soft);padding:.6rem .8rem;border-radius:6px}pre code{padding:0;background:none}
.board{table-layout:fixed}.board th:nth-child(1){width:30%}.board th:nth-child(2){width:13%}.board th:nth-child(3){width:12%}.board th:nth-child(4){width:23%}.board th:nth-child(5){width:10%}
.quiet{color:var(--dim);font-weight:500}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,monospace;background:var(--soft);padding:.05em .3em;border-radius:3px}
.diff{font:.8125rem/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;border:1px solid var(--line);border-radius:6px;padding:.4rem 0;white-space:pre-wrap}
.diff span{display:block;padding:0 .8rem}.diff del,.diff ins{display:block;padding:0 .8rem;text-decoration:none}
.diff del{background:var(--bad-soft);color:var(--bad)}.diff ins{background:var(--go-soft);color:var(--go)}
.diff del::before{content:"− "}.diff ins::before{content:"+ "}.diff span::before{content:"  "}
.empty{padding:1.4rem 1rem;text-align:center;color:var(--dim)}
.age{font-variant-numeric:tabular-nums}
.roles text{font:13px system-ui,sans-serif;fill:var(--fg)}.roles .dim{fill:var(--dim)}.roles .line{stroke:var(--line);fill:none}.roles .mark{fill:var(--link);stroke:var(--link);stroke-width:2}.roles .hollow{fill:none}.roles .box{fill:var(--soft);stroke:var(--line)}.roles .arrow{stroke:var(--dim);fill:none}.roles .way{font-size:11px}
${REPORT_STYLE}main .report{--paper:var(--bg)}
@media(max-width:44rem){body{font-size:15px}.tree dl{grid-template-columns:1fr;gap:0}.row{grid-template-columns:1fr}.row .when{text-align:left}
.stack thead{position:absolute;left:-100rem}.stack tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}.stack td{display:block;border:0;padding:.1rem 0}.stack td[data-label]:not(:empty)::before{content:attr(data-label) ": ";color:var(--dim)}.stack .num{text-align:left}.tree .tree{padding-left:.6rem}}
@media print{header.top,.filters{display:none}}
`.trim();

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1c2024"/><path d="M8 22 24 10" stroke="#6fd3a0" stroke-width="5" stroke-linecap="round"/></svg>`;

/** A file of ours, at an address that names its content. */
export interface Asset {
  path: string;
  type: string;
  text: string;
}

export const STYLE_SHEET = asset("style", "css", "text/css; charset=utf-8", STYLE);
export const PAGE_ICON = asset("icon", "svg", "image/svg+xml", ICON);
export const ASSETS: readonly Asset[] = [STYLE_SHEET, PAGE_ICON];

function asset(name: string, ending: string, type: string, text: string): Asset {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return { path: `/-/${name}.${hash}.${ending}`, type, text };
}
