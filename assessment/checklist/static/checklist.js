// One checklist on a page: a custom element in the published book, a widget in Jupyter.

// The script may run while the page is still arriving: wait until the form is whole.
function defineElement() {
  class Checklist extends HTMLElement {
    connectedCallback() {
      if (this.querySelector(".bm-end")) this.begin();
      else this.arrival = this.arrival ?? this.waitForForm();
    }

    waitForForm() {
      const arrival = new MutationObserver(() => {
        if (!this.querySelector(".bm-end")) return;
        arrival.disconnect();
        this.begin();
      });
      arrival.observe(this, { childList: true, subtree: true });
      return arrival;
    }

    begin() {
      if (!this.stop) this.stop = mount(this, deviceStore, armTools);
    }
  }
  if (!customElements.get("bermakna-checklist")) {
    customElements.define("bermakna-checklist", Checklist);
  }
}

function renderWidget({ model, el }) {
  el.innerHTML = model.get("form");
  const root = el.querySelector("bermakna-checklist");
  return mount(root, (plan) => modelStore(plan, model), armTools);
}
