// One line that stays in the page, so that a screen reader speaks each message put into it.
function render({ model, el }) {
  const line = document.createElement("div");
  line.setAttribute("role", "status");
  const show = () => {
    line.className = model.get("wrong") ? "bm-notice bm-wrong" : "bm-notice";
    line.textContent = model.get("text");
  };
  model.on("change:text change:wrong", show);
  show();
  el.append(line);
}

export default { render };
