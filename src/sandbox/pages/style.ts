/** The one style sheet, served from its own address so that the page's policy needs no exception. */
export const STYLE = `
:root{color-scheme:light dark;--fg:#1f2328;--bg:#fff;--soft:#f6f8fa;--line:#d0d7de;--link:#0969da;--dim:#59636e;--go:#1f883d;--done:#8250df;--bad:#cf222e}
@media(prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--soft:#151b23;--line:#3d444d;--link:#4493f8;--dim:#9198a1;--go:#3fb950;--done:#ab7df8;--bad:#f85149}}
*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg)}
header{display:flex;gap:1rem;align-items:center;justify-content:space-between;flex-wrap:wrap;padding:.75rem 1.5rem;background:var(--soft);border-bottom:1px solid var(--line)}
main{max-width:1080px;margin:0 auto;padding:1.5rem}a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
h1{font-size:1.6rem;font-weight:500;margin:.2rem 0 1rem}.dim{color:var(--dim)}.cols{display:grid;grid-template-columns:minmax(0,1fr) 16rem;gap:1.5rem}
@media(max-width:760px){.cols{grid-template-columns:1fr}}
.box{border:1px solid var(--line);border-radius:6px;margin-bottom:1rem;overflow:hidden}.box>.top{padding:.5rem 1rem;background:var(--soft);border-bottom:1px solid var(--line)}
.box>.in{padding:.75rem 1rem;overflow-wrap:anywhere;overflow-x:auto}.event{margin:.4rem 1rem}summary{cursor:pointer}.row{padding:.6rem 1rem;border-top:1px solid var(--line)}.row:first-child{border-top:0}
.label{display:inline-block;padding:0 .55rem;border:1px solid var(--line);border-radius:2em;font-size:.8rem;background:var(--soft)}
.state{display:inline-block;padding:.15rem .7rem;border-radius:2em;color:#fff;background:var(--go)}.state.closed{background:var(--done)}
.success{color:var(--go)}.failure,.action_required,.error{color:var(--bad)}
textarea,input,select{width:100%;padding:.4rem .6rem;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px}
textarea{min-height:8rem;font-family:ui-monospace,monospace;font-size:.9rem}header select{width:auto;max-width:60vw}
button{padding:.35rem .9rem;font:inherit;font-weight:500;color:var(--fg);background:var(--soft);border:1px solid var(--line);border-radius:6px;cursor:pointer}
button.go{color:#fff;background:#1f883d}form{margin:.4rem 0}.inline{display:inline-flex;gap:.4rem;align-items:center}
table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.3rem .7rem;text-align:left}
blockquote{margin:0;padding-left:1rem;border-left:.25rem solid var(--line);color:var(--dim)}pre{overflow:auto;padding:.8rem;background:var(--soft);border-radius:6px}
`;
