"use strict";

const TEXTS = {
  en: {
    invitation: "You are invited. Say what you are called, and choose a password.",
    reset: "Choose a new password.",
    address: "Confirm that this e-mail address is yours.",
    name: "Name",
    password: "Password",
    hint: "At least 15 characters. A long sentence is good.",
    show: "Show the password",
    invitation_button: "Open the account",
    reset_button: "Set the password",
    address_button: "Confirm the address",
    invitation_done: "Your account is open. You can sign in now.",
    reset_done: "Your new password is set, and every session has ended. You can sign in now.",
    address_done: "Your e-mail address is confirmed. Use it to sign in from now on.",
    refused: "This link is not valid, or not any more. Ask for another one.",
    often: "Too many attempts. Wait a moment, and try again.",
    trouble: "That did not work just now. Try again in a moment.",
    nothing: "There is nothing to do here. Follow the link in your letter.",
  },
  pt: {
    invitation: "Você foi convidado. Diga como se chama e escolha uma senha.",
    reset: "Escolha uma nova senha.",
    address: "Confirme que este endereço de e-mail é seu.",
    name: "Nome",
    password: "Senha",
    hint: "Pelo menos 15 caracteres. Uma frase longa é uma boa escolha.",
    show: "Mostrar a senha",
    invitation_button: "Abrir a conta",
    reset_button: "Definir a senha",
    address_button: "Confirmar o endereço",
    invitation_done: "A sua conta está aberta. Você já pode entrar.",
    reset_done: "A nova senha está definida, e todas as sessões foram encerradas. Você já pode entrar.",
    address_done: "O seu endereço de e-mail está confirmado. Use-o para entrar a partir de agora.",
    refused: "Este link não é válido, ou deixou de ser. Peça outro.",
    often: "Tentativas demais. Espere um momento e tente de novo.",
    trouble: "Não deu certo agora. Tente de novo em instantes.",
    nothing: "Não há nada a fazer aqui. Siga o link da sua mensagem.",
    name_wrong: "Um nome tem de 1 a 200 caracteres legíveis.",
    password_wrong:
      "Esta senha não serve. Ela precisa de pelo menos 15 caracteres, não pode ser fácil de " +
      "adivinhar nem ser feita do seu nome ou do seu endereço.",
  },
};
const ROUTES = {
  invitation: "/v1/auth/invitations/accept",
  reset: "/v1/auth/password-reset/confirm",
  address: "/v1/auth/address/confirm",
};
const FIELDS = { invitation: ["name", "password"], reset: ["password"], address: [] };

const language = navigator.language.toLowerCase().startsWith("pt") ? "pt" : "en";
const texts = TEXTS[language];
const about = document.getElementById("about");
const form = document.getElementById("form");
const button = form.querySelector("button");
const trouble = document.getElementById("trouble");
const show = document.getElementById("show");

// The link may also be followed while the page is open: then only the part after the # changes.
addEventListener("hashchange", begin);
document.documentElement.lang = language;
show.addEventListener("change", shown);
begin();

function begin() {
  const [, what, token] = location.hash.match(/^#(invitation|reset|address)=(\w+)$/) ?? [];
  // The token leaves the address bar and the history of the browser.
  history.replaceState(null, "", location.pathname);
  form.reset();
  shown();
  complain("");
  if (!what) return end(texts.nothing);
  form.hidden = false;
  about.textContent = texts[what];
  for (const field of document.querySelectorAll("[data-text]")) {
    field.textContent = texts[field.dataset.text];
  }
  for (const name of FIELDS.invitation) {
    const wanted = FIELDS[what].includes(name);
    document.getElementById(`${name}-field`).hidden = !wanted;
    form.elements[name].required = wanted;
  }
  document.getElementById("password-help").hidden = !FIELDS[what].includes("password");
  button.textContent = texts[`${what}_button`];
  form.onsubmit = (event) => {
    event.preventDefault();
    send(what, token);
  };
}

async function send(what, token) {
  const body = { token };
  for (const name of FIELDS[what]) body[name] = form.elements[name].value;
  button.disabled = true;
  complain("");
  try {
    const answer = await fetch(ROUTES[what], {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    if (answer.ok) end(texts[`${what}_done`]);
    else if (answer.status === 401) end(texts.refused);
    else complain(await reason(answer));
  } catch {
    complain(texts.trouble);
  } finally {
    button.disabled = false;
  }
}

async function reason(answer) {
  if (answer.status === 429) return texts.often;
  if (answer.status !== 422) return texts.trouble;
  const { detail, field } = await answer.json();
  // What Aurora says is English; where there is no sentence of ours it is better than none.
  return texts[`${field}_wrong`] ?? sentence(detail);
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}

function end(text) {
  form.hidden = true;
  form.reset();
  about.textContent = text;
}

function complain(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
  if (text) trouble.scrollIntoView({ block: "nearest" });
}

function shown() {
  form.elements.password.type = show.checked ? "text" : "password";
}
