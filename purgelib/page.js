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
