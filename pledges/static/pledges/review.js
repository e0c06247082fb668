// Keys act through the buttons that show them, rest while one types, and decide nothing that was not looked at.
(() => {
  const UNSEEN = 400; // milliseconds in which a key may still be meant for the claim before
  const shown = performance.now();
  const page = document.querySelector(".review-page");
  const notice = page.querySelector(".notice");
  const dialog = page.querySelector("dialog.keys");
  const correction = page.querySelector(".correct form");
  const buttons = [...page.querySelectorAll("[data-key]")];

  // --- keys of one's own, kept in this browser
  const FIELDS = "kind donors item quantity value window basis recipient announced".split(" ");
  const KEYS = {
    ...{ Accept: "a", Reject: "r", Unsure: "u", Undo: "z", "Put back": "y", Next: "n", "Show the keys": "?" },
    ...{ "Edit the first field": "e", "Add a claim from the selected words": "c" },
    ...Object.fromEntries(FIELDS.map((field, place) => [`Edit ${field}`, String(place + 1)])),
  }; // every act's, those too whose button is not on this page
  buttons.forEach((button) => (KEYS[button.dataset.name] = button.dataset.key));
  const own = {};
  const keyFor = (act) => own[act] || KEYS[act];
  const keyOf = (button) => keyFor(button.dataset.name);
  const holder = (key, act) => Object.keys(KEYS).find((other) => other !== act && keyFor(other) === key);
  try {
    const kept = Object.entries(JSON.parse(localStorage.getItem("pledges.keys")) || {});
    kept.filter(([act, key]) => act in KEYS && typeof key === "string" && key.length === 1).forEach(([act, key]) => (own[act] = key));
    Object.keys(own).forEach((act) => holder(own[act], act) && delete own[act]);
  } catch {
    // what is kept can't be read: the keys are as they were
  }
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
    const key = event.key.toLowerCase();
    const taken = holder(key, act);
    dialog.querySelector(".clash").textContent = taken ? `“${key}” is the key of: ${taken}.` : "";
    if (key.length === 1 && !taken) {
      own[act] = key;
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
      if (other === row) return row.querySelector("form.in-place").elements.text.focus();
      if (other && refused([reason, correction])) return;
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
    if (!leave(event)) return;
    location.href = `${event.currentTarget.dataset.add}?${new URLSearchParams({ start, end })}`;
  });

  // --- nothing typed is dropped, and nothing is sent twice
  const reason = page.querySelector("#why");
  const TAKES_THE_REASON = ["accept", "reject", "unsure"];
  let left = false;
  const changed = (one) => {
    if (one.type === "hidden") return false;
    if (one.type === "checkbox") return one.checked !== one.defaultChecked;
    if (one.options) return one.value !== ([...one.options].find((option) => option.defaultSelected) || one.options[0])?.value;
    return "defaultValue" in one && one.value !== one.defaultValue;
  };
  const edited = (form) => Boolean(form) && ("typed" in form.dataset || [...form.elements].some(changed));
  const unsaved = (except = []) => {
    const field = openRow()?.querySelector("form.in-place");
    const typed = [
      [reason, "the reason", Boolean(reason?.value.trim())],
      [correction, "the correction", edited(correction)],
      [field, "the field", edited(field)],
    ];
    return typed.filter(([one, , is]) => is && !except.includes(one)).map(([, told]) => told);
  };
  const refused = (except) => {
    const typed = unsaved(except);
    if (typed.length) notice.textContent = `What you typed is not saved (${typed.join(", ")}): save it, or give it up, first.`;
    return Boolean(typed.length);
  };
  const leave = (event, except) => {
    if (left || refused(except)) {
      event.preventDefault();
      return false;
    }
    return (left = true);
  };
  page.addEventListener("submit", (event) => {
    if (event.target === dialog.querySelector("form")) return;
    leave(event, TAKES_THE_REASON.includes(event.submitter?.value) ? [reason] : [event.target]);
  });
  page.querySelector("a[data-decides]")?.addEventListener("click", (event) => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) leave(event);
  });
  correction?.addEventListener("reset", () => delete correction.dataset.typed);
  addEventListener("pageshow", (event) => event.persisted && (left = false));
  addEventListener("beforeunload", (event) => !left && unsaved().length && event.preventDefault());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open) return;
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && (!typing || typing.closest("form.in-place"))) return giveUp();
    if (typing) return;
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
