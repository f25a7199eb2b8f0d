// What the pages need of a browser; every form works without it.

document.querySelectorAll("[data-password-toggle]").forEach((button) => {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  button.addEventListener("click", () => {
    const show = field.type === "password";
    field.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", String(show));
  });
});

// Keycloak's own pages write the message beside the field but do not tie it to it.
document.querySelectorAll("[aria-invalid]:not([aria-describedby])").forEach((field) => {
  if (document.getElementById(`input-error-${field.id}`)) {
    field.setAttribute("aria-describedby", `input-error-${field.id}`);
  }
});
document.querySelector("[aria-invalid=true]")?.focus();

// A second click must not send a form again. Later than now: the pressed button's own value belongs to the form.
document.addEventListener("submit", (event) => {
  const buttons = event.target.querySelectorAll("[type=submit]");
  setTimeout(() => buttons.forEach((button) => (button.disabled = true)));
});
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.querySelectorAll("[type=submit]").forEach((button) => (button.disabled = false));
  }
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-once-link]");
  if (link?.ariaDisabled === "true") {
    event.preventDefault();
  } else if (link) {
    link.ariaDisabled = "true";
  }
});
