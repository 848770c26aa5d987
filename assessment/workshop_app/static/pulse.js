// Beats while the page and the step around it are shown; the kernel listens.
function render({ model, el }) {
  el.hidden = true;
  const beat = () => {
    if (document.visibilityState !== "visible" || !el.parentElement?.checkVisibility()) return;
    model.set("beats", model.get("beats") + 1);
    model.save_changes();
  };
  const timer = setInterval(beat, 1000 * model.get("seconds"));
  return () => clearInterval(timer);
}

export default { render };
