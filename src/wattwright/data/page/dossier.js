// Adds buttons that show only claims of one group of verdicts. The page is complete without it.
(() => {
  const list = document.getElementById("claims");
  if (!list) return;
  const claims = [...list.querySelectorAll("[data-group]")];
  const groups = new Map(claims.map((claim) => [claim.dataset.group, claim.dataset.groupLabel]));
  if (groups.size < 2) return;
  const bar = document.createElement("div");
  bar.className = "filter";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", list.dataset.label);
  const show = (wanted) => {
    claims.forEach((claim) => { claim.hidden = wanted !== "" && claim.dataset.group !== wanted; });
    bar.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", String(one.value === wanted)));
  };
  for (const [name, label] of [["", list.dataset.all], ...groups]) {
    const count = name === "" ? claims.length : claims.filter((claim) => claim.dataset.group === name).length;
    const button = document.createElement("button");
    button.type = "button";
    button.value = name;
    button.textContent = `${label} (${count})`;
    button.addEventListener("click", () => show(name));
    bar.append(button);
  }
  list.before(bar);
  show("");
  addEventListener("hashchange", () => { if (document.querySelector(":target[hidden]")) show(""); });
})();
