"use strict";
// On paper the SQL stands open, all of it behind the figures.
const places = new Map();
addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("section > details")) {
    places.set(each, [each.parentElement, each.open]);
    each.open = true;
    document.getElementById("appendix").append(each);
  }
});
addEventListener("afterprint", () => {
  for (const [each, [section, open]] of places) {
    each.open = open;
    section.append(each);
  }
  places.clear();
});
