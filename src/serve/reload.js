// Reloads the page after each good build, and shows what is wrong after a bad one.
// The version comes from the script's own address, which no element of the page
// can stand in for.
const version = new URL(import.meta.url).searchParams.get("v");
const host = document.createElement("guichet-problem");
const root = host.attachShadow({ mode: "closed" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { all: initial; }
  section {
    position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
    box-sizing: border-box; padding: 12px 16px; background: #1d1d1f; color: #fff;
    border-top: 4px solid #d33; font: 14px/1.5 system-ui, sans-serif;
  }
  h2 { margin: 0 0 8px; font-size: 16px; }
  pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 ui-monospace, monospace; }
  button { float: inline-end; font: inherit; padding: 4px 12px; }
`);
root.adoptedStyleSheets = [sheet];

function show(problem) {
  const section = document.createElement("section");
  section.setAttribute("role", "alert");
  section.lang = problem.lang;
  section.dir = "auto";
  const close = document.createElement("button");
  close.textContent = problem.close;
  close.addEventListener("click", () => host.remove());
  const title = document.createElement("h2");
  title.textContent = problem.title;
  const text = document.createElement("pre");
  text.textContent = problem.text;
  section.append(close, title, text);
  root.replaceChildren(section);
  document.body.append(host);
}

const events = new EventSource("/.guichet/events");
events.addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  if (state.version !== version) {
    events.close();
    location.reload();
  } else if (state.problem && !document.querySelector("main[data-guichet-problem]")) {
    show(state.problem);
  } else {
    host.remove();
  }
});
addEventListener("pagehide", () => events.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
