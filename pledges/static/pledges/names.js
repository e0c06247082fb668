// While one types a name, what the catalogue offers is listed; Enter takes the first of it, or the one chosen by arrows.
(() => {
  const url = document.querySelector("[data-names-url]")?.dataset.namesUrl;
  let count = 0;

  const offersFor = async (input) => {
    const typed = input.value.split(",").pop().trim();
    if (input.dataset.choices) {
      const words = input.dataset.choices.split(" ");
      return words.filter((word) => word.startsWith(typed.toLowerCase())).map((word) => ({ text: word, told: "" }));
    }
    if (!typed) return [];
    const answer = await fetch(`${url}?${new URLSearchParams({ of: input.dataset.names, q: typed })}`);
    return answer.ok ? (await answer.json()).offers : [];
  };

  const equip = (input) => {
    const list = document.createElement("ul");
    list.id = `offers-${(count += 1)}`;
    list.className = "offers";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    let asked = 0;

    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (option) => {
      list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
    };
    const take = () => {
      const option = list.hidden ? null : list.querySelector("[aria-selected=true]");
      if (!option) return;
      const before = input.value.includes(",") ? `${input.value.slice(0, input.value.lastIndexOf(",") + 1)} ` : "";
      input.value = before + option.dataset.text;
      close();
    };
    const forget = () => {
      asked += 1; // an answer that is still under way comes too late
      close();
    };
    const show = async () => {
      forget(); // what was offered for other letters is no answer to these
      const turn = asked;
      const offers = await offersFor(input);
      if (turn !== asked) return;
      list.replaceChildren(
        ...offers.map((offer, place) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${place}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.text = offer.text;
          option.textContent = offer.told ? `${offer.text} (${offer.told})` : offer.text;
          option.addEventListener("mousedown", (event) => {
            event.preventDefault();
            choose(option);
            take();
          });
          return option;
        }),
      );
      list.hidden = !offers.length;
      input.setAttribute("aria-expanded", String(Boolean(offers.length)));
      if (offers.length) choose(list.firstElementChild);
    };

    input.addEventListener("input", show);
    input.addEventListener("blur", forget);
    input.addEventListener("keydown", (event) => {
      const chosen = list.querySelector("[aria-selected=true]");
      const next = { ArrowDown: chosen?.nextElementSibling, ArrowUp: chosen?.previousElementSibling }[event.key];
      if (!list.hidden && next) {
        event.preventDefault();
        choose(next);
      } else if (event.key === "Enter" || event.key === "Tab") {
        take();
      }
    });
  };

  document.querySelectorAll("input[data-names]:not([data-names='']), input[data-choices]:not([data-choices=''])").forEach(equip);
})();
