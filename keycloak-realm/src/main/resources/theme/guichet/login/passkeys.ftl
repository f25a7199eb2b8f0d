<#import "template.ftl" as layout>
<#macro conditionalUIData>
<#if enableWebAuthnConditionalUI?has_content>
<form id="webauth" action="${url.loginAction}" method="post" hidden>
  <#list ["clientDataJSON", "authenticatorData", "signature", "credentialId", "userHandle", "error"] as name>
  <input type="hidden" id="${name}" name="${name}">
  </#list>
</form>
<#if authenticators??>
<form id="authn_select" hidden>
  <#list authenticators.authenticators as authenticator>
  <input type="hidden" name="authn_use_chk" value="${authenticator.credentialId}">
  </#list>
</form>
</#if>
<p class="or">${msg("or")}</p>
<button class="btn btn--full" id="authenticateWebAuthnButton" type="button"><@layout.sign "key"/>${msg("webauthn-doAuthenticate")}</button>
<script type="module">
  <#outputformat "JavaScript">
  import { authenticateByWebAuthn } from "${url.resourcesPath}/js/webauthnAuthenticate.js";
  import { initAuthenticate } from "${url.resourcesPath}/js/passkeysConditionalAuth.js";
  const args = {
    isUserIdentified: ${isUserIdentified},
    challenge: ${challenge?c},
    userVerification: ${userVerification?c},
    rpId: ${rpId?c},
    createTimeout: ${createTimeout?c},
    mediation: ${(mediation!"conditional")?c},
    authenticatorAttachment: ${authenticatorAttachment?c},
  };
  initAuthenticate({errmsg: ${msg("passkey-unsupported-browser-text")?c}, ...args});
  document.getElementById("authenticateWebAuthnButton").addEventListener("click", () =>
    authenticateByWebAuthn({errmsg: ${msg("webauthn-unsupported-browser-text")?c}, ...args}));
  </#outputformat>
</script>
</#if>
</#macro>
