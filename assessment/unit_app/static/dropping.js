// A field for files. Each is sent by itself, so that progress can be shown; one that is too large
// or cannot be read is sent without its content.
function render({ model, el }) {
  const label = document.createElement("label");
  label.className = "bm-drop";
  const input = document.createElement("input");
  Object.assign(input, { type: "file", multiple: true, accept: model.get("accept") });
  label.append(model.get("text"), input);
  const mark = (over) => () => label.classList.toggle("bm-over", over);
  input.addEventListener("dragenter", mark(true));
  for (const end of ["dragleave", "drop"]) input.addEventListener(end, mark(false));
  input.addEventListener("change", async () => {
    const files = [...input.files];
    for (const [place, file] of files.entries()) {
      const left = files.length - place - 1;
      model.send({ name: file.name, size: file.size, left }, undefined, await contentOf(model, file));
    }
    input.value = "";
  });
  el.append(label);
}

async function contentOf(model, file) {
  if (file.size > model.get("most")) return [];
  try {
    return [await file.arrayBuffer()];
  } catch {
    return [];
  }
}

export default { render };
