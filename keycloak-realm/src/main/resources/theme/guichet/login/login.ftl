<#import "template.ftl" as layout>
<#import "fields.ftl" as fields>
<#import "passkeys.ftl" as passkeys>
<#-- Name and password on one page: a realm without organizations, or signing in again. -->
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username", "password") displayInfo=true; section>
<#if section = "header">
  <#if usernameHidden??>${msg("passwordTitle")}<#else>${msg("loginAccountTitle")}</#if>
<#elseif section = "form">
  <#if realm.password>
  <form class="gap--6" id="kc-form-login" action="${url.loginAction}" method="post">
    <#if usernameHidden??><@fields.knownName/><#else><@fields.username value=(login.username!"") passkey=enableWebAuthnConditionalUI?has_content/></#if>
    <@fields.password name="password" label=msg("password") autocomplete="current-password"
        fields=usernameHidden???then(["username", "password"], ["none"]) focus=usernameHidden??>
      <#if realm.resetPasswordAllowed><a class="small" href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></#if>
    </@fields.password>
    <input type="hidden" name="credentialId"<#if auth.selectedCredential?has_content> value="${auth.selectedCredential}"</#if>>
    <@fields.submit msg("doLogIn")/>
  </form>
  </#if>
  <@passkeys.conditionalUIData/>
<#elseif section = "info">
  <@fields.registration/>
<#elseif section = "socialProviders">
  <@fields.providers/>
</#if>
</@layout.registrationLayout>
