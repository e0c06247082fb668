// Keys act through the buttons that show them, rest while one types, and decide nothing that was not looked at.
(() => {
  const UNSEEN = 400; // milliseconds in which a key may still be meant for the claim before
  const shown = performance.now();
  const page = document.querySelector(".review-page");
  const notice = page.querySelector(".notice");
  const dialog = page.querySelector("dialog.keys");
  const correction = page.querySelector(".correct form");
  const buttons = [...page.querySelectorAll("[data-key]")];
  let typed = false;

  // --- keys of one's own, kept in this browser
  const own = JSON.parse(localStorage.getItem("pledges.keys") || "{}");
  const keyOf = (button) => own[button.dataset.name] || button.dataset.key;
  const name = () =>
    buttons.forEach((button) => {
      const label = button.querySelector("kbd") || button.closest("tr")?.querySelector("th kbd");
      if (label) label.textContent = keyOf(button);
    });
  const listKeys = () => {
    dialog.querySelector("tbody").replaceChildren(
      ...buttons.map((button) => {
        const row = document.createElement("tr");
        const act = document.createElement("th");
        const cell = document.createElement("td");
        const change = document.createElement("button");
        act.scope = "row";
        act.textContent = button.dataset.name;
        change.type = "button";
        change.textContent = keyOf(button);
        change.addEventListener("click", () => {
          change.textContent = "press a key";
          dialog.dataset.changing = button.dataset.name;
        });
        cell.append(change);
        row.append(act, cell);
        return row;
      }),
    );
  };
  dialog.addEventListener("keydown", (event) => {
    const act = dialog.dataset.changing;
    if (!act || event.key === "Escape" || event.key === "Tab") return;
    event.preventDefault();
    if (event.key.length === 1 && !buttons.some((one) => one.dataset.name !== act && keyOf(one) === event.key.toLowerCase())) {
      own[act] = event.key.toLowerCase();
      localStorage.setItem("pledges.keys", JSON.stringify(own));
    }
    delete dialog.dataset.changing;
    name();
    listKeys();
  });
  dialog.querySelector(".reset").addEventListener("click", () => {
    Object.keys(own).forEach((act) => delete own[act]);
    localStorage.removeItem("pledges.keys");
    name();
    listKeys();
  });
  page.querySelector(".show-keys").addEventListener("click", () => {
    listKeys();
    dialog.showModal();
  });

  // --- one field at a time, where it stands
  const rows = [...page.querySelectorAll("tr[data-field]")].filter((row) => row.querySelector("form.in-place"));
  const setOpen = (row, open) => {
    const form = row.querySelector("form.in-place");
    form.hidden = !open;
    row.querySelector("button.value").hidden = open;
    row.querySelector("button.value").setAttribute("aria-expanded", String(open));
    if (open) form.elements.text.select();
    else form.reset();
  };
  const openRow = () => rows.find((row) => !row.querySelector("form.in-place").hidden);
  const giveUp = () => {
    const row = openRow();
    if (!row) return;
    setOpen(row, false);
    row.querySelector("button.value").focus();
  };
  rows.forEach((row) => {
    row.querySelector("button.value").addEventListener("click", () => {
      const other = openRow();
      if (other) setOpen(other, false);
      setOpen(row, true);
    });
    row.querySelector(".cancel").addEventListener("click", giveUp);
  });
  if (openRow()) setOpen(openRow(), true);
  page.querySelector(".first-field")?.addEventListener("click", () => rows[0]?.querySelector("button.value").click());

  // --- words that are selected in the text
  const placeOf = (node, offset) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece || !page.querySelector("#text").contains(piece)) return null;
    const before = node.nodeType === Node.TEXT_NODE ? [...node.data.slice(0, offset)].length : offset && [...piece.textContent].length;
    return Number(piece.dataset.start) + before;
  };
  page.querySelector("[data-add]")?.addEventListener("click", (event) => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const start = range && placeOf(range.startContainer, range.startOffset);
    const end = range && placeOf(range.endContainer, range.endOffset);
    if (start === null || end === null || !(start < end)) {
      notice.textContent = "Select the words of the claim in the text first.";
      return;
    }
    location.href = `${event.currentTarget.dataset.add}?${new URLSearchParams({ start, end })}`;
  });

  // --- nothing typed is dropped by a decision
  correction?.addEventListener("input", () => (typed = true));
  correction?.addEventListener("submit", () => (typed = false));
  const unsaved = () => typed || Boolean(openRow());
  page.querySelectorAll("[data-decides]").forEach((button) =>
    button.addEventListener("click", (event) => {
      if (!unsaved()) return;
      event.preventDefault();
      notice.textContent = "What you typed is not saved: save it, or give it up, before you decide.";
    }),
  );

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open) return;
    if (event.key === "Escape") return giveUp();
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const button = buttons.find((one) => keyOf(one) === event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    if ("decides" in button.dataset && performance.now() - shown < UNSEEN) {
      notice.textContent = "This is another claim than before: look at it, then decide.";
      return;
    }
    button.click();
  });
  name();
})();
