// What the theme leaves out for those without a mouse or a screen: the name of the search, and a
// stop of the tab key at what scrolls.
const scrolls = ".md-search__scrollwrap, .md-typeset__scrollwrap, .md-typeset pre > code, " +
    "p:has(> img[src*='pictures/'])";
function complete() {
    document.querySelectorAll(".md-search").forEach(e => e.setAttribute("aria-label", "Search"));
    document.querySelectorAll(scrolls).forEach(e => e.tabIndex === 0 || (e.tabIndex = 0));
}
new MutationObserver(complete).observe(document.body, { childList: true, subtree: true });
complete();

// The colours of the system, also when they change after the first visit: the theme keeps those
// that it saw first.
const dark = matchMedia("(prefers-color-scheme: dark)");
function follow() {
    const scheme = dark.matches ? "slate" : "default";
    const input = document.querySelector(`.md-option[data-md-color-scheme="${scheme}"]`);
    document.body.setAttribute("data-md-color-scheme", scheme);
    if (input && !input.checked)
        input.click();
}
dark.addEventListener("change", follow);
addEventListener("load", follow);
