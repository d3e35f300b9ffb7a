// Search. Its index is a script that is loaded when a search box is first used.
"use strict";

(() => {
  const MOST = 12;
  const { top, up } = document.body.dataset;
  const CHINESE = /[\u3400-\u9fff]/;

  let loading = null;
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${top}assets/search.js`;
      script.onload = () => resolve(prepared(window.qushuIndex));
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  function prepared(index) {
    const readings = new Map(
      Object.entries(index.pinyin).map(([character, said]) => [character, said.split(" ")]),
    );
    const entries = ["district", "theme", "indicator", "document"].flatMap((kind) =>
      index[kind].map(([path, zh, en, others, parent]) => ({
        kind, path, zh, en, others, within: index.parents[parent],
      })),
    );
    return { entries, readings };
  }

  // Whether pinyin, in full or by initials or mixed, says the characters of a text from `at` on.
  function says(query, text, at, readings) {
    if (query === "") return true;
    if (at >= text.length) return false;
    const known = readings.get(text[at]);
    if (!known) return query[0] === text[at].toLowerCase() && says(query.slice(1), text, at + 1, readings);
    return known.some(
      (said) =>
        said.startsWith(query) ||
        (query.startsWith(said) && says(query.slice(said.length), text, at + 1, readings)) ||
        (query[0] === said[0] && says(query.slice(1), text, at + 1, readings)),
    );
  }

  function byPinyin(query, text, readings) {
    for (let at = 0; at < text.length; at++) {
      if (says(query, text, at, readings)) return at === 0 ? 1 : 2;
    }
    return 0;
  }

  // How well an entry answers: 0 not at all, else the lower the better.
  function rank(entry, query, words, readings) {
    const names = [entry.zh, ...entry.others];
    if (CHINESE.test(query)) {
      if (entry.zh === query) return 1;
      if (entry.zh.startsWith(query)) return 2;
      if (entry.others.includes(query)) return 3;
      if (entry.zh.includes(query)) return 4;
      return names.some((name) => name.includes(query)) ? 5 : 0;
    }
    const english = entry.en.toLowerCase();
    if (english === query || names.some((name) => name.toLowerCase() === query)) return 1;
    if (english.startsWith(query)) return 2;
    const plain = query.replace(/[\s']+/g, "");
    const spoken = byPinyin(plain, entry.zh, readings);
    if (spoken === 1) return 3;
    if (words.every((word) => ` ${english}`.includes(` ${word}`))) return 4;
    if (spoken === 2) return 5;
    if (names.some((name) => name.toLowerCase().includes(query))) return 6;
    return entry.others.some((name) => byPinyin(plain, name, readings) === 1) ? 7 : 0;
  }

  function find({ entries, readings }, query) {
    const words = query.split(/\s+/);
    return entries
      .map((entry) => ({ entry, rank: rank(entry, query, words, readings) }))
      .filter((one) => one.rank > 0)
      .sort((one, other) => one.rank - other.rank || one.entry.zh.length - other.entry.zh.length)
      .map((one) => one.entry);
  }

  function equip(box) {
    const input = box.querySelector("input");
    const list = box.querySelector("ul");
    const status = box.querySelector("[role=status]");
    const isEnglish = document.documentElement.lang === "en";
    let chosen = -1;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      chosen = -1;
    }

    function option(entry, number) {
      const item = document.createElement("li");
      item.id = `${input.id}-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.path = entry.path;
      const name = document.createElement("span");
      name.textContent = isEnglish && entry.en ? entry.en : entry.zh;
      const beside = document.createElement("span");
      beside.className = "aside";
      beside.textContent = [
        isEnglish && entry.en ? entry.zh : "",
        entry.within ? entry.within[isEnglish && entry.within[1] ? 1 : 0] : "",
        box.dataset[entry.kind],
      ]
        .filter(Boolean)
        .join(" · ");
      item.append(name, beside);
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => open(item));
      return item;
    }

    function open(item) {
      window.location.href = up + item.dataset.path;
    }

    function choose(next) {
      const items = [...list.children];
      if (!items.length) return;
      chosen = (next + items.length) % items.length;
      items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
      input.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    }

    async function search() {
      const query = input.value.trim().toLowerCase();
      if (!query) {
        status.textContent = "";
        return close();
      }
      const found = find(await load(), query);
      if (query !== input.value.trim().toLowerCase()) return;
      list.replaceChildren(...found.slice(0, MOST).map(option));
      status.textContent = found.length
        ? status.dataset.some.replace("%d", found.length)
        : status.dataset.none;
      status.classList.toggle("visually-hidden", found.length > 0);
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
    }

    input.addEventListener("focus", load, { once: true });
    input.addEventListener("input", search);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && list.children.length) open(list.children[Math.max(chosen, 0)]);
      else return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      const isTyping = /^(input|textarea|select)$/i.test(event.target.tagName ?? "");
      if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  document.querySelectorAll(".search").forEach(equip);
})();
