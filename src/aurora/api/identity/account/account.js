"use strict";

const TEXTS = {
  en: {
    invitation: "You are invited. Say what you are called, and choose a password.",
    reset: "Choose a new password.",
    address: "Confirm that this e-mail address is yours.",
    name: "Name",
    password: "Password",
    hint: "At least 15 characters. A long sentence is good.",
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
    hint: "Pelo menos 15 caracteres. Uma frase longa é boa.",
    invitation_button: "Abrir a conta",
    reset_button: "Definir a senha",
    address_button: "Confirmar o endereço",
    invitation_done: "A sua conta está aberta. Você já pode entrar.",
    reset_done: "A nova senha está definida, e todas as sessões foram encerradas. Você já pode entrar.",
    address_done: "O seu endereço de e-mail está confirmado. Use-o para entrar a partir de agora.",
    refused: "Este link não é válido, ou já não é. Peça outro.",
    often: "Tentativas demais. Espere um momento e tente de novo.",
    trouble: "Não deu certo agora. Tente de novo em instantes.",
    nothing: "Não há nada a fazer aqui. Siga o link da sua mensagem.",
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

// The link may also be followed while the page is open: then only the part after the # changes.
addEventListener("hashchange", begin);
document.documentElement.lang = language;
begin();

function begin() {
  const [, what, token] = location.hash.match(/^#(invitation|reset|address)=(\w+)$/) ?? [];
  // The token leaves the address bar and the history of the browser.
  history.replaceState(null, "", location.pathname);
  form.hidden = !what;
  if (!what) return say(texts.nothing);
  say(texts[what]);
  for (const field of document.querySelectorAll("[data-text]")) {
    field.textContent = texts[field.dataset.text];
  }
  for (const name of FIELDS.invitation) {
    const wanted = FIELDS[what].includes(name);
    document.getElementById(`${name}-field`).hidden = !wanted;
    form.elements[name].required = wanted;
  }
  document.getElementById("hint").hidden = !FIELDS[what].includes("password");
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
  try {
    const answer = await fetch(ROUTES[what], {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    if (answer.ok) {
      form.hidden = true;
      form.reset();
      say(texts[`${what}_done`]);
    } else {
      say(await reason(answer), true);
    }
  } catch {
    say(texts.trouble, true);
  } finally {
    button.disabled = false;
  }
}

async function reason(answer) {
  if (answer.status === 401) return texts.refused;
  if (answer.status === 429) return texts.often;
  if (answer.status !== 422) return texts.trouble;
  return (await answer.json()).detail;
}

function say(text, wrong = false) {
  about.textContent = text;
  about.classList.toggle("wrong", wrong);
}
