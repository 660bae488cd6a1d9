for (const figure of document.querySelectorAll("figure.chart")) {
  vegaEmbed(figure.querySelector(".drawing"), JSON.parse(figure.querySelector("script").textContent), {
    mode: "vega-lite",
    renderer: "svg",
    // Expressions are interpreted, not compiled, so that the page's policy can forbid eval.
    ast: true,
    tooltip: { theme: "light" },
    downloadFileName: figure.id,
    actions: { export: true, source: false, compiled: false, editor: false },
  }).then(
    () => figure.classList.add("drawn"),
    (error) => {
      figure.querySelector(".drawing").textContent = `This figure could not be drawn: ${error.message}`;
      console.error(error);
    },
  );
}

// A table that does not fit on a screen gets a search: a row stays that holds all of the words.
for (const box of document.querySelectorAll("main .table")) {
  const rows = [...box.querySelectorAll("tbody tr")].map((row) => [row, row.textContent.toLowerCase()]);
  if (rows.length <= 15) continue;
  const search = document.createElement("input");
  const told = document.createElement("output");
  search.type = "search";
  search.ariaLabel = search.placeholder = `Search ${rows.length} rows`;
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const [row, text] of rows) row.hidden = !words.every((word) => text.includes(word));
    told.textContent = search.value ? `${rows.filter(([row]) => !row.hidden).length} of ${rows.length}` : "";
  });
  const line = document.createElement("p");
  line.className = "search";
  line.append(search, " ", told);
  box.before(line);
}
