// Sets the formulas of a page; one that cannot be set stays as it was written.
document.addEventListener("DOMContentLoaded", () => {
  for (const written of document.querySelectorAll("code.tex")) {
    if (written.textContent.length > 2000) continue;
    const set = document.createElement("span");
    set.title = written.textContent;
    try {
      temml.render(written.textContent, set, { throwOnError: true, trust: false, maxExpand: 1000 });
      written.replaceWith(set);
    } catch {
      // what was written says more than an error message
    }
  }
});
