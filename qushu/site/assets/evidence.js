// Comfort for the page of a document, which works without: a number and what was read of it are
// shown together, buttons and keys lead on, and an anchor finds its part of a long text.
(() => {
  const page = document.querySelector(".evidence");
  const text = page.querySelector(".text");
  const marks = [...page.querySelectorAll(".marked a[data-start], .quotes a")];
  const named = () => decodeURIComponent(location.hash.slice(1));
  const span = (mark) => [Number(mark.dataset.start), Number(mark.dataset.end)];

  // "...@120-130" and "m120" are places in the text: the last part that begins before has them.
  const elsewhere = () => {
    const wanted = /(?:@|^[mu])(\d+)(?:-\d+)?$/.exec(named())?.[1];
    if (wanted === undefined || document.getElementById(named())) return false;
    const starts = page.dataset.starts.split(" ").map(Number);
    const leaf = page.dataset.leaves.split(" ")[starts.findLastIndex((start) => start <= wanted)];
    const url = new URL(leaf, location.href);
    if (url.pathname === location.pathname) return false;
    location.replace(url.href + location.hash);
    return true;
  };

  // What belongs together: a card or a rule, and the marks that it says something about.
  const cardOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const marksOf = (card) => {
    const [, start, end] = /^f(\d+)-(\d+)/.exec(card.id)?.map(Number) ?? [];
    if (start === undefined) return marks.filter((mark) => cardOf(mark) === card);
    return marks.filter((mark) => start <= span(mark)[0] && span(mark)[1] <= end);
  };

  // A rule is described once on the page; beside the fact that one looks at, it is read too.
  const explain = (card) => {
    const link = card.querySelector("dd > a[href^='#']:last-child");
    const said = link && cardOf(link)?.querySelector("dd");
    if (said) link.after(` ${said.textContent}`, document.createElement("wbr"));
  };

  const show = () => {
    if (elsewhere()) return;
    page.querySelectorAll(".selected").forEach((one) => one.classList.remove("selected"));
    const target = document.getElementById(named());
    if (!target || !page.contains(target)) return;
    const mark = target.closest(".marked a") ?? target.querySelector("a[data-start]");
    const card = target.closest(".facts [id]") ?? (mark && cardOf(mark));
    if (!card) return;
    explain(card);
    const about = marksOf(card);
    if (card.matches(".ledger > li")) card.classList.add("selected");
    about.forEach((one) => one.classList.add("selected"));
    const seen = target === card || card.contains(target) ? about[0] : card;
    seen?.scrollIntoView({ block: "nearest" });
  };

  const step = (by, only) => {
    const some = only ? marks.filter((mark) => mark.classList.contains(only)) : marks;
    const from = page.querySelector(".marked a:focus, .marked a.selected");
    const start = from ? span(from)[0] : -1;
    const next = by > 0
      ? some.find((mark) => span(mark)[0] > start) ?? some[0]
      : some.findLast((mark) => span(mark)[0] < start) ?? some.at(-1);
    if (!next) return;
    location.hash = next.id || next.parentElement.id;
    next.focus();
  };

  const buttons = [...page.querySelectorAll(".steps button")];
  page.querySelector(".steps").hidden = !text;
  buttons.forEach((one) => {
    one.addEventListener("click", () => step(Number(one.dataset.step), one.dataset.only));
  });
  // Keys work only while the focus is in a pane, so that they never meet a browser's own.
  page.querySelector(".panes").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    buttons.find((one) => one.dataset.key === event.key && !one.disabled)?.click();
  });
  addEventListener("hashchange", show);
  show();
})();
