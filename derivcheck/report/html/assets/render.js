// Sets the formulas of a page; one that cannot be set stays as it was written.
document.addEventListener("DOMContentLoaded", () => {
  const trust = ({ command, class: name }) =>
    command === "\\class" && (name === "marked" || name === "changed");
  const attempt = (latex, target, display, macros) => {
    if (!latex || latex.length > 4000) return false;
    try {
      const options = { displayMode: display, throwOnError: true, trust, maxExpand: 1000 };
      temml.render(latex, target, { ...options, maxSize: [20, 500], macros: { ...macros } });
      return true;
    } catch {
      return false; // what was written says more than an error message
    }
  };
  for (const written of document.querySelectorAll("code.tex")) {
    const set = document.createElement("span");
    const display = written.classList.contains("display");
    const own = written.closest("[data-macros]");
    const macros = own ? JSON.parse(own.dataset.macros) : {};
    const latex = written.textContent;
    set.className = display ? "set display" : "set";
    set.title = latex;
    // with the place that is spoken of, unless that place cannot be marked
    if (attempt(written.dataset.marked, set, display, macros) || attempt(latex, set, display, macros))
      written.replaceWith(set);
  }
});
