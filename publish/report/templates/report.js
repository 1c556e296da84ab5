"use strict";
const all = () => document.querySelectorAll("details");
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...all()].filter((each) => !each.open);
  for (const each of closed) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of closed) each.open = false;
});
