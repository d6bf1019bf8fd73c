// A report: a click opens what is said of a step, buttons filter by verdict, keys do both.
document.addEventListener("DOMContentLoaded", () => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const steps = all(".step");
  const panel = (step) => document.getElementById(step.querySelector(".sign").getAttribute("aria-controls"));

  const open = (step, wanted) => {
    step.querySelector(".sign").setAttribute("aria-expanded", String(wanted));
    step.classList.toggle("open", wanted);
    panel(step).hidden = !wanted;
  };
  const toggle = (step) => open(step, panel(step).hidden);
  for (const step of steps) {
    open(step, false); // without scripts all is open
    step.addEventListener("click", () => {
      if (getSelection().isCollapsed) toggle(step);
    });
  }

  // a long formula may go on below, before a sign that stands in no bracket: browsers cannot yet
  for (const math of all(".rhs .display > math, .lhs.long .display > math, dd .display > math")) {
    let row = math;
    while (row.children.length === 1 && row.firstElementChild.tagName === "mrow") row = row.firstElementChild;
    const pieces = [[]];
    for (const node of row.children) {
      const sign = node.tagName === "mo" && /^[+−\-=±]$/.test(node.textContent.trim());
      if (sign && node.getAttribute("form") !== "prefix" && pieces.at(-1).length) {
        node.setAttribute("form", "infix");
        pieces.push([]);
      }
      pieces.at(-1).push(node);
    }
    if (pieces.length > 1)
      math.replaceWith(...pieces.map((nodes) => {
        const piece = math.cloneNode(false);
        piece.append(...nodes);
        return piece;
      }));
  }

  // filters: none pressed shows all; a chain stays whole, what was not asked for is dimmed
  const filters = all("[data-filter]");
  const apply = () => {
    const wanted = filters.filter((one) => one.getAttribute("aria-pressed") === "true").map((one) => one.dataset.filter);
    const shown = (step) => !wanted.length || wanted.includes(step.dataset.verdict);
    for (const step of steps) {
      step.classList.toggle("dim", !shown(step));
      if (!shown(step)) open(step, false);
    }
    for (const chain of all(".chain")) {
      chain.hidden = !all(".step", chain).some(shown);
      const words = chain.previousElementSibling;
      if (words && words.classList.contains("words")) words.hidden = chain.hidden;
    }
    for (const part of all("section.part")) part.hidden = wanted.length > 0 && !all(".step", part).some(shown);
  };
  for (const one of filters)
    one.addEventListener("click", () => {
      one.setAttribute("aria-pressed", String(one.getAttribute("aria-pressed") !== "true"));
      apply();
    });

  // j and k go from step to step, n and p from one that is not good to the next
  const move = (by, among) => {
    const list = steps.filter((step) => !step.classList.contains("dim") && step.offsetParent && among(step));
    const here = steps.indexOf(document.activeElement.closest?.(".step"));
    const behind = list.filter((step) => steps.indexOf(step) > here);
    const before = list.filter((step) => steps.indexOf(step) < here);
    const next = by > 0 ? behind[0] : here < 0 ? list.at(-1) : before.at(-1);
    if (!next) return;
    next.querySelector(".sign").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const any = () => true;
  const bad = (step) => step.classList.contains("bad");
  const keys = { j: () => move(1, any), k: () => move(-1, any), n: () => move(1, bad), p: () => move(-1, bad) };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = document.activeElement.closest?.(".step");
    if (event.key === "Escape") steps.forEach((one) => open(one, false));
    else if (event.key === "o" && step) toggle(step);
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });

  const root = document.documentElement;
  document.querySelector(".theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.classList.contains("step")) open(target, true);
  };
  addEventListener("hashchange", show);
  show();
});
