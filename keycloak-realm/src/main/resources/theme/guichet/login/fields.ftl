<#import "template.ftl" as layout>

<#-- What stands above a field when something is wrong with it. -->
<#macro error id text>
<p class="err" id="${id}"><@layout.sign "stop"/><span>${kcSanitize(text)?no_esc}</span></p>
</#macro>

<#-- The name one signs in with. -->
<#macro username value="" passkey=false>
<#local wrong = messagesPerField.existsError("username", "password")>
<div class="field">
  <label class="label" for="username">${msg("signInName")}</label>
  <#if wrong><@error "input-error-username" messagesPerField.getFirstError("username", "password")/></#if>
  <input class="input" id="username" name="username" type="text" value="${value}" dir="ltr" autofocus required
    autocapitalize="none" spellcheck="false" autocomplete="${passkey?then("username webauthn", "username")}"
    <#if wrong>aria-invalid="true" aria-describedby="input-error-username"</#if>>
</div>
</#macro>

<#-- The name given on the page before, where password managers look for it. -->
<#macro knownName>
<input type="text" autocomplete="username" value="${(auth.attemptedUsername)!}" hidden readonly>
</#macro>

<#-- A password that can be shown; fields: the names whose errors belong here. -->
<#macro password name label autocomplete fields focus=false help="" star=false>
<#local wrong = messagesPerField.existsError(fields)>
<#local told = help?has_content?then("help-" + name + " ", "") + wrong?then("input-error-" + name, "")>
<div class="field">
  <div class="row">
    <span class="grow"><label class="label" for="${name}">${label}</label><#if star> <span class="required">*</span></#if></span>
    <#nested>
  </div>
  <#if help?has_content><p class="help" id="help-${name}">${help}</p></#if>
  <#if wrong><@error "input-error-" + name messagesPerField.getFirstError(fields)/></#if>
  <div class="pw" dir="ltr">
    <input class="input" id="${name}" name="${name}" type="password" autocomplete="${autocomplete}" required<#if focus> autofocus</#if>
      <#if told?has_content>aria-describedby="${told?trim}"</#if><#if wrong> aria-invalid="true"</#if>>
    <button class="ib" type="button" hidden data-password-toggle aria-controls="${name}" aria-pressed="false"
      aria-label="${msg("showPassword")}"><@layout.sign "eye"/></button>
  </div>
</div>
</#macro>

<#macro submit label id="kc-login" name="login">
<div class="field"><button class="btn btn--primary btn--full" id="${id}" name="${name}" type="submit" value="true">${label}</button></div>
</#macro>

<#-- Other ways in: identity providers that the realm knows. -->
<#macro providers>
<#if realm.password && social?? && social.providers?has_content>
<p class="or">${msg("or")}</p>
<ul class="choices" id="kc-social-providers">
  <#list social.providers as p>
  <li><a class="btn btn--full" data-once-link id="social-${p.alias}" href="${p.loginUrl}">${p.displayName!}</a></li>
  </#list>
</ul>
</#if>
</#macro>

<#macro registration>
<#if realm.password && realm.registrationAllowed && !registrationDisabled??>
<p id="kc-registration">${msg("noAccount")} <a href="${url.registrationUrl}">${msg("doRegister")}</a>. ${msg("registerHint")}</p>
</#if>
</#macro>
