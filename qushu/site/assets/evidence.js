// Comfort for the page of a document, which works without: a number and its fact are shown
// together, keys lead from one to the next, and anchors find the part of a long text they are in.
(() => {
  const page = document.querySelector(".evidence");
  const text = page.querySelector(".text");
  const anchor = () => decodeURIComponent(location.hash.slice(1));

  // "...@120-130" and "m120" are places in the text; the last part that begins before has it.
  const place = (name) => /(?:@|^m)(\d+)(?:-\d+)?$/.exec(name)?.[1];

  const moved = () => {
    const starts = page.dataset.starts.split(" ").map(Number);
    const wanted = place(anchor());
    if (wanted === undefined || document.getElementById(anchor())) return false;
    const part = starts.findLastIndex((start) => start <= Number(wanted));
    const leaf = page.dataset.leaves.split(" ")[part];
    const url = new URL(leaf, location.href);
    if (url.pathname === location.pathname) return false;
    location.replace(url.href + location.hash);
    return true;
  };

  const within = (mark, start, end) => start <= +mark.dataset.start && +mark.dataset.end <= end;

  const show = () => {
    if (moved()) return;
    page.querySelectorAll(".selected").forEach((one) => one.classList.remove("selected"));
    const target = document.getElementById(anchor());
    if (!target || !page.contains(target)) return;
    let card = target.closest(".card");
    const mark = target.closest(".mark") ?? target.querySelector(".mark");
    if (!card && mark) card = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    if (!card?.matches(".card")) return;
    card.classList.add("selected");
    const [start, end] = [+card.dataset.start, +card.dataset.end];
    const marks = [...(text?.querySelectorAll(".mark") ?? [])].filter((one) => within(one, start, end));
    marks.forEach((one) => one.classList.add("selected"));
    (target.closest(".card") ? marks[0] : card)?.scrollIntoView({ block: "nearest" });
  };

  const step = (by, only) => {
    const marks = [...page.querySelectorAll(only ? `.text .mark.${only}` : ".text .mark")];
    const chosen = page.querySelector(".text .mark.selected, .text .mark:focus, .text .mark:target");
    const from = chosen ? +chosen.dataset.start : -1;
    const next = by > 0
      ? marks.find((one) => +one.dataset.start > from) ?? marks[0]
      : marks.findLast((one) => +one.dataset.start < from) ?? marks.at(-1);
    if (!next) return;
    next.focus({ preventScroll: true });
    location.hash = next.hash;
    next.scrollIntoView({ block: "center" });
  };

  const buttons = page.querySelectorAll(".steps button");
  page.querySelector(".steps").hidden = !text;
  buttons.forEach((one) => one.addEventListener("click", () => step(+one.dataset.step, one.dataset.only)));
  // Keys work only while a number or a fact has the focus, so that they never meet a browser's own.
  page.querySelector(".panes").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    [...buttons].find((one) => one.title === event.key && !one.disabled)?.click();
  });
  addEventListener("hashchange", show);
  show();
})();
